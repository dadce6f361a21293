import { creditOfTotal, dueOf } from '../domain/invoice.ts'
import type { Tx } from '../lib/db.ts'
import { insertAudit } from '../store/audit-log.ts'
import { getInvoice } from '../store/invoices/invoices.ts'
import { type KeptPayment, setGivenBack } from '../store/payments/payments.ts'
import { endGivenBackPeriod } from '../store/payments/periods-given-back.ts'
import { insertWalletEntry } from '../store/payments/wallet.ts'
import { endPaidTime } from '../store/subscriptions/paid-time.ts'
import { issueCredit } from './issue.ts'
import { beginPeriods } from './paid.ts'

/**
 * Enters how much of a payment has gone back by now. It leaves the wallet first, if it is there, and a credit note takes the rest from an
 * invoice that was paid; what goes back of one that is still open is due again. When nothing of an invoice is left, the period that it
 * has paid for ends. The subscription of the tenant is locked, and the invoice is as well.
 */
export const giveBack = async (
  tx: Tx,
  kept: KeptPayment,
  refunded_minor: number,
  { reason, actor_id }: { reason: string; actor_id: string | null }
): Promise<void> => {
  const { id, tenant_id, invoice_id, currency, provider } = kept
  const returned = refunded_minor - kept.refunded_minor
  const from_wallet = Math.min(returned, kept.wallet_minor)
  const before = await getInvoice(tx, invoice_id, null)
  await setGivenBack(tx, id, { refunded_minor, wallet_minor: kept.wallet_minor - from_wallet })
  // What the wallet had paid goes back there.
  const to_wallet = provider === 'wallet' ? returned : -from_wallet
  if (to_wallet !== 0)
    await insertWalletEntry(tx, {
      ...{ tenant_id, currency, amount_minor: to_wallet, kind: 'refund' },
      ...{ invoice_id, payment_id: id, source: `refund:${id}:${refunded_minor}` }
    })
  const after = await getInvoice(tx, invoice_id, null)
  // What was credited before, by hand, is not credited again.
  const gross = dueOf(before) > 0 ? 0 : Math.min(returned - from_wallet, dueOf(after))
  const credit = creditOfTotal(after, gross)
  if (gross > 0) await issueCredit(tx, after, credit, reason)
  await insertAudit(tx, {
    ...{ tenant_id, actor_id, action: 'payment.refunded', target_id: invoice_id },
    details: {
      ...{ payment_id: id, refunded_minor, currency, reason },
      ...(actor_id !== null && { by_admin: true }),
      credited_net_minor: gross > 0 ? credit.net_minor : 0
    }
  })
  await endUnpaid(tx, tenant_id, invoice_id)
}

/** An invoice that is void and of which nothing is paid any more gives no time: what follows is what was paid, or what does when nobody pays. */
const endUnpaid = async (tx: Tx, tenant_id: string, invoice_id: string): Promise<void> => {
  const { status, paid_minor } = await getInvoice(tx, invoice_id, null)
  if (status !== 'voided' || paid_minor > 0) return
  if (!(await endGivenBackPeriod(tx, tenant_id, invoice_id))) return
  if (!(await beginPeriods(tx, tenant_id))) await endPaidTime(tx, tenant_id)
}
