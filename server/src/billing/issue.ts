import { AppError } from '../domain/errors.ts'
import { newId } from '../domain/ids.ts'
import {
  type Buyer,
  creditable,
  documentNumber,
  type InvoiceRow,
  type Seller,
  type Sums
} from '../domain/invoice.ts'
import type { Tx } from '../lib/db.ts'
import { readSettings } from '../store/installation/settings.ts'
import { readBilling } from '../store/invoices/billing-details.ts'
import { getInvoice, insertInvoice, voidInvoice } from '../store/invoices/invoices.ts'
import { finalizeInvoice, keepDocument, takeNumber } from '../store/invoices/issue.ts'

/** Who sells, or the refusal that says that nobody does yet. */
export const needSeller = async (tx: Tx): Promise<Seller> => {
  const { seller } = await readSettings(tx)
  if (!seller) throw new AppError('seller_missing')
  return seller
}

/** Gives a draft its number and keeps the document. What waits for a number is done before: the counter is held for a moment. */
export const numberDraft = async (
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

/** Issues a credit note of these amounts for an invoice that is locked. What takes the last of it voids it. */
export const issueCredit = async (
  tx: Tx,
  invoice: InvoiceRow,
  sums: Sums,
  reason: string
): Promise<InvoiceRow> => {
  const seller = await needSeller(tx)
  const { tenant_id, currency, tax_name, tax_rate_ppm } = invoice
  const id = newId('invoice')
  const { net_minor } = sums
  const line = { description: reason, quantity: 1, unit_minor: net_minor, amount_minor: net_minor }
  await insertInvoice(tx, {
    ...{ id, tenant_id, kind: 'credit_note', credited_invoice_id: invoice.id, currency },
    ...{ lines: [line], ...sums, tax_name, tax_rate_ppm },
    ...{ due_days: 0, note: '' }
  })
  const buyer = invoice.buyer ?? (await readBilling(tx, tenant_id))
  const row = await numberDraft(tx, await getInvoice(tx, id, null), seller, buyer)
  if (sums.total_minor === creditable(invoice).total_minor) await voidInvoice(tx, invoice.id)
  return row
}
