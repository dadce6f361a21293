import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decimalsOf as decimalsOfGateway } from '../../server/src/domain/money.ts'
import { formatter } from '../src/lib/format.ts'
import { decimalsOf, minorOf, typedAmount } from '../src/lib/money.ts'

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
