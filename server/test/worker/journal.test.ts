import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemClock } from '../../src/lib/clock.ts'
import { createJournal } from '../../src/worker/commit/journal.ts'

test('a session whose lease was seen to have run out stays lost, also when the lease is renewed a moment later', () => {
  const lease = {
    session_id: 'ses_1',
    tenant_id: 'ten_1',
    epoch: 1,
    session_key: Buffer.alloc(32)
  }
  const committer = {
    clock: systemClock,
    counts: { refused: 0, unplaced: 0, status_posts: 0, ignored_changes: 0, unknown_stanzas: {} },
    unknown: () => undefined,
    wake: () => undefined,
    idle: async () => undefined
  }
  let fenced = false
  const journal = createJournal(lease, committer, () => fenced)
  assert.equal(journal.lost, false)
  fenced = true
  assert.equal(journal.lost, true)
  fenced = false
  assert.equal(journal.lost, true)
})
