import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  attempts_max,
  readRetryAfter,
  retry_after_s_max,
  retryAfterSeconds
} from '../../src/webhooks/retry-schedule.ts'

const middle = (): number => 0.5

test('the waits grow by e, to six hours and a little, and end after the last attempt', () => {
  const waits = Array.from({ length: attempts_max }, (_, index) =>
    retryAfterSeconds(index + 1, null, middle)
  )
  assert.deepEqual(
    waits.slice(0, 10).map((wait_s) => Math.round(wait_s ?? Number.NaN)),
    [3, 7, 20, 55, 148, 403, 1_097, 2_981, 8_103, 22_026]
  )
  assert.deepEqual(new Set(waits.slice(9, -1)).size, 1, 'from the tenth on they are alike')
  assert.equal(waits.at(-1), null)
})

test('the last attempt is made three days after the first', () => {
  let total_s = 0
  for (let attempts = 1; attempts < attempts_max; attempts += 1)
    total_s += retryAfterSeconds(attempts, null, middle) ?? Number.NaN
  assert.equal(Math.round(total_s / 86_400), 3)
})

test('a wait is a tenth shorter or longer, so that many deliveries do not come back at once', () => {
  const [shortest, usual, longest] = [() => 0, middle, () => 1].map(
    (random) => retryAfterSeconds(5, null, random) ?? Number.NaN
  )
  assert.ok(usual)
  assert.ok(Math.abs((shortest ?? 0) / usual - 0.9) < 1e-9)
  assert.ok(Math.abs((longest ?? 0) / usual - 1.1) < 1e-9)
})

test('a receiver is left alone for as long as it asks, and never for less than it would be', () => {
  assert.equal(retryAfterSeconds(1, 600, middle), 600)
  assert.equal(retryAfterSeconds(5, 1, middle), retryAfterSeconds(5, null, middle))
  assert.equal(retryAfterSeconds(attempts_max, 600, middle), null)
})

const now = new Date('2026-11-28T10:00:00Z')

const headers: [header: string | string[] | undefined, seconds: number | null][] = [
  [undefined, null],
  ['', null],
  ['120', 120],
  [' 120 ', 120],
  [['120', '5'], 120],
  ['0', null],
  ['-5', null],
  ['1.5', null],
  ['1e3', null],
  ['soon', null],
  ['999999999', retry_after_s_max],
  ['Sat, 28 Nov 2026 10:02:00 GMT', 120],
  ['Saturday, 28-Nov-26 10:02:00 GMT', 120],
  ['Sat, 28 Nov 2026 09:00:00 GMT', null],
  ['Sat, 28 Nov 2036 10:00:00 GMT', retry_after_s_max],
  ['2026-11-28T10:02:00Z', null],
  ['Sat, nonsense', null]
]

for (const [header, seconds] of headers) {
  test(`Retry-After ${JSON.stringify(header)} asks for ${seconds ?? 'nothing'}`, () => {
    assert.equal(readRetryAfter(header, now), seconds)
  })
}
