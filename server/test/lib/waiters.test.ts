import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createWaiters } from '../../src/lib/waiters.ts'

test('who waits goes on when woken, after a time, or when it gives up, and each only once', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const waiters = createWaiters()
  const went_on: string[] = []
  const wait = (name: string, ms: number, signal = new AbortController().signal) =>
    waiters.wait(ms, signal).then(() => went_on.push(name))
  const settle = () => new Promise((resolve) => setImmediate(resolve))

  const given_up = new AbortController()
  void wait('short', 10)
  void wait('long', 20)
  void wait('given up', 30, given_up.signal)
  void wait('from the start', 40, AbortSignal.abort())
  await settle()
  assert.deepEqual(went_on.splice(0), ['from the start'])

  t.mock.timers.tick(10)
  await settle()
  assert.deepEqual(went_on.splice(0), ['short'])

  given_up.abort()
  await settle()
  assert.deepEqual(went_on.splice(0), ['given up'])

  waiters.wake()
  void wait('later', 10)
  await settle()
  assert.deepEqual(went_on.splice(0), ['long'])

  waiters.wake()
  await settle()
  t.mock.timers.tick(100)
  await settle()
  assert.deepEqual(went_on, ['later'])
})
