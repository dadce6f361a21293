import type { PaymentRow } from '../../domain/invoice.ts'
import { type InvoiceView, invoiceView } from '../../domain/invoice-view.ts'
import { toDecimal } from '../../domain/money.ts'
import type { RefundRow } from '../../domain/refund.ts'
import { exportLines, piece_rows } from '../../lib/export-lines.ts'
import { mapPage, type Page, type PageRequest, toPage } from '../../lib/page.ts'
import { getInvoice, listInvoicesOfAll, listPayments } from '../../store/invoices/invoices.ts'
import { documentsAfter, type KeptDocument } from '../../store/invoices/issue.ts'
import { listRefunds } from '../../store/payments/refunds.ts'
import type { AdminDeps } from '../deps.ts'

/** Invoices of all customers, or of one, drafts too, newest first. */
export const readInvoices = async (
  admin: AdminDeps,
  page: PageRequest & { tenant_id: string | null }
): Promise<Page<InvoiceView>> =>
  mapPage(
    toPage(await admin.system.read((tx) => listInvoicesOfAll(tx, page)), page.limit),
    invoiceView
  )

export const readInvoiceOfAll = (
  admin: AdminDeps,
  id: string
): Promise<InvoiceView & { payments: PaymentRow[]; refunds: RefundRow[] }> =>
  admin.system.read(async (tx) => ({
    ...invoiceView(await getInvoice(tx, id, null)),
    payments: await listPayments(tx, id),
    refunds: await listRefunds(tx, id)
  }))

const columns = [
  'number',
  'kind',
  'issued_at',
  'buyer',
  'country',
  'tax_id',
  'currency',
  'net',
  'tax_rate_percent',
  'tax',
  'total',
  'credits',
  'status',
  'paid',
  'tenant_id'
]

/**
 * All documents of a time for the accountant, in the order of their numbers, those of accounts that have gone too. A credit note is
 * below zero, so that the columns can be added up.
 */
export const exportInvoices = (
  admin: AdminDeps,
  asked: { since: Date | null; until: Date | null },
  signal: AbortSignal
): AsyncGenerator<string> =>
  exportLines<KeptDocument>({
    format: 'csv',
    columns,
    amounts: ['net', 'tax', 'total', 'paid'],
    values: valuesOf,
    read: (after) => admin.system.read((tx) => documentsAfter(tx, asked, after, piece_rows)),
    signal
  })

const valuesOf = (row: KeptDocument): unknown[] => {
  const { document, issued_at, status, paid_minor, tenant_id } = row
  const { kind, currency, buyer } = document
  const sign = kind === 'credit_note' ? -1 : 1
  const decimal = (amount: number) => toDecimal({ amount_minor: amount, currency })
  return [
    document.number,
    kind,
    issued_at,
    buyer.name,
    buyer.country,
    buyer.tax_id,
    currency,
    decimal(sign * document.net_minor),
    document.tax_rate_ppm / 10_000,
    decimal(sign * document.tax_minor),
    decimal(sign * document.total_minor),
    document.credits,
    status,
    paid_minor === null || status === null ? null : decimal(paid_minor),
    tenant_id
  ]
}
