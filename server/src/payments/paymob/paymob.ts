import { z } from 'zod'
import { ask } from '../ask.ts'
import {
  type Charge,
  type PaymentProvider,
  ProviderError,
  type ProviderPayment
} from '../contract.ts'

export type PaymobSettings = {
  url: string
  checkout_url: string
  secret_key: string
  public_key: string
  /** Opens what has become of a transaction, which the secret key does not. */
  api_key: string
  /** The ways to pay, by their numbers in Paymob's dashboard. */
  integration_ids: number[]
  answer_ms?: number | undefined
}

/** Currencies that Paymob takes and counts in hundredths, as we do. */
const currencies = new Set(['EGP', 'SAR', 'AED', 'PKR'])

export const paymobTakes = (currency: string): boolean => currencies.has(currency)

const yes = z
  .union([z.boolean(), z.enum(['true', 'false'])])
  .transform((one) => String(one) === 'true')
const number_id = z.union([z.number().int(), z.string()]).transform(String)
const Intention = z.object({ client_secret: z.string().min(1) })
const Transaction = z.object({
  id: number_id,
  pending: yes,
  success: yes,
  is_auth: yes.default(false),
  is_voided: yes.default(false),
  is_refund: yes.default(false),
  is_void: yes.default(false),
  amount_cents: z.number().int(),
  refunded_amount_cents: z.number().int().nullable().default(0),
  currency: z.string(),
  parent_transaction: number_id.nullable().default(null),
  order: z.object({ merchant_order_id: z.string().nullable().default(null) })
})
const Inquiry = z.union([z.object({ obj: Transaction }), Transaction])
const Token = z.object({ token: z.string().min(1) })

const json = { 'content-type': 'application/json' }

const posterOf =
  ({ url, secret_key, answer_ms }: PaymobSettings) =>
  <Schema extends z.ZodType>(path: string, body: unknown, schema: Schema, keyed = true) =>
    ask(
      'Paymob',
      {
        method: 'POST',
        url: `${url}${path}`,
        headers: { ...json, ...(keyed && { authorization: `Token ${secret_key}` }) },
        body: JSON.stringify(body)
      },
      schema,
      answer_ms
    )

/** Intentions and the unified checkout, transactions read back, and refunds, as https://developers.paymob.com has them. */
export const paymobProvider = (settings: PaymobSettings): PaymentProvider => {
  const { url, checkout_url, public_key, api_key, integration_ids, answer_ms } = settings
  const post = posterOf(settings)

  const newToken = async (): Promise<string> =>
    (await post('/api/auth/tokens', { api_key }, Token, false)).token

  const transaction = async (id: string): Promise<z.output<typeof Transaction>> => {
    if (!/^\d{1,19}$/.test(id))
      throw new ProviderError('refused', 'this is no transaction of Paymob')
    const token = await newToken()
    const found = await ask(
      'Paymob',
      {
        method: 'GET',
        url: `${url}/api/acceptance/transactions/${id}`,
        headers: { authorization: `Bearer ${token}` }
      },
      Inquiry,
      answer_ms
    )
    return 'obj' in found ? found.obj : found
  }

  /** What gives money back is a transaction of its own; what counts is the one that it belongs to. */
  const read = async (reference: string): Promise<ProviderPayment> => {
    const one = await transaction(reference)
    const of_another = (one.is_refund || one.is_void) && one.parent_transaction !== null
    return paymentOf(of_another ? await transaction(one.parent_transaction ?? '') : one)
  }

  return {
    name: 'paymob',
    takes: paymobTakes,
    checkout: async (charge) => {
      const body = intentionFor(charge, integration_ids)
      const { client_secret } = await post('/v1/intention/', body, Intention)
      const query = new URLSearchParams({ publicKey: public_key, clientSecret: client_secret })
      return { url: `${checkout_url}?${query}`, instructions: null, reference: null }
    },
    find: async ({ checkout_id }) => {
      const body = { auth_token: await newToken(), merchant_order_id: checkout_id }
      try {
        const path = '/api/ecommerce/orders/transaction_inquiry'
        const found = await post(path, body, Inquiry, false)
        return paymentOf('obj' in found ? found.obj : found)
      } catch (error) {
        // Nothing was tried on the page yet.
        if (error instanceof ProviderError && error.kind === 'refused') return null
        throw error
      }
    },
    read,
    refund: async ({ reference, amount_minor, refunded_before_minor }) => {
      // There are no keys for this, so what has been given back is asked for first.
      const now = await read(reference)
      if (now.refunded_minor >= refunded_before_minor + amount_minor) return now
      const body = { transaction_id: Number(now.reference), amount_cents: amount_minor }
      const made = await post(
        '/api/acceptance/void_refund/refund',
        body,
        z.object({ success: yes })
      )
      if (!made.success) throw new ProviderError('refused', 'Paymob did not give the money back')
      return read(now.reference)
    }
  }
}

const intentionFor = (charge: Charge, integration_ids: number[]) => {
  const { amount_minor, currency, description, buyer } = charge
  if (!currencies.has(currency))
    throw new ProviderError('refused', `Paymob does not take ${currency}`)
  const [first, ...rest] = buyer.name.trim().split(/\s+/)
  return {
    amount: amount_minor,
    currency,
    payment_methods: integration_ids,
    items: [{ name: description.slice(0, 50), amount: amount_minor, description, quantity: 1 }],
    billing_data: {
      first_name: (first || 'NA').slice(0, 50),
      last_name: (rest.join(' ') || 'NA').slice(0, 50),
      email: buyer.email ?? 'NA',
      phone_number: 'NA'
    },
    // Paymob takes each once: asked a second time it refuses, and the money is not collected twice.
    special_reference: charge.checkout_id,
    notification_url: charge.webhook_url,
    redirection_url: charge.return_url
  }
}

const paymentOf = (one: z.output<typeof Transaction>): ProviderPayment => {
  const succeeded = one.success && !one.pending && !one.is_auth
  return {
    reference: one.id,
    checkout_id: one.order.merchant_order_id,
    status: succeeded ? 'succeeded' : one.pending || one.success ? 'pending' : 'failed',
    amount_minor: one.amount_cents,
    currency: one.currency.toUpperCase(),
    refunded_minor: one.is_voided ? one.amount_cents : (one.refunded_amount_cents ?? 0)
  }
}
