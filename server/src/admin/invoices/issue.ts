import { needSeller, numberDraft } from '../../billing/issue.ts'
import { AppError } from '../../domain/errors.ts'
import { documentNumber } from '../../domain/invoice.ts'
import { type InvoiceView, invoiceView } from '../../domain/invoice-view.ts'
import { insertAudit } from '../../store/audit-log.ts'
import { readBilling } from '../../store/invoices/billing-details.ts'
import { lockInvoice } from '../../store/invoices/invoices.ts'
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
    const seller = await needSeller(tx)
    const row = await numberDraft(tx, draft, seller, await readBilling(tx, draft.tenant_id))
    const { tenant_id } = row
    const details = { number: documentNumber(row), by_admin: true }
    const action = 'invoice.issued'
    await insertAudit(tx, { tenant_id, actor_id, action, target_id: id, details })
    return invoiceView(row)
  })
