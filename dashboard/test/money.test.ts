import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decimalsOf as decimalsOfGateway } from '../../server/src/domain/money.ts'
import { formatter } from '../src/lib/format.ts'
import { decimalsOf, minorOf, typedAmount } from '../src/lib/money.ts'
import { percentOf, sellerOf } from '../src/pages/admin/seller.ts'
import { stateOf } from '../src/pages/invoices/state.ts'
import { pricedIn, priceOf } from '../src/pages/settings/plan/prices.ts'

test('every currency has as many decimals as the gateway counts with', () => {
  for (const currency of Intl.supportedValuesOf('currency'))
    assert.equal(decimalsOf(currency), decimalsOfGateway(currency), currency)
})

test('amounts are shown, and read back as they were typed, in the unit of their currency', () => {
  const { money } = formatter('en-u-nu-latn')
  const plain = (text: string): string => text.replace(/\s/g, ' ')
  assert.equal(money(1_500, 'USD'), '$15.00')
  assert.equal(plain(money(1_500, 'KWD')), 'KWD 1.500')
  assert.equal(money(1_500, 'JPY'), '¥1,500')
  assert.equal(money(-5, 'USD'), '-$0.05')
  for (const [currency, amount] of [
    ['USD', 1_234],
    ['KWD', 1_234],
    ['JPY', 1_234],
    ['CLF', 7]
  ] as const)
    assert.equal(minorOf(typedAmount(amount, currency), currency), amount, currency)
  const cases: [string, string, number | null][] = [
    ['12', 'USD', 1_200],
    [' 12,5 ', 'USD', 1_250],
    ['0.1', 'KWD', 100],
    ['12.345', 'USD', null],
    ['1.5', 'JPY', null],
    ['-1', 'USD', null],
    ['1e3', 'USD', null],
    ['', 'USD', null],
    ['much', 'USD', null]
  ]
  for (const [typed, currency, amount] of cases)
    assert.equal(minorOf(typed, currency), amount, `${typed} ${currency}`)
})

test('an invoice is open until its day, then overdue, until nothing of it is due', () => {
  const now = Date.parse('2030-01-10T00:00:00Z')
  const open = { kind: 'invoice', status: 'finalized', due_minor: 5, due_at: null } as const
  assert.equal(stateOf(open, now), 'open')
  assert.equal(stateOf({ ...open, due_at: '2030-01-11T00:00:00Z' }, now), 'open')
  assert.equal(stateOf({ ...open, due_at: '2030-01-09T00:00:00Z' }, now), 'overdue')
  assert.equal(stateOf({ ...open, due_minor: 0 }, now), 'paid')
  assert.equal(stateOf({ ...open, due_minor: 0, status: 'voided' }, now), 'voided')
  assert.equal(stateOf({ ...open, due_minor: 0, kind: 'credit_note' }, now), 'credit_note')
  assert.equal(stateOf({ ...open, due_minor: 0, status: 'draft' }, now), 'draft')
})

test('of the prices of a plan the one of the customer stands before the one for everybody', () => {
  const price = (given: object) => ({
    ...{ id: 'a', item: 'plan', currency: 'EGP', interval: 'month', amount_minor: 1, units: 1 },
    ...{ own: false, ...given }
  })
  const prices = [
    price({}),
    price({ id: 'own', own: true }),
    price({ id: 'year', interval: 'year', currency: 'USD' }),
    price({ id: 'more', item: 'messages', currency: 'SAR' })
  ] as never
  assert.equal(priceOf({ prices }, { currency: 'EGP', interval: 'month' })?.id, 'own')
  assert.equal(priceOf({ prices }, { currency: 'EGP', interval: 'year' }), null)
  assert.equal(priceOf({ prices }, { currency: 'SAR', interval: 'month' }), null)
  assert.deepEqual(pricedIn([{ prices }, { prices }]), ['EGP', 'USD'])
})

test('who sells is sent as it was typed, and a rate that is no number is left to be refused', () => {
  const form = new FormData()
  for (const [name, value] of Object.entries({
    name: ' Nile ',
    country: 'eg',
    tax_id: '',
    tax_rate_ppm: '14,5',
    prefix: 'INV-'
  }))
    form.set(name, value)
  const seller = sellerOf(form)
  assert.deepEqual(
    [seller.name, seller.country, seller.tax_id, seller.tax_rate_ppm, seller.address],
    ['Nile', 'EG', null, 145_000, '']
  )
  assert.equal(percentOf(145_000), '14.5')
  form.set('tax_rate_ppm', 'much')
  assert.ok(Number.isNaN(sellerOf(form).tax_rate_ppm))
})
