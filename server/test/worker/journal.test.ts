import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemClock } from '../../src/lib/clock.ts'
import type { Committer } from '../../src/worker/commit/committer.ts'
import { createJournal } from '../../src/worker/commit/journal.ts'
import type { Source } from '../../src/worker/commit/turn.ts'

const lease = {
  session_id: 'ses_1',
  tenant_id: 'ten_1',
  epoch: 1,
  session_key: Buffer.alloc(32)
}

/** A committer that writes nothing, and gives out what there is to write. */
const collecting = () => {
  let source: Source | undefined
  const committer: Committer = {
    clock: systemClock,
    counts: { refused: 0, unplaced: 0, status_posts: 0, ignored_changes: 0, unknown_stanzas: {} },
    unknown: () => undefined,
    wake: (woken) => {
      source = woken
    },
    idle: async () => undefined
  }
  return { committer, take: () => source?.take() ?? null, committed: () => source?.committed() }
}

test('a session whose lease was seen to have run out stays lost, also when the lease is renewed a moment later', () => {
  const { committer } = collecting()
  let fenced = false
  const journal = createJournal(lease, committer, () => fenced)
  assert.equal(journal.lost, false)
  fenced = true
  assert.equal(journal.lost, true)
  fenced = false
  assert.equal(journal.lost, true)
})

test('of a link that has ended nothing is kept, not even what was still being read when it ended', () => {
  const { committer, take, committed } = collecting()
  const journal = createJournal(lease, committer, () => false)
  const encode = (): Buffer => Buffer.from('secret')
  journal.putKey('app-state-mark', 'regular', {}, encode)
  journal.add({ type: 'unlink' })
  assert.equal(take()?.keys.length, 1)
  committed()
  // The batch before was told to forget all keys: these would outlive it.
  journal.putKey('app-state-collection', 'regular', {}, encode)
  journal.putCredentials(encode)
  assert.equal(journal.pending, false)
  journal.add({ type: 'session', change: { last_seen_at: new Date() }, event: null })
  const batch = take()
  assert.deepEqual([batch?.keys, batch?.credentials, batch?.changes.length], [[], null, 1])
})
