import { creditable, documentNumber, dueOf, type InvoiceRow } from '../domain/invoice.ts'
import { periodLine } from '../domain/plan-lines.ts'
import type { Tx } from '../lib/db.ts'
import { insertAudit } from '../store/audit-log.ts'
import { findPlanPrice } from '../store/installation/plan-prices.ts'
import { lockInvoice } from '../store/invoices/invoices.ts'
import { failCheckoutsOf } from '../store/payments/checkouts.ts'
import { findOpenPlanInvoice } from '../store/payments/periods.ts'
import { listRenewals, listUnwanted } from '../store/subscriptions/next.ts'
import { lockSubscription } from '../store/subscriptions/subscriptions.ts'
import { issueCredit } from './issue.ts'
import { afterPayment } from './paid.ts'
import { issuePlanInvoice } from './plan-invoice.ts'
import { payFromWallet } from './wallet.ts'
import { writeToPayer } from './write-to-payer.ts'

/**
 * Issues the invoice for the period after the one that is paid, and pays of it what the wallet holds; wholly paid, that period begins by
 * itself. All of it is one transaction, and once it is there nothing is due any more: it is issued once. Returns the invoice.
 */
export const issueRenewal = async (
  tx: Tx,
  tenant_id: string,
  days: number
): Promise<InvoiceRow | null> => {
  const subscription = await lockSubscription(tx, tenant_id)
  // Whoever was first has issued it, and something else may have been bought or said since.
  if (!(await listRenewals(tx, days, 1, tenant_id)).includes(tenant_id)) return null
  const price_id = subscription.next_price_id ?? subscription.price_id ?? ''
  const price = await findPlanPrice(tx, price_id, tenant_id)
  const issued = await issuePlanInvoice(tx, tenant_id, price, {
    lines: [periodLine(price)],
    starts_at: null
  })
  // step: renewal issued
  const from_wallet = await payFromWallet(tx, issued)
  const invoice = await afterPayment(tx, issued.id)
  await insertAudit(tx, {
    ...{ tenant_id, actor_id: null, action: 'invoice.renewal_issued', target_id: invoice.id },
    details: { number: documentNumber(invoice), price_id, from_wallet_minor: from_wallet }
  })
  if (dueOf(invoice) > 0)
    await writeToPayer(tx, subscription, 'renewal_due', subscription.current_period_end)
  return invoice
}

/** Takes back the invoice for a period that the customer does not want any more, of which nothing was paid. */
export const withdrawRenewal = async (tx: Tx, tenant_id: string): Promise<void> => {
  await lockSubscription(tx, tenant_id)
  if (!(await listUnwanted(tx, 1, tenant_id)).includes(tenant_id)) return
  const open = await findOpenPlanInvoice(tx, tenant_id)
  if (!open || open.paid_minor > 0) return
  const invoice = await lockInvoice(tx, open.id)
  await issueCredit(tx, invoice, creditable(invoice), 'Not renewed')
  await failCheckoutsOf(tx, open.id, 'The subscription is not renewed.')
}
