import type { CallingProvider, PaymentProvider, ProviderName, VerifyNotice } from './contract.ts'
import { manualProvider } from './manual.ts'
import { paymobProvider, paymobTakes } from './paymob/paymob.ts'
import { paymobVerifier } from './paymob/webhook.ts'
import { stripeTakes } from './stripe/amounts.ts'
import { stripeProvider } from './stripe/stripe.ts'
import { stripeVerifier } from './stripe/webhook.ts'

/** The settings of the operator, under the names they have in the environment. */
export type PaymentSettings = {
  STRIPE_URL: string
  STRIPE_SECRET_KEY?: string | undefined
  STRIPE_WEBHOOK_SECRET?: string | undefined
  PAYMOB_URL: string
  PAYMOB_CHECKOUT_URL: string
  PAYMOB_SECRET_KEY?: string | undefined
  PAYMOB_PUBLIC_KEY?: string | undefined
  PAYMOB_API_KEY?: string | undefined
  PAYMOB_HMAC_SECRET?: string | undefined
  PAYMOB_INTEGRATION_IDS?: string | undefined
}

export type Providers = ReadonlyMap<ProviderName, PaymentProvider>
export type Verifiers = ReadonlyMap<CallingProvider, VerifyNotice>

/** Whether amounts in this currency can be collected through a provider, whether it is set up or not. */
export const providerTakes = (name: ProviderName, currency: string): boolean =>
  name === 'manual' || (name === 'stripe' ? stripeTakes : paymobTakes)(currency)

/** Those that the operator has set up. Bank and cash are always there. */
export const openProviders = (settings: PaymentSettings): Providers => {
  const found = new Map<ProviderName, PaymentProvider>([['manual', manualProvider()]])
  const { STRIPE_URL, STRIPE_SECRET_KEY } = settings
  if (STRIPE_SECRET_KEY !== undefined)
    found.set('stripe', stripeProvider({ url: base(STRIPE_URL), secret_key: STRIPE_SECRET_KEY }))
  const { PAYMOB_SECRET_KEY, PAYMOB_PUBLIC_KEY, PAYMOB_API_KEY } = settings
  const integration_ids = (settings.PAYMOB_INTEGRATION_IDS ?? '')
    .split(',')
    .filter(Boolean)
    .map(Number)
  if (
    PAYMOB_SECRET_KEY !== undefined &&
    PAYMOB_PUBLIC_KEY !== undefined &&
    PAYMOB_API_KEY !== undefined
  )
    found.set(
      'paymob',
      paymobProvider({
        url: base(settings.PAYMOB_URL),
        checkout_url: settings.PAYMOB_CHECKOUT_URL,
        secret_key: PAYMOB_SECRET_KEY,
        public_key: PAYMOB_PUBLIC_KEY,
        api_key: PAYMOB_API_KEY,
        integration_ids
      })
    )
  return found
}

/** What proves their webhooks. These secrets are all that a gateway is given of them. */
export const openVerifiers = (
  settings: Pick<PaymentSettings, 'STRIPE_WEBHOOK_SECRET' | 'PAYMOB_HMAC_SECRET'>
): Verifiers => {
  const found = new Map<CallingProvider, VerifyNotice>()
  const { STRIPE_WEBHOOK_SECRET, PAYMOB_HMAC_SECRET } = settings
  if (STRIPE_WEBHOOK_SECRET !== undefined)
    found.set('stripe', stripeVerifier(STRIPE_WEBHOOK_SECRET.split(',').map((one) => one.trim())))
  if (PAYMOB_HMAC_SECRET !== undefined) found.set('paymob', paymobVerifier(PAYMOB_HMAC_SECRET))
  return found
}

const base = (url: string): string => url.replace(/\/+$/, '')
