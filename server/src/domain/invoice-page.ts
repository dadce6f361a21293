import type { InvoiceRow } from './invoice.ts'
import { type InvoiceSheet, invoiceSheet, type PageLanguage } from './invoice-sheet.ts'

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
  const sheet = invoiceSheet(row, language)
  const [description, ...figures] = sheet.columns
  const lines = sheet.lines.map(([text, quantity, unit, amount]) => {
    const cells = [quantity, figure(unit), figure(amount)]
    return `<tr><td>${textOf(text)}</td>${cells.map((cell) => `<td class="figure">${cell}</td>`).join('')}</tr>`
  })
  return `<!doctype html>
<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(sheet.title)}</title><style>${style}</style></head>
<body>
<header><div><h1>${sheet.kind}</h1><p><bdi>${escapeHtml(sheet.number)}</bdi>${sheet.voided ? ` – ${sheet.voided}` : ''}</p></div><div>${sheet.facts.map(fact).join('')}</div></header>
<div class="parties">${sheet.parties.map((one) => `<div><h2>${one.title}</h2><p>${textOf(one.text)}</p>${one.tax_id ? fact(one.tax_id) : ''}</div>`).join('')}</div>
<table><thead><tr><th>${description}</th>${figures.map((name) => `<th class="figure">${name}</th>`).join('')}</tr></thead>
<tbody>${lines.join('\n')}</tbody></table>
${sumsTable(sheet)}
${sheet.note === '' ? '' : `<p>${textOf(sheet.note)}</p>`}
${sheet.pay ? `<h2>${sheet.pay.title}</h2><p>${textOf(sheet.pay.text)}</p>` : ''}
</body>
</html>
`
}

/** Numbers are written from left to right, in every language. */
const figure = (text: string): string => `<bdi dir="ltr">${escapeHtml(text)}</bdi>`

const fact = ([name, value]: [string, string]): string =>
  `<p>${name}: <bdi>${escapeHtml(value)}</bdi></p>`

const sumsTable = ({ sums }: InvoiceSheet): string => {
  const rows = sums.map(({ name, rate, amount, is_strong }) => {
    const of = rate === null ? '' : ` ${figure(rate)}`
    return `<tr${is_strong ? ' class="strong"' : ''}><th>${textOf(name)}${of}</th><td class="figure">${figure(amount)}</td></tr>`
  })
  return `<table class="sums">${rows.join('')}</table>`
}
