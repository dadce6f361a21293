import { giveBack } from '../../billing/give-back.ts'
import { spendable } from '../../billing/wallet.ts'
import { AppError, invalid } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import { manual_methods } from '../../domain/invoice.ts'
import { stepOf } from '../../domain/money.ts'
import type { RefundRow } from '../../domain/refund.ts'
import type { Tx } from '../../lib/db.ts'
import { insertAudit } from '../../store/audit-log.ts'
import { lockInvoice } from '../../store/invoices/invoices.ts'
import { getPaymentOfAll, type KeptPayment } from '../../store/payments/payments.ts'
import { findPendingRefund, getRefund, insertRefund } from '../../store/payments/refunds.ts'
import { lockSubscription } from '../../store/subscriptions/subscriptions.ts'
import type { AdminDeps } from '../deps.ts'

/**
 * Gives money back. What came through a provider is given back by it: a job asks it, and it counts when the provider says so. What came
 * by bank or in cash goes back the same way, and what the wallet had paid goes back there: that is entered at once.
 */
export const refundPayment = (
  admin: AdminDeps,
  id: string,
  input: { reason: string; amount_minor?: number | undefined },
  actor_id: string
): Promise<RefundRow> => admin.system.change((tx) => refund(tx, id, input, actor_id))

/** Nobody is asked for these. */
const at_once_back: readonly string[] = [...manual_methods, 'wallet']

const refund = async (
  tx: Tx,
  payment_id: string,
  { reason, amount_minor: asked }: { reason: string; amount_minor?: number | undefined },
  actor_id: string
): Promise<RefundRow> => {
  const { tenant_id, invoice_id } = await getPaymentOfAll(tx, payment_id)
  // What goes back may end a period: first the subscription is locked, then the invoice.
  await lockSubscription(tx, tenant_id)
  await lockInvoice(tx, invoice_id)
  const payment = await getPaymentOfAll(tx, payment_id)
  if (await findPendingRefund(tx, payment_id)) throw new AppError('refund_pending', { payment_id })
  const { currency, provider, refunded_minor } = payment
  const left = await refundable(tx, payment)
  const amount_minor = asked ?? left
  if (left === 0) throw new AppError('nothing_to_refund', { payment_id })
  if (amount_minor > left)
    throw invalid('amount_minor', `Only ${left} of it can still be given back.`)
  if (asked !== undefined && asked % stepOf(currency) !== 0)
    throw invalid('amount_minor', `${currency} is paid in whole units.`)
  const at_once = at_once_back.includes(provider)
  const id = newId('refund')
  await insertRefund(tx, {
    ...{ id, tenant_id, payment_id, amount_minor, currency, reason },
    ...{ status: at_once ? 'succeeded' : 'pending', refunded_before_minor: refunded_minor }
  })
  await insertAudit(tx, {
    ...{ tenant_id, actor_id, action: 'payment.refund_asked', target_id: invoice_id },
    details: { refund_id: id, payment_id, provider, amount_minor, currency, reason, by_admin: true }
  })
  if (at_once) await giveBack(tx, payment, refunded_minor + amount_minor, { reason, actor_id })
  return getRefund(tx, id)
}

/** What of a payment has not gone back; of what went into the wallet, what is there. */
const refundable = async (tx: Tx, payment: KeptPayment): Promise<number> => {
  const { tenant_id, currency, amount_minor, refunded_minor, wallet_minor } = payment
  const there = Math.max(0, await spendable(tx, tenant_id, currency))
  return amount_minor - refunded_minor - Math.max(0, wallet_minor - there)
}
