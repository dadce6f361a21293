import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRecovery } from '../../src/worker/sending/recovery.ts'

const long_ms = 600_000

test('sessions that wait for an outage to end go on when one of them is connected, and those that stop at once', async () => {
  const recovery = createRecovery()
  const running = new AbortController().signal
  const stopped = new AbortController()
  const waiting = [recovery.wait(long_ms, running), recovery.wait(long_ms, running)]
  const ended = recovery.wait(long_ms, stopped.signal)
  stopped.abort()
  assert.equal(await ended, false, 'nobody told it')
  recovery.connected()
  assert.deepEqual(await Promise.all(waiting), [true, true])

  // What was told before does not count for who begins to wait now.
  assert.equal(await recovery.wait(1, running), false)
})
