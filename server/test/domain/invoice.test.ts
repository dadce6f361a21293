import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  creditable,
  creditOf,
  creditOfTotal,
  documentNumber,
  dueOf,
  type InvoiceRow,
  sumsOf
} from '../../src/domain/invoice.ts'
import { invoicePage } from '../../src/domain/invoice-page.ts'

const row = (change: Partial<InvoiceRow> = {}): InvoiceRow => ({
  id: 'ivc_1',
  tenant_id: 'ten_1',
  kind: 'invoice',
  status: 'finalized',
  credited_invoice_id: null,
  credited_number: null,
  issuer: 'INV-',
  year: 2026,
  number: 42,
  currency: 'KWD',
  lines: [{ description: 'Gold', quantity: 3, unit_minor: 3_333, amount_minor: 9_999 }],
  net_minor: 9_999,
  tax_minor: 1_400,
  total_minor: 11_399,
  tax_name: 'VAT',
  tax_rate_ppm: 140_000,
  note: '',
  due_days: 14,
  seller: null,
  buyer: null,
  created_at: new Date(0),
  issued_at: new Date('2026-03-01T00:00:00Z'),
  due_at: new Date('2026-03-15T00:00:00Z'),
  voided_at: null,
  paid_minor: 0,
  credited_net_minor: 0,
  credited_minor: 0,
  ...change
})

test('tax is taken once from the sum, and in whole units where the currency is paid in these', () => {
  const lines = [{ amount_minor: 333 }, { amount_minor: 333 }, { amount_minor: -66 }]
  assert.deepEqual(sumsOf(lines, 150_000, 'KWD'), {
    net_minor: 600,
    tax_minor: 90,
    total_minor: 690
  })
  assert.equal(sumsOf([{ amount_minor: 15_055_500 }], 110_000, 'IDR').tax_minor, 1_656_100)
  assert.equal(sumsOf([{ amount_minor: 1_005 }], 100_000, 'JPY').tax_minor, 101)
})

test('credit notes take an invoice back to nothing, net and tax, however it is cut', () => {
  for (const cuts of [[9_999], [1, 9_998], [3_333, 3_333, 3_333], Array(9).fill(1_111)]) {
    let now = row()
    for (const net of cuts) {
      const credit = creditOf(now, net)
      assert.equal(credit.total_minor, credit.net_minor + credit.tax_minor)
      assert.ok(credit.tax_minor >= 0)
      now = row({
        credited_net_minor: now.credited_net_minor + credit.net_minor,
        credited_minor: now.credited_minor + credit.total_minor
      })
    }
    assert.deepEqual(creditable(now), { net_minor: 0, tax_minor: 0, total_minor: 0 }, String(cuts))
  }
})

test('what has gone back with its tax is credited to the unit, and the last of it takes an invoice back to nothing', () => {
  for (const cuts of [[4], [1, 1, 1], [11_398], [1_400, 9_000], Array(30).fill(379)]) {
    let now = row()
    for (const total of [...cuts, 11_399]) {
      const left = creditable(now)
      const credit = creditOfTotal(now, total)
      assert.equal(credit.total_minor, Math.min(total, left.total_minor))
      assert.equal(credit.total_minor, credit.net_minor + credit.tax_minor)
      assert.ok(credit.net_minor >= 0 && credit.net_minor <= left.net_minor)
      assert.ok(credit.tax_minor >= 0 && credit.tax_minor <= left.tax_minor)
      now = row({
        credited_net_minor: now.credited_net_minor + credit.net_minor,
        credited_minor: now.credited_minor + credit.total_minor
      })
    }
    assert.deepEqual(creditable(now), { net_minor: 0, tax_minor: 0, total_minor: 0 }, String(cuts))
  }
  assert.deepEqual(creditOfTotal(row(), 1_140), {
    net_minor: 1_000,
    tax_minor: 140,
    total_minor: 1_140
  })
})

test('what is due is what was neither paid nor credited, of an invoice that was issued', () => {
  assert.equal(dueOf(row()), 11_399)
  assert.equal(dueOf(row({ paid_minor: 399, credited_minor: 1_000 })), 10_000)
  assert.equal(dueOf(row({ paid_minor: 11_399, credited_minor: 1_000 })), 0)
  for (const change of [{ status: 'draft' }, { status: 'voided' }, { kind: 'credit_note' }])
    assert.equal(dueOf(row(change as Partial<InvoiceRow>)), 0)
  assert.equal(documentNumber(row()), 'INV-2026-00042')
  assert.equal(documentNumber(row({ number: 123_456 })), 'INV-2026-123456')
  assert.equal(documentNumber(row({ number: null })), null)
})

test('a page is in the language and direction asked for, needs nothing from elsewhere, and shows text as text', () => {
  const evil = `<script>alert("1")</script> & 'x'`
  const party = { name: evil, address: 'القاهرة', country: 'EG', tax_id: evil }
  const seller = {
    ...party,
    tax_name: evil,
    tax_rate_ppm: 0,
    prefix: 'INV-',
    payment_instructions: evil
  }
  const buyer = { ...party, email: null, language: 'ar' as const }
  const lines = [{ description: evil, quantity: 1, unit_minor: 1, amount_minor: 1 }]
  const given = row({ seller, buyer, lines, note: evil, tax_name: evil, credited_number: evil })
  for (const language of ['en', 'ar'] as const) {
    const page = invoicePage(given, language)
    assert.ok(!page.includes('<script'), page)
    assert.equal(page.match(/&lt;script&gt;/g)?.length, 9)
    assert.doesNotMatch(page, /https?:|url\(|src=|@import|<link/)
    assert.match(page, /@media print/)
    assert.match(page, /INV-2026-00042/)
  }
  const arabic = invoicePage(given, 'ar')
  assert.match(arabic, /<html lang="ar" dir="rtl">/)
  assert.match(arabic, /فاتورة/)
  // A minus stands before its number, and a text begins where the page does, whatever it is written in.
  assert.match(arabic, /<bdi dir="ltr">KWD\u00a011\.399<\/bdi>/)
  assert.doesNotMatch(arabic, /dir="auto"/)
  const english = invoicePage(row(), 'en')
  assert.match(english, /<html lang="en" dir="ltr">/)
  assert.match(english, /KWD\u00a011\.399/)
  assert.match(english, /VAT<\/bdi> <bdi dir="ltr">14 %/)
  assert.match(english, /15 March 2026/)
})
