import { newId } from '../domain/ids.ts'
import { dueOf, type InvoiceRow } from '../domain/invoice.ts'
import type { Tx } from '../lib/db.ts'
import type { ProviderName, ProviderPayment } from '../payments/contract.ts'
import { insertAudit } from '../store/audit-log.ts'
import { insertPayment, lockInvoice } from '../store/invoices/invoices.ts'
import { type CheckoutRow, findCheckout, noteCheckoutError } from '../store/payments/checkouts.ts'
import { findPayment, type KeptPayment } from '../store/payments/payments.ts'
import { endRefund, findPendingRefund } from '../store/payments/refunds.ts'
import { insertWalletEntry } from '../store/payments/wallet.ts'
import { lockSubscription } from '../store/subscriptions/subscriptions.ts'
import { giveBack } from './give-back.ts'
import { afterPayment } from './paid.ts'

/** What a payment that was read back has come to. */
export type Settled = 'foreign' | 'pending' | 'failed' | 'paid' | 'to_wallet' | 'refunded' | 'known'

/**
 * Enters a payment as its provider told it when it was asked. It may be entered any number of times, from several processes at once: what
 * counts is what the provider says against what is in the books. What does not fit its invoice (another amount or currency, an invoice
 * that is paid or voided) goes into the wallet, in the currency in which it came: it is the customer's.
 */
export const enterPayment = async (
  tx: Tx,
  provider: ProviderName,
  payment: ProviderPayment
): Promise<Settled> => {
  const checkout = payment.checkout_id ? await findCheckout(tx, payment.checkout_id) : null
  if (checkout?.provider !== provider || checkout.invoice_id === null) return 'foreign'
  const { tenant_id, invoice_id } = checkout
  await lockSubscription(tx, tenant_id)
  const invoice = await lockInvoice(tx, invoice_id)
  const before = await findPayment(tx, provider, payment.reference)
  if (!before) {
    if (payment.status === 'pending') return 'pending'
    if (payment.status === 'failed') {
      await noteCheckoutError(tx, checkout.id, 'The last attempt to pay failed.')
      return 'failed'
    }
  }
  const kept = before ?? (await takeIn(tx, provider, payment, checkout, invoice))
  if (await followRefund(tx, kept, payment.refunded_minor)) return 'refunded'
  if (before) return 'known'
  return kept.wallet_minor > 0 ? 'to_wallet' : 'paid'
}

const takeIn = async (
  tx: Tx,
  provider: ProviderName,
  { reference, amount_minor, currency }: ProviderPayment,
  checkout: CheckoutRow,
  invoice: InvoiceRow
): Promise<KeptPayment> => {
  const { tenant_id } = checkout
  const id = newId('payment')
  const as_asked = currency === invoice.currency && amount_minor === checkout.amount_minor
  const fits = as_asked && amount_minor <= dueOf(invoice)
  const wallet_minor = fits ? 0 : amount_minor
  const said = { id, invoice_id: invoice.id, provider, reference, amount_minor, currency }
  const now = { status: 'succeeded', note: '', paid_at: null } as const
  await insertPayment(tx, { ...said, tenant_id, ...now, wallet_minor })
  if (!fits)
    await insertWalletEntry(tx, {
      ...{ tenant_id, currency, amount_minor, kind: 'overpayment' },
      ...{ invoice_id: invoice.id, payment_id: id, source: `payment:${id}` }
    })
  await insertAudit(tx, {
    tenant_id,
    actor_id: null,
    action: 'payment.received',
    target_id: invoice.id,
    details: { payment_id: id, provider, reference, amount_minor, currency, to_wallet: !fits }
  })
  if (fits) await afterPayment(tx, invoice.id)
  return { ...said, tenant_id, refunded_minor: 0, wallet_minor }
}

/**
 * Enters what has gone back, and ends the refund that was asked for, if it is that, also where another process has entered it. False:
 * nothing is new.
 */
const followRefund = async (
  tx: Tx,
  kept: KeptPayment,
  refunded_minor: number
): Promise<boolean> => {
  if (refunded_minor === 0) return false
  const is_new = refunded_minor > kept.refunded_minor
  const asked = await findPendingRefund(tx, kept.id)
  if (is_new)
    await giveBack(tx, kept, refunded_minor, { reason: asked?.reason ?? 'Refund', actor_id: null })
  if (asked && refunded_minor >= asked.refunded_before_minor + asked.amount_minor)
    await endRefund(tx, asked.id, 'succeeded', null)
  return is_new
}
