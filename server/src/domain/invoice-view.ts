import { documentNumber, dueOf, type InvoiceRow } from './invoice.ts'

type Hidden = 'issuer' | 'year' | 'number' | 'due_days' | 'credited_net_minor' | 'credited_number'

export type InvoiceView = Omit<InvoiceRow, Hidden> & { number: string | null; due_minor: number }

/** An invoice as it is shown: under its number, with what is still to be paid. */
export const invoiceView = (row: InvoiceRow): InvoiceView => {
  const { issuer, year, number, due_days, credited_net_minor, credited_number, ...shown } = row
  return { ...shown, number: documentNumber({ issuer, year, number }), due_minor: dueOf(row) }
}
