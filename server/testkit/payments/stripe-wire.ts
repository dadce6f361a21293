import { createHmac } from 'node:crypto'
import type { Delivered } from '../../src/payments/contract.ts'
import type { Ledger, Said, Taken, Wire } from './ledger.ts'

export const stripe_keys = { secret_key: 'sk_test_of_the_double', webhook: 'whsec_of_the_double' }

const fault = (status: number, code: string): Said => ({ status, body: { error: { code } } })

/** The calls of Stripe that the product makes. */
export const stripeWire =
  (ledger: Ledger, base: () => string): Wire =>
  (asked) => {
    if (asked.headers['authorization'] !== `Bearer ${stripe_keys.secret_key}`)
      return fault(401, 'invalid_api_key')
    const { pathname } = new URL(asked.path, 'http://double')
    const key = asked.headers['idempotency-key'] as string | undefined
    const form = new URLSearchParams(asked.body)
    if (pathname === '/v1/checkout/sessions')
      return ledger.once(key, () => open(ledger, form, base()))
    if (pathname.startsWith('/v1/checkout/sessions/')) {
      const checkout_id = pathname.replace('/v1/checkout/sessions/cs_', '')
      if (!ledger.pages.has(checkout_id)) return fault(404, 'resource_missing')
      const payment_intent = ledger.find_checkout(checkout_id)?.reference ?? null
      return { status: 200, body: { id: `cs_${checkout_id}`, payment_intent } }
    }
    if (pathname === '/v1/payment_intents/search') {
      const query = new URL(asked.path, 'http://double').searchParams.get('query') ?? ''
      const checkout_id = /^metadata\['checkout_id'\]:'(.+)'$/.exec(query)?.[1] ?? ''
      const taken = ledger.find_checkout(checkout_id)
      return { status: 200, body: { data: taken ? [intent(taken)] : [] } }
    }
    if (pathname === '/v1/refunds') return ledger.once(key, () => giveBack(ledger, form))
    const taken = ledger.find(decodeURIComponent(pathname.replace('/v1/payment_intents/', '')))
    return taken ? { status: 200, body: intent(taken) } : fault(404, 'resource_missing')
  }

const open = (ledger: Ledger, form: URLSearchParams, base: string): Said => {
  const checkout_id = form.get('payment_intent_data[metadata][checkout_id]') ?? ''
  const amount = Number(form.get('line_items[0][price_data][unit_amount]'))
  const currency = form.get('line_items[0][price_data][currency]') ?? ''
  if (form.get('mode') !== 'payment' || !(amount > 0) || !/^[a-z]{3}$/.test(currency))
    return fault(400, 'parameter_invalid')
  ledger.pages.set(checkout_id, { amount, currency })
  const back = new URLSearchParams({ back: form.get('success_url') ?? '' })
  const url = `${base}/pay/${checkout_id}?${back}`
  return { status: 200, body: { id: `cs_${checkout_id}`, url } }
}

const giveBack = (ledger: Ledger, form: URLSearchParams): Said => {
  const id = ledger.giveBack(form.get('payment_intent') ?? '', Number(form.get('amount')))
  return id === null
    ? fault(400, 'charge_already_refunded')
    : { status: 200, body: { id: `re_${id}`, status: 'succeeded' } }
}

const intent = (taken: Taken) => ({
  id: taken.reference,
  object: 'payment_intent',
  status: { succeeded: 'succeeded', failed: 'requires_payment_method', pending: 'processing' }[
    taken.status
  ],
  amount: taken.amount,
  amount_received: taken.status === 'succeeded' ? taken.amount : 0,
  currency: taken.currency,
  metadata: { checkout_id: taken.checkout_id },
  latest_charge: { id: `ch_${taken.reference}`, amount_refunded: taken.refunded }
})

/** What Stripe posts of a payment, signed. The same payment in the same state is the same event. */
export const stripeNotice = (taken: Taken, now = new Date()): Delivered => {
  const type = taken.refunded > 0 ? 'charge.refunded' : `payment_intent.${taken.status}`
  const object =
    taken.refunded > 0
      ? { id: `ch_${taken.reference}`, object: 'charge', payment_intent: taken.reference }
      : intent(taken)
  const id = `evt_${taken.reference}_${taken.status}_${taken.refunded}`
  return signStripe(JSON.stringify({ id, object: 'event', type, data: { object } }), now)
}

export const signStripe = (text: string, now: Date, secret = stripe_keys.webhook): Delivered => {
  const raw = Buffer.from(text)
  const t = Math.floor(now.getTime() / 1_000)
  const v1 = createHmac('sha256', secret).update(`${t}.`).update(raw).digest('hex')
  return { raw, headers: { 'stripe-signature': `t=${t},v1=${v1},v0=00` }, query: {} }
}
