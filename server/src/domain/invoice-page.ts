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

const marks = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;']
])

/** Text as it stands in a page, whatever is in it. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (one) => marks.get(one) ?? '')

/** The same line by line: each runs in its own direction, and all begin where the page does. */
const textOf = (text: string): string =>
  text
    .split('\n')
    .map((line) => `<bdi>${escapeHtml(line)}</bdi>`)
    .join('<br>')

const style = `
@page { size: A4; margin: 18mm }
* { box-sizing: border-box }
body { font: 11pt/1.5 system-ui, "Segoe UI", "Noto Sans", "Noto Sans Arabic", Tahoma, sans-serif; color: #111; max-width: 180mm; margin: 12mm auto; padding: 0 4mm }
h1 { font-size: 20pt; margin: 0 }
header, .parties { display: flex; justify-content: space-between; gap: 10mm; margin-bottom: 8mm }
.parties > div { flex: 1 }
h2 { font-size: 9pt; color: #555; margin: 0; font-weight: 600 }
p { margin: 0; overflow-wrap: anywhere }
table { width: 100%; border-collapse: collapse }
th, td { text-align: start; padding: 2mm 1mm; border-bottom: 1px solid #ccc; vertical-align: top; overflow-wrap: anywhere }
tr { break-inside: avoid }
thead { display: table-header-group }
.figure { text-align: end; white-space: nowrap }
.sums { width: 90mm; margin-inline-start: auto; margin-block: 6mm; break-inside: avoid }
.sums th { font-weight: 400 }
.strong th, .strong td { font-weight: 700 }
@media print { body { margin: 0; padding: 0; max-width: none } }
`

/** An invoice or a credit note as a page that is read and printed, and needs nothing but itself. */
export const invoicePage = (row: InvoiceRow, language: PageLanguage): string => {
  const word = words[language]
  // Digits as the accountants of both languages write them.
  const locale = language === 'ar' ? 'ar-EG-u-nu-latn' : 'en-GB'
  const money = (amount_minor: number) =>
    `<bdi dir="ltr">${escapeHtml(formatMoney({ amount_minor, currency: row.currency }, 'en-GB'))}</bdi>`
  const day = (moment: Date) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(moment)
  const number = documentNumber(row) ?? word.draft
  const title = `${word[row.kind]} ${number}`
  const fact = (name: string, value: string | null) =>
    value === null ? '' : `<p>${name}: <bdi>${escapeHtml(value)}</bdi></p>`
  const facts = [
    fact(word.issued, row.issued_at && day(row.issued_at)),
    fact(word.due, row.kind === 'invoice' && row.due_at ? day(row.due_at) : null),
    fact(word.credits, row.credited_number)
  ]
  const lines = row.lines.map(
    (line) =>
      `<tr><td>${textOf(line.description)}</td><td class="figure">${line.quantity}</td><td class="figure">${money(line.unit_minor)}</td><td class="figure">${money(line.amount_minor)}</td></tr>`
  )
  return `<!doctype html>
<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>${style}</style></head>
<body>
<header><div><h1>${word[row.kind]}</h1><p><bdi>${escapeHtml(number)}</bdi>${row.status === 'voided' ? ` – ${word.voided}` : ''}</p></div><div>${facts.join('')}</div></header>
<div class="parties"><div>${party(word.seller, row.seller, word.tax_id)}</div><div>${party(word.buyer, row.buyer, word.tax_id)}</div></div>
<table><thead><tr><th>${word.description}</th><th class="figure">${word.quantity}</th><th class="figure">${word.unit}</th><th class="figure">${word.amount}</th></tr></thead>
<tbody>${lines.join('\n')}</tbody></table>
${sumsTable(row, word, money)}
${row.note === '' ? '' : `<p>${textOf(row.note)}</p>`}
${dueOf(row) > 0 && row.seller?.payment_instructions ? `<h2>${word.pay}</h2><p>${textOf(row.seller.payment_instructions)}</p>` : ''}
</body>
</html>
`
}

type Party = { name: string; address: string; country: string | null; tax_id: string | null }

const party = (title: string, who: Party | null, tax_id: string): string => {
  if (!who) return ''
  const lines = [who.name, who.address, who.country ?? ''].filter((line) => line !== '')
  const number = who.tax_id ? `<p>${tax_id}: <bdi>${escapeHtml(who.tax_id)}</bdi></p>` : ''
  return `<h2>${title}</h2><p>${textOf(lines.join('\n'))}</p>${number}`
}

const sumsTable = (
  row: InvoiceRow,
  word: (typeof words)[PageLanguage],
  money: (amount_minor: number) => string
): string => {
  const rate = `${row.tax_rate_ppm / 10_000} %`
  const tax = `${textOf(row.tax_name || word.tax)} <bdi dir="ltr">${rate}</bdi>`
  const rows: [string, number, boolean][] = [
    [word.net, row.net_minor, false],
    [tax, row.tax_minor, false],
    [word.total, row.total_minor, true]
  ]
  if (row.paid_minor > 0) rows.push([word.paid, row.paid_minor, false])
  if (row.credited_minor > 0) rows.push([word.credited, row.credited_minor, false])
  if (row.kind === 'invoice' && row.status === 'finalized') rows.push([word.open, dueOf(row), true])
  const cells = rows.map(
    ([name, amount, strong]) =>
      `<tr${strong ? ' class="strong"' : ''}><th>${name}</th><td class="figure">${money(amount)}</td></tr>`
  )
  return `<table class="sums">${cells.join('')}</table>`
}
