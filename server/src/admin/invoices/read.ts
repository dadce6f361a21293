import type { PaymentRow } from '../../domain/invoice.ts'
import { type InvoiceView, invoiceView } from '../../domain/invoice-view.ts'
import { toDecimal } from '../../domain/money.ts'
import { mapPage, type Page, type PageRequest, toPage } from '../../lib/page.ts'
import { getInvoice, listInvoicesOfAll, listPayments } from '../../store/invoices/invoices.ts'
import { documentsAfter, type KeptDocument } from '../../store/invoices/issue.ts'
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
): Promise<InvoiceView & { payments: PaymentRow[] }> =>
  admin.system.read(async (tx) => ({
    ...invoiceView(await getInvoice(tx, id, null)),
    payments: await listPayments(tx, id)
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
const piece = 1_000

/**
 * All documents of a time for the accountant, in the order of their numbers, those of accounts that have gone too. A credit note is
 * below zero, so that the columns can be added up.
 */
export async function* exportInvoices(
  admin: AdminDeps,
  asked: { since: Date | null; until: Date | null },
  signal: AbortSignal
): AsyncGenerator<string> {
  yield `${columns.join(',')}\r\n`
  let after: KeptDocument | null = null
  do {
    const from: KeptDocument | null = after
    const rows: KeptDocument[] = await admin.system.read((tx) =>
      documentsAfter(tx, asked, from, piece)
    )
    if (rows.length > 0) yield rows.map(csvLine).join('')
    after = rows.length < piece ? null : (rows.at(-1) ?? null)
  } while (after && !signal.aborted)
}

const csvLine = ({ document, issued_at, status, paid_minor, tenant_id }: KeptDocument): string => {
  const { kind, currency, buyer } = document
  const sign = kind === 'credit_note' ? -1 : 1
  const decimal = (amount: number) => toDecimal({ amount_minor: amount, currency })
  const cells = [
    document.number,
    kind,
    issued_at.toISOString(),
    buyer.name,
    buyer.country ?? '',
    buyer.tax_id ?? '',
    currency,
    decimal(sign * document.net_minor),
    String(document.tax_rate_ppm / 10_000),
    decimal(sign * document.tax_minor),
    decimal(sign * document.total_minor),
    document.credits ?? '',
    status ?? '',
    paid_minor === null || status === null ? '' : decimal(paid_minor),
    tenant_id ?? ''
  ]
  return `${cells.map((cell, at) => csvCell(cell, text_columns.has(at))).join(',')}\r\n`
}

/** What customers have written themselves. */
const text_columns = new Set([3, 5])

/** A text that a spreadsheet would take for a formula is made one that it does not. */
const csvCell = (cell: string, is_text: boolean): string => {
  const safe = is_text && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
