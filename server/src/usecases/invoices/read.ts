import { documentNumber, type InvoiceRow, type PaymentRow } from '../../domain/invoice.ts'
import { invoicePage } from '../../domain/invoice-page.ts'
import { invoiceSheet, type PageLanguage } from '../../domain/invoice-sheet.ts'
import { type InvoiceView, invoiceView } from '../../domain/invoice-view.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { mapPage, type Page, type PageRequest, toPage } from '../../lib/page.ts'
import { typeset } from '../../lib/typeset.ts'
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
export const readInvoicePage = async (
  deps: Deps,
  tenant: Tenant,
  id: string,
  language: PageLanguage | undefined
): Promise<string> => {
  const row = await readRow(deps, tenant, id)
  return invoicePage(row, languageOf(row, language))
}

const template = new URL('./invoice.typ', import.meta.url)

/** The same page as a PDF, under its number. */
export const readInvoicePdf = async (
  deps: Deps,
  tenant: Tenant,
  id: string,
  { language, signal }: { language: PageLanguage | undefined; signal: AbortSignal }
): Promise<{ file_name: string; pdf: Buffer }> => {
  const row = await readRow(deps, tenant, id)
  const pdf = await typeset(template, invoiceSheet(row, languageOf(row, language)), signal)
  return { file_name: `${documentNumber(row)}.pdf`, pdf }
}

const readRow = (deps: Deps, tenant: Tenant, id: string): Promise<InvoiceRow> =>
  deps.db.withTenant(tenant, (tx) => getInvoice(tx, id, tenant.tenant_id))

const languageOf = (row: InvoiceRow, asked: PageLanguage | undefined): PageLanguage =>
  asked ?? row.buyer?.language ?? 'en'
