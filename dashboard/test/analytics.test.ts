import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvOf } from '../src/lib/csv.ts'
import { beginOf, inZone, rangeOf } from '../src/pages/analytics/range.ts'
import { ticksOf } from '../src/pages/analytics/scale.ts'
import { spanName, spanOf, spansOf } from '../src/pages/analytics/spans.ts'
import { tokenOf } from '../src/pages/mail-links/token-of.ts'

const utc = (text: string): number => Date.parse(`${text}Z`)
const iso = (at_ms: number): string => new Date(at_ms).toISOString()

test('a day begins when the clocks of its time zone say so, also where they change at midnight', () => {
  const cases: [string, string, string][] = [
    ['2026-11-28', 'UTC', '2026-11-28T00:00:00.000Z'],
    ['2026-11-28', 'Asia/Kolkata', '2026-11-27T18:30:00.000Z'],
    ['2026-11-28', 'America/New_York', '2026-11-28T05:00:00.000Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    // Egypt puts its clocks forward at midnight: this day begins at one.
    ['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z']
  ]
  for (const [day, timezone, begin] of cases)
    assert.equal(iso(beginOf(day, timezone)), begin, `${day} ${timezone}`)
  assert.equal(inZone(beginOf('2026-04-24', 'Africa/Cairo'), 'Africa/Cairo'), '2026-04-24T01:00')
})

test('a range is so many days of the time zone, or from one day to the end of another', () => {
  const now_ms = utc('2026-11-28T23:30')
  assert.deepEqual(rangeOf({}, 'Africa/Cairo', now_ms), {
    from: '2026-11-22T22:00:00.000Z',
    interval: 'day',
    first_day: '2026-11-23',
    last_day: '2026-11-29'
  })
  assert.equal(rangeOf({ range: '1' }, 'UTC', now_ms).interval, 'hour')
  assert.equal(rangeOf({ range: 'nonsense' }, 'UTC', now_ms).first_day, '2026-11-22')
  const year = rangeOf({ range: 'days', from: '2026-01-01', to: '2026-10-31' }, 'UTC', now_ms)
  assert.deepEqual(
    [year.from, year.to, year.interval],
    ['2026-01-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z', 'week']
  )
  // Longer than the API answers for, from later than until, and no day at all.
  assert.equal(
    rangeOf({ range: 'days', from: '2001-01-01', to: '2026-10-31' }, 'UTC', now_ms).interval,
    'month'
  )
  for (const from of ['2026-12-01', '2026-02-31x', ''])
    assert.equal(
      rangeOf({ range: 'days', from, to: '2026-11-01' }, 'UTC', now_ms).first_day,
      '2026-11-22'
    )
})

test('spans without a message are there as well, and each message is in its span', () => {
  const days = spansOf({ first_day: '2026-03-28', last_day: '2026-03-30', interval: 'day' }, 'UTC')
  assert.deepEqual(days, ['2026-03-28', '2026-03-29', '2026-03-30'])
  const berlin = 'Europe/Berlin'
  const night = { first_day: '2026-03-29', last_day: '2026-03-29', interval: 'hour' } as const
  const hours = spansOf(night, berlin)
  assert.equal(hours.length, 23)
  assert.ok(!hours.includes('2026-03-29T02:00'))
  assert.equal(
    spansOf({ ...night, first_day: '2026-10-25', last_day: '2026-10-25' }, berlin).length,
    24
  )
  assert.equal(spanOf(utc('2026-11-28T23:30'), 'hour', 'Asia/Kolkata'), '2026-11-29T05:00')
  assert.equal(spanOf(utc('2026-11-29T12:00'), 'week', 'UTC'), '2026-11-23')
  assert.equal(spanOf(utc('2026-11-30T12:00'), 'month', 'UTC'), '2026-11-01')
  assert.equal(spanName('2026-11-01', 'month', 'en', false), 'November 2026')
  assert.equal(spanName('2026-11-01', 'day', 'ar-u-nu-arab', true), '١ نوفمبر')
})

test('an axis has a few round numbers and reaches the largest value', () => {
  const cases: [number, number[]][] = [
    [0, [0, 1]],
    [3, [0, 1, 2, 3]],
    [10, [0, 5, 10]],
    [41, [0, 20, 40, 60]],
    [1000, [0, 500, 1000]]
  ]
  for (const [largest, ticks] of cases) assert.deepEqual(ticksOf(largest), ticks, String(largest))
})

test('a table is kept as CSV whatever its texts have in them, and none of them is a formula', () => {
  assert.equal(
    csvOf([
      ['a, "b"', 1.5, null],
      ['=cmd()', '+1', 'two\nlines']
    ]),
    '\uFEFF"a, ""b""",1.5,\r\n\'=cmd(),\'+1,"two\nlines"\r\n'
  )
})

test('the token of a mail is what its link has behind the #, and nothing else', () => {
  const cases: [string, string | null][] = [
    ['token=mln_1.a-b', 'mln_1.a-b'],
    ['#token=x', 'x'],
    ['token=', null],
    ['other=1', null],
    ['', null]
  ]
  for (const [hash, token] of cases) assert.equal(tokenOf(hash), token, hash)
})
