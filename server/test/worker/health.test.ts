import assert from 'node:assert/strict'
import { test } from 'node:test'
import { healthOf } from '../../src/worker/health.ts'

test('a worker tells of every session it holds, of all that waits, and of whole seconds', () => {
  const held = (session_id: string, epoch: number, connected: boolean, depth: number) => ({
    lease: { session_id, epoch },
    connected,
    depth
  })
  assert.deepEqual(healthOf([], 0, { user: 0, system: 0 }), {
    uptime_s: 0,
    cpu_s: 0,
    sessions: [],
    queue_depth: 0
  })
  const runners = [held('ses_1', 3, true, 2), held('ses_2', 1, false, 0), held('ses_3', 9, true, 5)]
  assert.deepEqual(healthOf(runners, 1_499, { user: 1_500_000, system: 250_000 }), {
    uptime_s: 1,
    cpu_s: 1.75,
    sessions: [
      { session_id: 'ses_1', epoch: 3, connected: true },
      { session_id: 'ses_2', epoch: 1, connected: false },
      { session_id: 'ses_3', epoch: 9, connected: true }
    ],
    queue_depth: 7
  })
})
