import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DatabaseUnavailable } from '../../../src/lib/database-unavailable.ts'
import type { SessionBatch } from '../../../src/worker/commit/change.ts'
import { afterFailure, halves, type Source, takeReady } from '../../../src/worker/commit/turn.ts'

/** A session with so many keys to write; null: with nothing. */
const source = (keys: number | null): Source => ({
  take: () => (keys === null ? null : ({ keys: Array(keys).fill({}) } as unknown as SessionBatch)),
  committed: () => undefined,
  failed: () => undefined
})
const many = (count: number, keys: number | null): Source[] =>
  Array.from({ length: count }, () => source(keys))

test('a transaction takes so many sessions or keys, and what is left stays in its order', () => {
  const rows: [string, Source[], taken: number, left: number][] = [
    ['none', [], 0, 0],
    ['few', many(3, 0), 3, 0],
    ['as many as fit', many(200, 0), 200, 0],
    ['one more', many(201, 0), 200, 1],
    ['a session is never divided', many(1, 5_000), 1, 0],
    ['the one that fills it goes along', many(3, 799), 2, 1],
    ['exactly full', many(3, 400), 2, 1],
    ['sessions with nothing to write take no place', [...many(300, null), ...many(1, 0)], 1, 0]
  ]
  for (const [title, sources, taken, left] of rows) {
    const ready = new Set(sources)
    assert.equal(takeReady(ready).size, taken, title)
    assert.equal(ready.size, left, title)
    assert.deepEqual([...ready], sources.slice(sources.length - left), title)
  }
})

test('both halves together are the whole, in its order, and neither is empty', () => {
  for (const count of [2, 3, 4, 7, 200]) {
    const taken = takeReady(new Set(many(count, 1)))
    const [one, other] = halves(taken)
    assert.deepEqual([...one, ...other], [...taken], `${count}`)
    assert.ok(one.size > 0 && other.size > 0 && Math.abs(one.size - other.size) <= 1, `${count}`)
  }
})

test('what follows when a transaction fails', () => {
  const withCode = (code: string): Error => Object.assign(new Error(code), { code })
  const away = new DatabaseUnavailable(new Error('ECONNREFUSED'))
  const rows: [
    string,
    unknown,
    Parameters<typeof afterFailure>[1],
    ReturnType<typeof afterFailure>
  ][] = [
    ['the database is away', away, { sessions: 1, apart: false, failures: 2 }, 'wait'],
    ['of many', away, { sessions: 9, apart: false, failures: 0 }, 'wait'],
    ['a deadlock', withCode('40P01'), { sessions: 9, apart: false, failures: 0 }, 'wait'],
    ['a full disk', withCode('53100'), { sessions: 1, apart: true, failures: 2 }, 'wait'],
    [
      'a refused row of many',
      withCode('23514'),
      { sessions: 2, apart: false, failures: 0 },
      'halve'
    ],
    ['an unknown error of many', new Error(), { sessions: 2, apart: false, failures: 2 }, 'halve'],
    [
      'a refused row of one',
      withCode('22021'),
      { sessions: 1, apart: false, failures: 0 },
      'apart'
    ],
    [
      'a number that no column takes',
      new RangeError(),
      { sessions: 1, apart: false, failures: 0 },
      'apart'
    ],
    [
      'a row that is refused even apart',
      withCode('23514'),
      { sessions: 1, apart: true, failures: 0 },
      'again'
    ],
    ['an unknown error', new Error(), { sessions: 1, apart: false, failures: 0 }, 'again'],
    ['for the second time', new Error(), { sessions: 1, apart: false, failures: 1 }, 'again'],
    ['for the third time', new Error(), { sessions: 1, apart: false, failures: 2 }, 'fail'],
    ['what is no error', null, { sessions: 1, apart: false, failures: 2 }, 'fail']
  ]
  for (const [title, error, before, expected] of rows)
    assert.equal(afterFailure(error, before), expected, title)
})
