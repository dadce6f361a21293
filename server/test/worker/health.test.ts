import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Clock } from '../../src/lib/clock.ts'
import { healthOf } from '../../src/worker/health.ts'

const clockAt = (monotonic_ms: number): Clock => ({
  now: () => new Date(5_000),
  monotonic_ms: () => monotonic_ms
})

test('a worker tells of every session it holds, of all that waits, and of whole seconds', () => {
  const held = (session_id: string, epoch: number, connected: boolean, depth: number) => ({
    lease: { session_id, epoch },
    connected,
    depth
  })
  assert.deepEqual(healthOf([], clockAt(0), 0, { user: 0, system: 0 }), {
    uptime_s: 0,
    time_ms: 5_000,
    cpu_s: 0,
    sessions: [],
    queue_depth: 0
  })
  const runners = [held('ses_1', 3, true, 2), held('ses_2', 1, false, 0), held('ses_3', 9, true, 5)]
  assert.deepEqual(healthOf(runners, clockAt(1_499), 0, { user: 1_500_000, system: 250_000 }), {
    uptime_s: 1,
    time_ms: 5_000,
    cpu_s: 1.75,
    sessions: [
      { session_id: 'ses_1', epoch: 3, connected: true },
      { session_id: 'ses_2', epoch: 1, connected: false },
      { session_id: 'ses_3', epoch: 9, connected: true }
    ],
    queue_depth: 7
  })
})
