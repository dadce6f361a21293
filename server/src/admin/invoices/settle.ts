import { issueCredit } from '../../billing/issue.ts'
import { afterPayment } from '../../billing/paid.ts'
import { AppError, invalid } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import {
  creditable,
  creditOf,
  documentNumber,
  dueOf,
  type InvoiceRow,
  type PaymentRow
} from '../../domain/invoice.ts'
import { type InvoiceView, invoiceView } from '../../domain/invoice-view.ts'
import { stepOf } from '../../domain/money.ts'
import type { RefundRow } from '../../domain/refund.ts'
import { type Tx, violatedConstraint } from '../../lib/db.ts'
import { insertAudit } from '../../store/audit-log.ts'
import {
  getInvoice,
  insertPayment,
  listPayments,
  lockInvoice
} from '../../store/invoices/invoices.ts'
import { listRefunds } from '../../store/payments/refunds.ts'
import { lockSubscription } from '../../store/subscriptions/subscriptions.ts'
import type { AdminDeps } from '../deps.ts'

/**
 * Issues a credit note, which has a number of the same row. What takes the last of an invoice voids it. The invoice itself stays as it
 * was issued.
 */
export const creditInvoice = (
  admin: AdminDeps,
  id: string,
  { reason, net_minor }: { reason: string; net_minor?: number | undefined },
  actor_id: string
): Promise<InvoiceView> =>
  admin.system.change(async (tx) => {
    const invoice = await lockIssued(tx, id)
    const left = creditable(invoice)
    const wanted = net_minor ?? left.net_minor
    if (wanted > left.net_minor) throw invalid('net_minor', 'That is more than is left of it.')
    if (wanted % stepOf(invoice.currency) !== 0)
      throw invalid('net_minor', `${invoice.currency} is paid in whole units.`)
    const row = await issueCredit(tx, invoice, creditOf(invoice, wanted), reason)
    const { tenant_id } = invoice
    const details = { number: documentNumber(row), credits: row.credited_number, by_admin: true }
    const action = 'invoice.credited'
    await insertAudit(tx, { tenant_id, actor_id, action, target_id: id, details })
    return invoiceView(row)
  })

export type PaymentInput = {
  method: 'bank' | 'cash'
  reference: string
  amount_minor: number
  currency: string
  paid_at?: Date | undefined
  note: string
}

/** Records what has come in by another way: at the bank, or at the counter. */
export const recordPayment = async (
  admin: AdminDeps,
  id: string,
  input: PaymentInput,
  actor_id: string
): Promise<InvoiceView & { payments: PaymentRow[]; refunds: RefundRow[] }> => {
  try {
    return await admin.system.change(async (tx) => {
      const { tenant_id } = await getInvoice(tx, id, null)
      // What is paid may change the plan: first the subscription is locked, then the invoice.
      await lockSubscription(tx, tenant_id)
      const invoice = await lockIssued(tx, id)
      if (input.currency !== invoice.currency)
        throw invalid('currency', `The invoice is in ${invoice.currency}.`)
      if (input.amount_minor > dueOf(invoice))
        throw invalid('amount_minor', `Only ${dueOf(invoice)} is still to be paid.`)
      const { method, paid_at, ...said } = input
      const of_it = { id: newId('payment'), tenant_id, invoice_id: id, provider: method }
      await insertPayment(tx, { ...of_it, ...said, status: 'succeeded', paid_at: paid_at ?? null })
      const details = { payment_id: of_it.id, ...said, provider: method, by_admin: true }
      const action = 'payment.recorded'
      await insertAudit(tx, { tenant_id, actor_id, action, target_id: id, details })
      const row = await afterPayment(tx, id)
      const [payments, refunds] = [await listPayments(tx, id), await listRefunds(tx, id)]
      return { ...invoiceView(row), payments, refunds }
    })
  } catch (error) {
    if (violatedConstraint(error) === 'payments_provider_reference_key')
      throw new AppError('payment_known', { invoice_id: id })
    throw error
  }
}

/** An invoice that was issued and of which something is left. */
const lockIssued = async (tx: Tx, id: string): Promise<InvoiceRow> => {
  const row = await lockInvoice(tx, id)
  if (row.kind !== 'invoice' || row.status !== 'finalized')
    throw new AppError('invoice_not_open', { invoice_id: id, status: row.status, kind: row.kind })
  return row
}
