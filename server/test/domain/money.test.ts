import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  decimalsOf,
  formatMoney,
  isCurrency,
  prorated,
  scaled,
  split,
  stepOf,
  taxOn,
  toDecimal
} from '../../src/domain/money.ts'

test('each currency has the decimals of ISO 4217, not those that somebody is used to', () => {
  for (const code of ['KWD', 'BHD', 'OMR', 'JOD', 'TND']) assert.equal(decimalsOf(code), 3, code)
  for (const code of ['CLP', 'JPY', 'KRW', 'VND']) assert.equal(decimalsOf(code), 0, code)
  for (const code of ['USD', 'EGP', 'SAR', 'IDR']) assert.equal(decimalsOf(code), 2, code)
  assert.deepEqual([stepOf('IDR'), stepOf('USD'), stepOf('CLP')], [100, 1, 1])
  assert.deepEqual(['EGP', 'KWD', 'XXY', 'usd', ''].map(isCurrency), [
    true,
    true,
    false,
    false,
    false
  ])
})

test('amounts are written exactly, in the digits of the language', () => {
  const written = (amount_minor: number, currency: string) => toDecimal({ amount_minor, currency })
  assert.equal(written(12_345, 'KWD'), '12.345')
  assert.equal(written(5, 'KWD'), '0.005')
  assert.equal(written(-5, 'USD'), '-0.05')
  assert.equal(written(1_999, 'JPY'), '1999')
  assert.equal(written(999_999_999_999, 'USD'), '9999999999.99')
  assert.equal(
    formatMoney({ amount_minor: 999_999_999_999, currency: 'USD' }, 'en'),
    '$9,999,999,999.99'
  )
  assert.equal(formatMoney({ amount_minor: 1_500, currency: 'KWD' }, 'en'), 'KWD\u00a01.500')
  assert.equal(
    formatMoney({ amount_minor: 15_000_000, currency: 'IDR' }, 'en'),
    'IDR\u00a0150,000.00'
  )
  assert.match(formatMoney({ amount_minor: 1_500, currency: 'KWD' }, 'ar-EG'), /١٫٥٠٠/)
})

test('a product is rounded once, half of a unit away from zero, however large it is', () => {
  assert.equal(scaled(5, 1, 2), 3)
  assert.equal(scaled(-5, 1, 2), -3)
  assert.equal(scaled(4, 1, 3), 1)
  assert.equal(scaled(1_000_000_000_000, 999_999_999_999, 1_000_000_000_000), 999_999_999_999)
  // 1.005 has no exact form as a fraction of two, and 100.5 of a cent is 101 all the same.
  assert.equal(taxOn(1_005, 100_000), 101)
  assert.equal(taxOn(1_900, 140_000), 266)
  assert.equal(taxOn(-1_900, 140_000), -266)
  assert.throws(() => scaled(1, 1, 0), RangeError)
})

test('parts of an amount add up to it, and what cannot be split goes to those that lost most', () => {
  assert.deepEqual(split(100, [1, 1, 1]), [34, 33, 33])
  assert.deepEqual(split(10, [1, 2, 4]), [1, 3, 6])
  assert.deepEqual(split(-100, [1, 1, 1]), [-34, -33, -33])
  assert.deepEqual(split(0, [1, 0]), [0, 0])
  assert.throws(() => split(1, [0, 0]), RangeError)
  assert.throws(() => split(1, [2, -1]), RangeError)
  let seed = 1
  const random = (most: number): number => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % most
  }
  for (let round = 0; round < 2_000; round++) {
    const amount = random(2_000_000_000) - 1_000_000_000
    const weights = Array.from({ length: 1 + random(7) }, () => random(1_000_000))
    weights[0] = (weights[0] ?? 0) + 1
    const parts = split(amount, weights)
    assert.equal(
      parts.reduce((sum, part) => sum + part, 0),
      amount
    )
    const sum = weights.reduce((total, weight) => total + weight, 0)
    for (const [at, part] of parts.entries())
      assert.ok(Math.abs(part - (amount * (weights[at] ?? 0)) / sum) < 1.000_001)
  }
})

test('of a period that is paid, what is used and what is left are the price at every moment', () => {
  const period = { start: new Date('2026-02-01T00:00:00Z'), end: new Date('2026-03-01T00:00:00Z') }
  const at = (moment: string) => prorated(2_800, period, new Date(moment))
  assert.deepEqual(at('2026-02-01T00:00:00Z'), { used: 0, left: 2_800 })
  assert.deepEqual(at('2026-02-08T00:00:00Z'), { used: 700, left: 2_100 })
  assert.deepEqual(at('2026-03-01T00:00:00Z'), { used: 2_800, left: 0 })
  assert.deepEqual(at('2027-01-01T00:00:00Z'), { used: 2_800, left: 0 })
  assert.deepEqual(at('2020-01-01T00:00:00Z'), { used: 0, left: 2_800 })
  for (let ms = 0; ms < 28 * 86_400_000; ms += 7_777_777) {
    const { used, left } = prorated(999, period, new Date(period.start.getTime() + ms))
    assert.equal(used + left, 999)
  }
})
