import { documentNumber, dueOf, type InvoiceRow } from './invoice.ts'
import { formatMoney } from './money.ts'

export type PageLanguage = 'en' | 'ar'

const words = {
  en: {
    invoice: 'Invoice',
    credit_note: 'Credit note',
    draft: 'Draft',
    voided: 'Voided',
    seller: 'From',
    buyer: 'To',
    tax_id: 'Tax number',
    issued: 'Date',
    due: 'To be paid by',
    credits: 'For invoice',
    description: 'Description',
    quantity: 'Quantity',
    unit: 'Price',
    amount: 'Amount',
    net: 'Net',
    tax: 'Tax',
    total: 'Total',
    paid: 'Paid',
    credited: 'Credited',
    open: 'To be paid',
    pay: 'How to pay'
  },
  ar: {
    invoice: 'فاتورة',
    credit_note: 'إشعار دائن',
    draft: 'مسودة',
    voided: 'ملغاة',
    seller: 'من',
    buyer: 'إلى',
    tax_id: 'الرقم الضريبي',
    issued: 'التاريخ',
    due: 'تُدفع قبل',
    credits: 'عن الفاتورة',
    description: 'البيان',
    quantity: 'الكمية',
    unit: 'السعر',
    amount: 'المبلغ',
    net: 'الصافي',
    tax: 'الضريبة',
    total: 'الإجمالي',
    paid: 'المدفوع',
    credited: 'المخصوم بإشعارات',
    open: 'المتبقي',
    pay: 'طريقة الدفع'
  }
} as const

type Party = { title: string; text: string; tax_id: [name: string, value: string] | null }

/** All that stands on an invoice or a credit note, as text in the language of the page: what is printed, as HTML or PDF, is made of it. */
export type InvoiceSheet = {
  language: PageLanguage
  title: string
  kind: string
  number: string
  voided: string | null
  facts: [name: string, value: string][]
  parties: Party[]
  columns: [description: string, quantity: string, unit: string, amount: string]
  lines: [description: string, quantity: string, unit: string, amount: string][]
  sums: { name: string; rate: string | null; amount: string; is_strong: boolean }[]
  note: string
  pay: { title: string; text: string } | null
}

type Words = (typeof words)[PageLanguage]

export const invoiceSheet = (row: InvoiceRow, language: PageLanguage): InvoiceSheet => {
  const word = words[language]
  const money = moneyOf(row)
  const number = documentNumber(row) ?? word.draft
  const how = row.seller?.payment_instructions
  const parties = [
    party(word.seller, row.seller, word.tax_id),
    party(word.buyer, row.buyer, word.tax_id)
  ]
  return {
    language,
    title: `${word[row.kind]} ${number}`,
    kind: word[row.kind],
    number,
    voided: row.status === 'voided' ? word.voided : null,
    facts: factsOf(row, word, language),
    parties: parties.filter((one) => one !== null),
    columns: [word.description, word.quantity, word.unit, word.amount],
    lines: row.lines.map((line) => [
      line.description,
      String(line.quantity),
      money(line.unit_minor),
      money(line.amount_minor)
    ]),
    sums: sumsOfSheet(row, word),
    note: row.note,
    pay: dueOf(row) > 0 && how ? { title: word.pay, text: how } : null
  }
}

/** Digits as the accountants of both languages write them. */
const moneyOf = (row: InvoiceRow) => (amount_minor: number) =>
  formatMoney({ amount_minor, currency: row.currency }, 'en-GB')

const factsOf = (row: InvoiceRow, word: Words, language: PageLanguage): [string, string][] => {
  const locale = language === 'ar' ? 'ar-EG-u-nu-latn' : 'en-GB'
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  const facts: [string, string | null][] = [
    [word.issued, row.issued_at && format.format(row.issued_at)],
    [word.due, row.kind === 'invoice' && row.due_at ? format.format(row.due_at) : null],
    [word.credits, row.credited_number]
  ]
  return facts.flatMap(([name, value]) => (value === null ? [] : [[name, value]]))
}

type Named = { name: string; address: string; country: string | null; tax_id: string | null }

const party = (title: string, who: Named | null, tax_id: string): Party | null => {
  if (!who) return null
  const lines = [who.name, who.address, who.country ?? ''].filter((line) => line !== '')
  return { title, text: lines.join('\n'), tax_id: who.tax_id ? [tax_id, who.tax_id] : null }
}

const sumsOfSheet = (row: InvoiceRow, word: Words): InvoiceSheet['sums'] => {
  const money = moneyOf(row)
  const sum = (
    name: string,
    amount_minor: number,
    is_strong = false,
    rate: string | null = null
  ) => ({
    ...{ name, rate, amount: money(amount_minor), is_strong }
  })
  return [
    sum(word.net, row.net_minor),
    sum(row.tax_name || word.tax, row.tax_minor, false, `${row.tax_rate_ppm / 10_000} %`),
    sum(word.total, row.total_minor, true),
    ...(row.paid_minor > 0 ? [sum(word.paid, row.paid_minor)] : []),
    ...(row.credited_minor > 0 ? [sum(word.credited, row.credited_minor)] : []),
    ...(row.kind === 'invoice' && row.status === 'finalized'
      ? [sum(word.open, dueOf(row), true)]
      : [])
  ]
}
