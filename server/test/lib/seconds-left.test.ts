import assert from 'node:assert/strict'
import { test } from 'node:test'
import { secondsLeft } from '../../src/lib/seconds-left.ts'

test('whoever waits as many seconds as told has waited long enough, and none more than needed', () => {
  const seconds: [left_ms: number, number][] = [
    [-5, 1],
    [0, 1],
    [1, 1],
    [1_000, 1],
    [1_001, 2],
    [30_000, 30],
    [47.1 + 30_000 - 47.1, 30],
    [30_000.000000004, 30],
    [29_999.2, 30],
    [30_001, 31]
  ]
  for (const [left_ms, expected] of seconds)
    assert.equal(secondsLeft(left_ms), expected, `${left_ms}`)
})
