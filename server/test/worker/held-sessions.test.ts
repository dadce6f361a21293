import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createHeldSessions } from '../../src/worker/held-sessions.ts'

const runner = (epoch: number, more: { lost?: boolean; finished?: boolean } = {}) => ({
  lease: { session_id: 'ses_1', epoch },
  lost: false,
  finished: false,
  ...more
})

const fence = () => ({ at_ms: 100 })

test('an assignment changes nothing while the session runs under its epoch or a later one', () => {
  const rows: [
    held: ReturnType<typeof runner> | null,
    assigned: number,
    changes_nothing: boolean
  ][] = [
    [null, 1, false],
    [runner(1), 1, true],
    [runner(2), 1, true],
    [runner(1), 2, false],
    [runner(1, { lost: true }), 1, false],
    [runner(2, { lost: true }), 1, false],
    // Over by itself, but it still has its lease.
    [runner(1, { finished: true }), 1, true]
  ]
  for (const [held, epoch, expected] of rows) {
    const sessions = createHeldSessions()
    if (held) sessions.add(held, fence())
    assert.equal(sessions.has('ses_1', epoch), expected, JSON.stringify([held, epoch]))
    assert.equal(sessions.has('ses_2', epoch), false)
  }
})

test('a session that ended never begins again under its epoch or an earlier one', () => {
  const rows: [ended: number[], asked: number, over: boolean][] = [
    [[], 1, false],
    [[3], 2, true],
    [[3], 3, true],
    [[3], 4, false],
    // An old one that ends late does not open the newer one's epoch again.
    [[3, 1], 3, true],
    [[1, 3], 3, true]
  ]
  for (const [ended, epoch, expected] of rows) {
    const sessions = createHeldSessions()
    for (const one of ended) sessions.remove(runner(one))
    assert.equal(sessions.hasEnded('ses_1', epoch), expected, JSON.stringify([ended, epoch]))
    assert.equal(sessions.hasEnded('ses_2', epoch), false)
  }
})

test('a renewed lease extends the time of its own session alone, not of one that was given out anew', () => {
  const sessions = createHeldSessions()
  const [old, held] = [runner(1), runner(1)]
  const [old_fence, held_fence] = [fence(), fence()]
  sessions.add(old, old_fence)
  sessions.add(held, held_fence)
  sessions.extend(old.lease, 200)
  sessions.extend({ session_id: 'ses_2', epoch: 1 }, 200)
  assert.deepEqual([old_fence.at_ms, held_fence.at_ms], [100, 100])
  sessions.extend(held.lease, 300)
  assert.deepEqual([old_fence.at_ms, held_fence.at_ms], [100, 300])
})

test('removing one that was replaced leaves the one in its place', () => {
  const sessions = createHeldSessions()
  const [old, held] = [runner(1), runner(2)]
  sessions.add(old, fence())
  sessions.add(held, fence())
  sessions.remove(old)
  assert.deepEqual(sessions.all(), [held])
  assert.equal(sessions.find('ses_1'), held)
  sessions.remove(held)
  assert.deepEqual(sessions.all(), [])
  assert.equal(sessions.find('ses_1'), undefined)
})

test('lost sessions are told of until they are removed, finished ones once', () => {
  const sessions = createHeldSessions<ReturnType<typeof runner>>()
  const of = (session_id: string, more: { lost?: boolean; finished?: boolean }) => ({
    ...runner(1, more),
    lease: { session_id, epoch: 1 }
  })
  const [runs, lost, finished, both] = [
    of('ses_runs', {}),
    of('ses_lost', { lost: true }),
    of('ses_finished', { finished: true }),
    of('ses_both', { lost: true, finished: true })
  ]
  for (const one of [runs, lost, finished, both]) sessions.add(one, fence())
  assert.deepEqual(sessions.over(), { lost: [lost, both], finished: [finished] })
  assert.deepEqual(sessions.over(), { lost: [lost, both], finished: [] })
  for (const one of [lost, both]) sessions.remove(one)
  assert.deepEqual(sessions.over(), { lost: [], finished: [] })
})
