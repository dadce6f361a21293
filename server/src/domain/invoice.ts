import { scaled, stepOf, taxOn } from './money.ts'

export const invoice_kinds = ['invoice', 'credit_note'] as const
export const invoice_statuses = ['draft', 'finalized', 'voided'] as const
export const payment_statuses = ['pending', 'succeeded', 'failed', 'refunded'] as const
export const manual_methods = ['bank', 'cash'] as const

export type InvoiceLine = {
  description: string
  quantity: number
  unit_minor: number
  amount_minor: number
}

/** Who sells, and with which tax. `prefix` is what the numbers begin with: each has numbers of its own. */
export type Seller = {
  name: string
  address: string
  country: string | null
  tax_id: string | null
  tax_name: string
  tax_rate_ppm: number
  prefix: string
  /** How to pay: the account at the bank, or where the counter is. */
  payment_instructions: string
}

export type Buyer = {
  name: string
  address: string
  country: string | null
  tax_id: string | null
  email: string | null
  language: 'en' | 'ar'
}

/** A row of `invoices`, with what was paid and credited of it. */
export type InvoiceRow = {
  id: string
  tenant_id: string
  kind: (typeof invoice_kinds)[number]
  status: (typeof invoice_statuses)[number]
  credited_invoice_id: string | null
  credited_number: string | null
  issuer: string | null
  year: number | null
  number: number | null
  currency: string
  lines: InvoiceLine[]
  net_minor: number
  tax_minor: number
  total_minor: number
  tax_name: string
  tax_rate_ppm: number
  note: string
  due_days: number
  seller: Seller | null
  buyer: Buyer | null
  created_at: Date
  issued_at: Date | null
  due_at: Date | null
  voided_at: Date | null
  paid_minor: number
  credited_net_minor: number
  credited_minor: number
}

/** A row of `payments`. */
export type PaymentRow = {
  id: string
  invoice_id: string
  provider: string
  reference: string
  status: (typeof payment_statuses)[number]
  amount_minor: number
  currency: string
  refunded_minor: number
  wallet_minor: number
  note: string
  paid_at: Date | null
  created_at: Date
}

export type Sums = { net_minor: number; tax_minor: number; total_minor: number }

/** What lines come to. Tax is taken from their sum, once, and in units in which the currency is paid. */
export const sumsOf = (
  lines: readonly Pick<InvoiceLine, 'amount_minor'>[],
  tax_rate_ppm: number,
  currency: string
): Sums => {
  const net_minor = lines.reduce((sum, line) => sum + line.amount_minor, 0)
  const step = stepOf(currency)
  const tax_minor =
    step === 1
      ? taxOn(net_minor, tax_rate_ppm)
      : scaled(net_minor, tax_rate_ppm, 1_000_000 * step) * step
  return { net_minor, tax_minor, total_minor: net_minor + tax_minor }
}

/** What a document is called: INV-2026-00042. */
export const documentNumber = (
  row: Pick<InvoiceRow, 'issuer' | 'year' | 'number'>
): string | null =>
  row.number === null ? null : `${row.issuer}${row.year}-${String(row.number).padStart(5, '0')}`

/** What may still be credited of an invoice. */
export const creditable = (row: InvoiceRow): Sums => {
  const net_minor = row.net_minor - row.credited_net_minor
  const total_minor = row.total_minor - row.credited_minor
  return { net_minor, tax_minor: total_minor - net_minor, total_minor }
}

/**
 * What a credit of this net amount comes to. The last one takes all the tax that is left, so that invoice and credit notes are nothing
 * together.
 */
export const creditOf = (row: InvoiceRow, net_minor: number): Sums => {
  const left = creditable(row)
  if (net_minor === left.net_minor) return left
  const tax = sumsOf([{ amount_minor: net_minor }], row.tax_rate_ppm, row.currency).tax_minor
  const tax_minor = Math.min(tax, left.tax_minor)
  return { net_minor, tax_minor, total_minor: net_minor + tax_minor }
}

/** The credit that comes to this much with its tax, to the unit: what has gone back is what is credited. */
export const creditOfTotal = (row: InvoiceRow, total_minor: number): Sums => {
  const left = creditable(row)
  if (total_minor >= left.total_minor) return left
  const step = stepOf(row.currency)
  const near = scaled(total_minor, left.net_minor, left.total_minor * step) * step
  const least = Math.max(0, total_minor - left.tax_minor)
  const net_minor = Math.max(least, Math.min(near, left.net_minor, total_minor))
  return { net_minor, tax_minor: total_minor - net_minor, total_minor }
}

/** What is still to be paid. A credit note is no debt, and neither is a draft. */
export const dueOf = (row: InvoiceRow): number =>
  row.kind === 'invoice' && row.status === 'finalized'
    ? Math.max(0, row.total_minor - row.credited_minor - row.paid_minor)
    : 0
