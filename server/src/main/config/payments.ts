import { z } from 'zod'

const secret = z.string().min(8, 'must have 8 characters or more').optional()
const address = (fallback: string) => z.url({ protocol: /^https?$/ }).default(fallback)

/** Who collects what customers pay. Bank and cash need no setting. */
export const payment_settings = {
  STRIPE_SECRET_KEY: secret.describe(
    'Secret key of an account at Stripe, with which the delivery role makes checkouts and reads payments back. Unset: customers cannot pay through Stripe.'
  ),
  STRIPE_WEBHOOK_SECRET: secret.describe(
    'Signing secret (whsec_…) of the webhook that Stripe calls at /api/v1/payments/stripe; two with a comma between them while one is rolled. Needed with STRIPE_SECRET_KEY.'
  ),
  STRIPE_URL: address('https://api.stripe.com').describe(
    'Where Stripe answers; another address for tests alone.'
  ),
  PAYMOB_SECRET_KEY: secret.describe(
    'Secret key of an account at Paymob, with which the delivery role makes checkouts and gives money back. Unset: customers cannot pay through Paymob.'
  ),
  PAYMOB_PUBLIC_KEY: secret.describe(
    'Public key of the same account, which stands in the address where customers pay.'
  ),
  PAYMOB_API_KEY: secret.describe(
    'API key of the same account, with which payments are read back before they count.'
  ),
  PAYMOB_HMAC_SECRET: secret.describe(
    'HMAC secret of the same account, which proves what Paymob posts to /api/v1/payments/paymob.'
  ),
  PAYMOB_INTEGRATION_IDS: z
    .string()
    .regex(/^\d+(,\d+)*$/, 'must be numbers with commas between them')
    .optional()
    .describe('Numbers of the integrations of the same account by which customers may pay.'),
  PAYMOB_URL: address('https://accept.paymob.com').describe(
    'Where Paymob answers: that of the country of the account.'
  ),
  PAYMOB_CHECKOUT_URL: address('https://accept.paymob.com/unifiedcheckout/').describe(
    'Where customers of Paymob pay: that of the country of the account.'
  )
}

/** What is needed besides, where the first one is set: a gateway by itself is given the secrets of webhooks alone. */
const together = [
  ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'],
  [
    'PAYMOB_SECRET_KEY',
    'PAYMOB_PUBLIC_KEY',
    'PAYMOB_API_KEY',
    'PAYMOB_HMAC_SECRET',
    'PAYMOB_INTEGRATION_IDS'
  ]
] as const

type Named = (typeof together)[number][number]

/** Which settings are missing: a provider that is half set up would take money and not notice. */
export const missingPaymentSettings = (
  value: Partial<Record<Named, string | undefined>>
): { path: Named; message: string }[] =>
  together.flatMap(([first, ...others]) =>
    value[first] === undefined
      ? []
      : others
          .filter((name) => value[name] === undefined)
          .map((path) => ({ path, message: `must be set together with ${first}` }))
  )
