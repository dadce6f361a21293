import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemClock } from '../../src/lib/clock.ts'
import { clean } from '../../src/whatsapp/clean.ts'
import type { EngineEvent } from '../../src/whatsapp/contract.ts'
import { createCommitter } from '../../src/worker/commit/committer.ts'
import { createJournal } from '../../src/worker/commit/journal.ts'
import { type LeaseBed, leaseBed } from '../../testkit/lease-fixture.ts'

const friend = '201001234567@s.whatsapp.net'

/** A session with a message that was sent to a place, and its deletion, which waits. */
const deleting = async (bed: LeaseBed, chat_id: string) => {
  const lease = await bed.lease()
  const { session_id } = lease
  const id = await bed.queued(lease, 'SAID')
  const deletion = await bed.queued(lease, 'DELETION')
  await bed.owner.query(
    "update messages set chat_id = $2, status = 'sent', sent_at = now() where id = $1",
    [id, chat_id]
  )
  const target = { whatsapp_id: 'SAID', from_me: true, sender_id: null }
  await bed.owner.query(
    "update messages set chat_id = $2, type = 'delete', content = $3 where id = $1",
    [deletion, chat_id, JSON.stringify({ delete: { message_id: id }, target })]
  )
  const committer = createCommitter(
    bed.worker,
    bed.quiet([]),
    new AbortController().signal,
    systemClock
  )
  const journal = createJournal(lease, committer, () => false)
  const stateOf = async () => {
    const rows = await bed.owner.query<{ state: string }>(
      `select whatsapp_id || ' ' || status || case when deleted_at is null then '' else ' deleted' end as state
       from messages where session_id = $1 order by whatsapp_id desc`,
      [session_id]
    )
    return rows.map(({ state }) => state)
  }
  const waiting = async () =>
    (await bed.owner.query('select from outbound where message_id = $1', [deletion])).length
  const receipt = (at = new Date()) =>
    journal.record(
      clean<EngineEvent>({
        type: 'receipt',
        whatsapp_ids: ['DELETION'],
        group_id: chat_id,
        person_id: friend,
        status: 'delivered',
        at
      })
    )
  return { journal, stateOf, waiting, receipt }
}

test('a deletion of which is heard first that a member of the group has it is done', async (t) => {
  const bed = await leaseBed(t)
  const { journal, stateOf, waiting, receipt } = await deleting(bed, '120363000000000001@g.us')
  receipt()
  await journal.settled()
  assert.deepEqual(await stateOf(), ['SAID sent deleted', 'DELETION sent'])
  assert.equal(await waiting(), 0)
})

test('a post that some have waits on until WhatsApp has all of it', async (t) => {
  const bed = await leaseBed(t)
  const { journal, stateOf, waiting, receipt } = await deleting(bed, 'status@broadcast')
  receipt()
  await journal.settled()
  assert.deepEqual(await stateOf(), ['SAID sent', 'DELETION queued'])
  assert.equal(await waiting(), 1)
  journal.add({ type: 'progress', whatsapp_id: 'DELETION', status: 'sent', at: new Date() })
  await journal.settled()
  assert.deepEqual(await stateOf(), ['SAID sent deleted', 'DELETION sent'])
  assert.equal(await waiting(), 0)
})
