import { z } from 'zod'
import { Checkout, CheckoutInput, WalletBalance, WalletEntry } from '../../../schemas/checkout.ts'
import { createCheckout, readCheckout } from '../../../usecases/payments/checkout.ts'
import { receiveNotice } from '../../../usecases/payments/receive.ts'
import { readWallet } from '../../../usecases/payments/wallet.ts'
import { idParams } from '../../id-params.ts'
import { pageFields, pageOf, pageRequest } from '../../page.ts'
import { type Route, route } from '../../route.ts'

const createCheckoutRoute = route({
  operation_id: 'createCheckout',
  method: 'POST',
  audit: 'checkout.created',
  idempotency: 'transactional',
  url: '/api/v1/subscription/checkout',
  scope: 'billing:write',
  person: true,
  schema: { body: CheckoutInput, response: { 202: Checkout } },
  errors: ['not_found', 'plan_unknown', 'invoice_not_open', 'seller_missing', 'list_full'],
  summary: 'Begin to pay a plan or an invoice',
  description:
    'An API key may not do this. The invoice is issued and the page is made right after: read the checkout until it is `open`, and send the customer to its `url`. What the wallet holds in the currency pays first. The plan is the customer’s when the invoice is paid.',
  tags: ['billing'],
  handler: (deps, { context, body }) => createCheckout(deps, context, body)
})

const readCheckoutRoute = route({
  operation_id: 'getCheckout',
  method: 'GET',
  url: '/api/v1/subscription/checkout/:id',
  scope: 'billing:read',
  schema: { params: idParams('checkout'), response: { 200: Checkout } },
  summary: 'Read a checkout',
  tags: ['billing'],
  handler: (deps, { tenant, params }) => readCheckout(deps, tenant, params.id)
})

const readWalletRoute = route({
  operation_id: 'getWallet',
  method: 'GET',
  url: '/api/v1/wallet',
  scope: 'billing:read',
  schema: {
    querystring: z.strictObject(pageFields('wallet_entry')),
    response: {
      200: pageOf(WalletEntry)
        .extend({ balances: z.array(WalletBalance) })
        .meta({ id: 'Wallet' })
    }
  },
  summary: 'Read what the wallet holds, and its entries, newest first',
  description:
    'A payment that does not fit its invoice goes into the wallet, and the next invoice in the same currency is paid from it first. Each balance is the sum of its entries.',
  tags: ['billing'],
  handler: (deps, { tenant, query }) => readWallet(deps, tenant, pageRequest(query))
})

const receiveNoticeRoute = route({
  operation_id: 'postPaymentNotice',
  method: 'POST',
  audit: { none: 'Nothing of it counts before the provider is asked; the payment has an entry.' },
  url: '/api/v1/payments/:provider',
  public: true,
  takes_raw: true,
  body_bytes_max: 256 * 1024,
  status: 200,
  schema: {
    params: z.strictObject({ provider: z.string().regex(/^[a-z]{1,20}$/) }),
    querystring: z.strictObject({ hmac: z.string().max(200).optional() }),
    body: z
      .unknown()
      .describe('As the provider posts it.')
      .meta({ examples: [{ type: 'TRANSACTION' }] }),
    response: { 200: z.object({ received: z.literal(true) }).meta({ id: 'PaymentNotice' }) }
  },
  errors: ['not_found', 'payment_signature_invalid'],
  summary: 'Take what a payment provider posts',
  description:
    'The address to enter at Stripe (`…/payments/stripe`) or Paymob (`…/payments/paymob`). The signature is the only credential. What is posted is kept and then looked up at the provider, so it may come late, twice or in any order.',
  tags: ['billing'],
  handler: (deps, { params, query, headers, body }) =>
    receiveNotice(deps, params.provider, {
      raw: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
      headers,
      query: { hmac: query.hmac }
    })
})

/** How customers pay. */
export const payment_routes: Route[] = [
  createCheckoutRoute,
  readCheckoutRoute,
  readWalletRoute,
  receiveNoticeRoute
]
