import { createHmac, timingSafeEqual } from 'node:crypto'
import type { VerifyNotice } from '../contract.ts'

/** What is signed, in this order: the values alone, one behind the other. */
const signed = [
  'amount_cents',
  'created_at',
  'currency',
  'error_occured',
  'has_parent_transaction',
  'id',
  'integration_id',
  'is_3d_secure',
  'is_auth',
  'is_capture',
  'is_refunded',
  'is_standalone_payment',
  'is_voided',
  'order.id',
  'owner',
  'pending',
  'source_data.pan',
  'source_data.sub_type',
  'source_data.type',
  'success'
] as const

/** The text of which `hmac` is made. */
export const paymobText = (transaction: unknown): string =>
  signed.map((path) => text(path.split('.').reduce(member, transaction))).join('')

/**
 * The transaction callback: `hmac` in the query is the HMAC-SHA512 of some of its fields. Which order it belongs to is not among them,
 * so of all it says only the number of the transaction is taken.
 */
export const paymobVerifier =
  (secret: string): VerifyNotice =>
  ({ raw, query }) => {
    const given = query['hmac']?.toLowerCase() ?? ''
    if (!/^[0-9a-f]{128}$/.test(given)) return undefined
    const transaction = member(parse(raw), 'obj')
    const wanted = createHmac('sha512', secret).update(paymobText(transaction)).digest()
    if (!timingSafeEqual(Buffer.from(given, 'hex'), wanted)) return undefined
    const id = String(member(transaction, 'id') ?? '')
    // Events have no id; what is signed is the same for the same one.
    return { event_id: given, reference: /^\d{1,19}$/.test(id) ? id : null }
  }

const member = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null && Object.hasOwn(of, name)
    ? (of as Record<string, unknown>)[name]
    : undefined

const text = (value: unknown): string =>
  value === undefined || value === null || typeof value === 'object' ? '' : String(value)

const parse = (raw: Buffer): unknown => {
  try {
    return JSON.parse(raw.toString())
  } catch {
    return null
  }
}
