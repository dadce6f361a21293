import type { PaymentRow } from '../../domain/invoice.ts'
import { invoicePage, type PageLanguage } from '../../domain/invoice-page.ts'
import { type InvoiceView, invoiceView } from '../../domain/invoice-view.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { mapPage, type Page, type PageRequest, toPage } from '../../lib/page.ts'
import { getInvoice, listIssued, listPayments } from '../../store/invoices/invoices.ts'
import type { Deps } from '../deps.ts'

/** What was issued to the tenant, newest first. */
export const listInvoices = (
  deps: Deps,
  tenant: Tenant,
  page: PageRequest
): Promise<Page<InvoiceView>> =>
  deps.db.withTenant(tenant, async (tx) =>
    mapPage(toPage(await listIssued(tx, tenant.tenant_id, page), page.limit), invoiceView)
  )

/** One of them, with its payments. */
export const readInvoice = (
  deps: Deps,
  tenant: Tenant,
  id: string
): Promise<InvoiceView & { payments: PaymentRow[] }> =>
  deps.db.withTenant(tenant, async (tx) => ({
    ...invoiceView(await getInvoice(tx, id, tenant.tenant_id)),
    payments: await listPayments(tx, id)
  }))

/** The same as a page, in the language of the buyer unless another one is asked for. */
export const readInvoicePage = (
  deps: Deps,
  tenant: Tenant,
  id: string,
  language: PageLanguage | undefined
): Promise<string> =>
  deps.db.withTenant(tenant, async (tx) => {
    const row = await getInvoice(tx, id, tenant.tenant_id)
    return invoicePage(row, language ?? row.buyer?.language ?? 'en')
  })
