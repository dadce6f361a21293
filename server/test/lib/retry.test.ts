import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createBackoffs } from '../../src/lib/backoffs.ts'
import { backoffMs, untilDone } from '../../src/lib/retry.ts'

const backoff = { first_ms: 100, most_ms: 1_000 }

const waits: [attempt: number, shortest_ms: number, longest_ms: number][] = [
  [1, 50, 100],
  [2, 100, 200],
  [3, 200, 400],
  [4, 400, 800],
  [5, 500, 1_000],
  [6, 500, 1_000],
  [1_000_000, 500, 1_000]
]

for (const [attempt, shortest_ms, longest_ms] of waits) {
  test(`retry ${attempt} waits ${shortest_ms} to ${longest_ms} ms`, () => {
    assert.equal(
      backoffMs(backoff, attempt, () => 0),
      shortest_ms
    )
    assert.equal(
      backoffMs(backoff, attempt, () => 1),
      longest_ms
    )
  })
}

test('each failure in a row makes a key wait for longer, and a success forgets them', () => {
  const backoffs = createBackoffs(backoff, 10_000)
  assert.deepEqual([backoffs.count('a'), backoffs.wait_ms('a', 0)], [0, 0])
  for (const [count, shortest_ms, longest_ms] of waits.slice(0, 5)) {
    backoffs.failed('a', 0)
    assert.equal(backoffs.count('a'), count)
    const wait_ms = backoffs.wait_ms('a', 0)
    assert.ok(wait_ms >= shortest_ms && wait_ms <= longest_ms, `${wait_ms}`)
  }
  assert.equal(backoffs.wait_ms('a', 1_000), 0, 'the wait is over')
  assert.deepEqual([backoffs.count('b'), backoffs.wait_ms('b', 0)], [0, 0], 'others do not wait')
  backoffs.succeeded('a')
  assert.deepEqual([backoffs.count('a'), backoffs.wait_ms('a', 0)], [0, 0])
})

test('a failure is forgotten when its wait has been over for long enough', () => {
  const backoffs = createBackoffs(backoff, 10_000)
  backoffs.failed('a', 0)
  backoffs.failed('b', 10_000)
  assert.equal(backoffs.count('a'), 1)
  backoffs.failed('b', 10_101)
  assert.deepEqual([backoffs.count('a'), backoffs.count('b')], [0, 2])
})

test('work is tried until it is done, and each failure is told with its number', async () => {
  const told: number[] = []
  let left = 2
  const work = async (): Promise<string> => {
    if (left-- > 0) throw new Error('not yet')
    return 'done'
  }
  const { signal } = new AbortController()
  const brief = { first_ms: 1, most_ms: 1 }
  assert.equal(await untilDone(work, brief, signal, (_, attempt) => told.push(attempt)), 'done')
  assert.deepEqual(told, [1, 2])
})

test('work is not tried again after the signal, however long the wait would be', async () => {
  const stop = new AbortController()
  let tries = 0
  const work = async (): Promise<never> => {
    tries += 1
    throw new Error('no')
  }
  const endless = { first_ms: 1e12, most_ms: 1e12 }
  const failed = (): void => {
    setImmediate(() => stop.abort())
  }
  await assert.rejects(untilDone(work, endless, stop.signal, failed), /no/)
  assert.equal(tries, 1)
})
