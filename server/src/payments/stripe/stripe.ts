import { z } from 'zod'
import { ask, type Question } from '../ask.ts'
import {
  type PaymentProvider,
  ProviderError,
  type ProviderPayment,
  type Refund
} from '../contract.ts'
import { fromStripe, stripeTakes, toStripe } from './amounts.ts'

export type StripeSettings = { url: string; secret_key: string; answer_ms?: number | undefined }

const Session = z.object({ id: z.string(), url: z.url({ protocol: /^https?$/ }) })
const Intent = z.object({
  id: z.string(),
  status: z.string(),
  amount: z.number().int(),
  amount_received: z.number().int().default(0),
  currency: z.string(),
  metadata: z.record(z.string(), z.string()).default({}),
  latest_charge: z
    .union([z.string(), z.object({ amount_refunded: z.number().int() })])
    .nullable()
    .default(null)
})
const Opened = z.object({ payment_intent: z.string().nullable() })
const Found = z.object({ data: z.array(Intent) })
const RefundMade = z.object({ id: z.string(), status: z.string().nullable() })

/** Checkout Sessions in the mode `payment`, PaymentIntents read back, and Refunds, as https://docs.stripe.com/api has them. */
export const stripeProvider = ({ url, secret_key, answer_ms }: StripeSettings): PaymentProvider => {
  const to = <Schema extends z.ZodType>(
    question: Pick<Question, 'method'> & { path: string; form?: Form; key?: string },
    schema: Schema
  ) =>
    ask(
      'Stripe',
      {
        method: question.method,
        url: `${url}${question.path}`,
        headers: {
          authorization: `Bearer ${secret_key}`,
          ...(question.key !== undefined && { 'idempotency-key': question.key }),
          ...(question.form && { 'content-type': 'application/x-www-form-urlencoded' })
        },
        ...(question.form && { body: new URLSearchParams(question.form).toString() })
      },
      schema,
      answer_ms
    )

  const read = async (reference: string): Promise<ProviderPayment> => {
    const path = `/v1/payment_intents/${encodeURIComponent(reference)}?expand[]=latest_charge`
    return paymentOf(await to({ method: 'GET', path }, Intent))
  }

  return {
    name: 'stripe',
    takes: stripeTakes,
    checkout: async (charge) => {
      const amount = amountFor(charge)
      const metadata = { checkout_id: charge.checkout_id, invoice: charge.invoice_number }
      const form: Form = {
        mode: 'payment',
        client_reference_id: charge.checkout_id,
        success_url: charge.return_url,
        cancel_url: charge.return_url,
        'line_items[0][quantity]': '1',
        'line_items[0][price_data][currency]': charge.currency.toLowerCase(),
        'line_items[0][price_data][unit_amount]': String(amount),
        'line_items[0][price_data][product_data][name]': charge.description,
        ...within('metadata', metadata),
        ...within('payment_intent_data[metadata]', metadata),
        ...(charge.buyer.email !== null && { customer_email: charge.buyer.email })
      }
      const key = `checkout:${charge.checkout_id}`
      const made = await to({ method: 'POST', path: '/v1/checkout/sessions', form, key }, Session)
      return { url: made.url, instructions: null, reference: made.id }
    },
    find: async ({ checkout_id, reference }) => {
      if (reference === null) {
        // A version that did not keep what Stripe calls it has made this one.
        const query = encodeURIComponent(`metadata['checkout_id']:'${checkout_id}'`)
        const path = `/v1/payment_intents/search?query=${query}`
        const [first] = (await to({ method: 'GET', path }, Found)).data
        return first ? read(first.id) : null
      }
      const path = `/v1/checkout/sessions/${encodeURIComponent(reference)}`
      const { payment_intent } = await to({ method: 'GET', path }, Opened)
      return payment_intent === null ? null : read(payment_intent)
    },
    read,
    refund: async (refund) => {
      const { refund_id, reference, refunded_before_minor } = refund
      const form = { payment_intent: reference, amount: String(amountFor(refund)) }
      // Stripe forgets keys after a day, so it is asked first what it has given back.
      const now = await read(reference)
      if (now.refunded_minor >= refunded_before_minor + refund.amount_minor) return now
      const key = `refund:${refund_id}`
      const made = await to({ method: 'POST', path: '/v1/refunds', form, key }, RefundMade)
      if (made.status === 'failed' || made.status === 'canceled')
        throw new ProviderError('refused', `Stripe did not give the money back: ${made.status}`)
      return read(reference)
    }
  }
}

type Form = Record<string, string>

const within = (name: string, fields: Form): Form =>
  Object.fromEntries(Object.entries(fields).map(([field, value]) => [`${name}[${field}]`, value]))

const amountFor = ({
  amount_minor,
  currency
}: Pick<Refund, 'amount_minor' | 'currency'>): number => {
  const amount = toStripe(amount_minor, currency)
  if (amount === undefined)
    throw new ProviderError('refused', `Stripe does not take ${amount_minor} of ${currency}`)
  return amount
}

const paymentOf = (intent: z.output<typeof Intent>): ProviderPayment => {
  const currency = intent.currency.toUpperCase()
  const succeeded = intent.status === 'succeeded'
  const { latest_charge } = intent
  const refunded =
    latest_charge && typeof latest_charge === 'object' ? latest_charge.amount_refunded : 0
  // An attempt that failed leaves the intent waiting for another way to pay.
  const failed = intent.status === 'canceled' || intent.status === 'requires_payment_method'
  return {
    reference: intent.id,
    checkout_id: intent.metadata['checkout_id'] ?? null,
    status: succeeded ? 'succeeded' : failed ? 'failed' : 'pending',
    amount_minor: fromStripe(succeeded ? intent.amount_received : intent.amount, currency),
    currency,
    refunded_minor: fromStripe(refunded, currency)
  }
}
