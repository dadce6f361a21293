import { AppError } from '../../domain/errors.ts'
import type { Buyer, InvoiceRow, Seller } from '../../domain/invoice.ts'
import { documentNumber } from '../../domain/invoice.ts'
import { type InvoiceView, invoiceView } from '../../domain/invoice-view.ts'
import type { Tx } from '../../lib/db.ts'
import { insertAudit } from '../../store/audit-log.ts'
import { readSettings } from '../../store/installation/settings.ts'
import { readBilling } from '../../store/invoices/billing-details.ts'
import { getInvoice, lockInvoice } from '../../store/invoices/invoices.ts'
import { finalizeInvoice, keepDocument, takeNumber } from '../../store/invoices/issue.ts'
import type { AdminDeps } from '../deps.ts'

/** Issues a draft: it takes its number, and nothing of it changes any more. */
export const issueInvoice = (
  admin: AdminDeps,
  id: string,
  actor_id: string
): Promise<InvoiceView> =>
  admin.system.change(async (tx) => {
    const draft = await lockInvoice(tx, id)
    if (draft.status !== 'draft') throw new AppError('invoice_not_draft', { invoice_id: id })
    const { seller } = await readSettings(tx)
    if (!seller) throw new AppError('seller_missing')
    const row = await number(tx, draft, seller, await readBilling(tx, draft.tenant_id))
    const { tenant_id } = row
    const details = { number: documentNumber(row), by_admin: true }
    const action = 'invoice.issued'
    await insertAudit(tx, { tenant_id, actor_id, action, target_id: id, details })
    return invoiceView(row)
  })

/** Gives a draft its number and keeps the document. What waits for a number is done before: the counter is held for a moment. */
export const number = async (
  tx: Tx,
  draft: InvoiceRow,
  seller: Seller,
  buyer: Buyer
): Promise<InvoiceRow> => {
  const taken = await takeNumber(tx, seller.prefix)
  await finalizeInvoice(tx, draft.id, { ...taken, issuer: seller.prefix, seller, buyer })
  const row = await getInvoice(tx, draft.id, null)
  const { kind, currency, lines, net_minor, tax_minor, total_minor, tax_name, tax_rate_ppm } = row
  await keepDocument(tx, row, {
    number: documentNumber(row),
    credits: row.credited_number,
    ...{ kind, currency, lines, net_minor, tax_minor, total_minor, tax_name, tax_rate_ppm },
    ...{ seller, buyer, note: row.note, issued_at: row.issued_at, due_at: row.due_at }
  })
  return row
}
