import { createHmac } from 'node:crypto'
import type { Delivered } from '../../src/payments/contract.ts'
import { paymobText } from '../../src/payments/paymob/webhook.ts'
import type { Ledger, Said, Taken, Wire } from './ledger.ts'

export const paymob_keys = {
  secret_key: 'egy_sk_test_of_the_double',
  public_key: 'egy_pk_test_of_the_double',
  api_key: 'api_key_of_the_double',
  hmac: 'hmac_of_the_double'
}
const token = 'a_token_of_the_double'

const fault = (status: number, detail: string): Said => ({ status, body: { detail } })

/** The calls of Paymob that the product makes. */
export const paymobWire =
  (ledger: Ledger): Wire =>
  ({ path, headers, body }) => {
    const given = headers['authorization']
    const sent = body === '' ? {} : (JSON.parse(body) as Record<string, unknown>)
    if (path === '/api/auth/tokens')
      return sent['api_key'] === paymob_keys.api_key
        ? { status: 201, body: { token } }
        : fault(403, 'incorrect credentials')
    const id = /^\/api\/acceptance\/transactions\/(\d+)$/.exec(path)?.[1]
    if (id !== undefined) {
      if (given !== `Bearer ${token}`) return fault(401, 'not authenticated')
      return transactionOf(ledger, id)
    }
    if (path === '/api/ecommerce/orders/transaction_inquiry') {
      if (sent['auth_token'] !== token) return fault(401, 'not authenticated')
      const taken = ledger.find_checkout(String(sent['merchant_order_id']))
      return taken ? { status: 200, body: transaction(taken) } : fault(404, 'not found')
    }
    if (given !== `Token ${paymob_keys.secret_key}`) return fault(401, 'not authenticated')
    if (path === '/v1/intention/') return open(ledger, sent)
    if (path !== '/api/acceptance/void_refund/refund') return fault(404, 'not found')
    const refund = ledger.giveBack(String(sent['transaction_id']), Number(sent['amount_cents']))
    return refund === null
      ? fault(400, 'this cannot be refunded')
      : { status: 201, body: { id: Number(refund), success: true, is_refund: true } }
  }

const open = (ledger: Ledger, sent: Record<string, unknown>): Said => {
  const checkout_id = String(sent['special_reference'])
  const amount = Number(sent['amount'])
  const { phone_number } = (sent['billing_data'] ?? {}) as Record<string, unknown>
  const items = (sent['items'] ?? []) as { amount: number }[]
  if (!phone_number || !Array.isArray(sent['payment_methods'])) return fault(400, 'required')
  if (!(amount > 0) || items.reduce((sum, item) => sum + item.amount, 0) !== amount)
    return fault(400, 'the items do not add up')
  if (ledger.pages.has(checkout_id)) return fault(400, 'special_reference is taken')
  ledger.pages.set(checkout_id, { amount, currency: String(sent['currency']) })
  return { status: 201, body: { id: 'pi_test', client_secret: `egy_csk_${checkout_id}` } }
}

const transactionOf = (ledger: Ledger, id: string): Said => {
  const taken = ledger.find(id)
  if (taken) return { status: 200, body: transaction(taken) }
  const of = ledger.find_refunded(id)
  if (!of) return fault(404, 'not found')
  const amount = of.refunds.find((refund) => refund.id === id)?.amount ?? 0
  const made = { id: Number(id), amount_cents: amount, is_refund: true, is_refunded: false }
  return {
    status: 200,
    body: {
      ...transaction({ ...of, refunded: 0 }),
      ...made,
      has_parent_transaction: true,
      parent_transaction: Number(of.reference)
    }
  }
}

const transaction = (taken: Taken) => ({
  id: Number(taken.reference),
  pending: taken.status === 'pending',
  success: taken.status === 'succeeded',
  amount_cents: taken.amount,
  created_at: '2026-06-13T11:33:44.592345',
  currency: taken.currency,
  error_occured: false,
  has_parent_transaction: false,
  parent_transaction: null,
  integration_id: 4097558,
  is_3d_secure: true,
  is_auth: false,
  is_capture: false,
  is_refund: false,
  is_refunded: taken.refunded > 0,
  is_standalone_payment: true,
  is_voided: false,
  refunded_amount_cents: taken.refunded,
  order: { id: 217503754, merchant_order_id: taken.checkout_id },
  owner: 302852,
  source_data: { pan: '2346', sub_type: 'MasterCard', type: 'card' }
})

/** What Paymob posts of a payment, signed; of a refund it posts the transaction that gave the money back. */
export const paymobNotice = (taken: Taken): Delivered => {
  const last = taken.refunds.at(-1)
  const obj = last
    ? {
        ...transaction({ ...taken, refunded: 0 }),
        id: Number(last.id),
        amount_cents: last.amount,
        is_refund: true,
        has_parent_transaction: true,
        parent_transaction: Number(taken.reference)
      }
    : transaction(taken)
  return signPaymob(obj)
}

export const signPaymob = (obj: unknown, secret = paymob_keys.hmac): Delivered => ({
  raw: Buffer.from(JSON.stringify({ type: 'TRANSACTION', obj })),
  headers: {},
  query: { hmac: createHmac('sha512', secret).update(paymobText(obj)).digest('hex') }
})
