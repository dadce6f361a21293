import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { systemClock } from '../../src/lib/clock.ts'
import type { EngineEvent } from '../../src/whatsapp/contract.ts'
import type { Change } from '../../src/worker/commit/change.ts'
import { createCommitter } from '../../src/worker/commit/committer.ts'
import { createJournal, type SessionJournal } from '../../src/worker/commit/journal.ts'
import { changesOf } from '../../src/worker/commit/to-changes.ts'
import { leaseBed } from '../../testkit/lease-fixture.ts'

const chat_id = '201001234567@s.whatsapp.net'

const arrived = (
  body: string,
  more: Partial<Extract<EngineEvent, { type: 'message' }>> = {}
): EngineEvent => ({
  type: 'message',
  whatsapp_id: body,
  chat_id,
  sender_id: chat_id,
  from_me: false,
  push_name: null,
  at: new Date(),
  content: { type: 'text', text: { body } },
  secret: null,
  quote: null,
  forwarding_score: 0,
  disappearing_seconds: null,
  ...more
})

/** What the border does not let through: it is recorded as if there were none. */
const poisons: Record<string, EngineEvent | Change> = {
  'NUL in an id': arrived('p1', { whatsapp_id: 'a\0b' }),
  'NUL in a chat': arrived('p2', { chat_id: '\0' }),
  'NUL in a text': arrived('p\0'),
  'NUL in a name': arrived('p3', { push_name: '\0' }),
  'half of a character': arrived('p4', { whatsapp_id: '\ud800' }),
  'an id for no index': arrived('p5', {
    whatsapp_id: Array.from({ length: 9_000 }, () => Math.random().toString(36)).join('')
  }),
  'a time before all times': arrived('p6', { at: new Date(-8.64e15) }),
  'a time after all times': arrived('p7', { at: new Date(8.64e15) }),
  'a receipt for NUL': {
    type: 'receipt',
    whatsapp_ids: ['\0'],
    group_id: null,
    person_id: '\0',
    status: 'read',
    at: new Date()
  },
  'a receipt in a group of NUL': {
    type: 'receipt',
    whatsapp_ids: ['\0'],
    group_id: '\0',
    person_id: '\0',
    status: 'read',
    at: new Date()
  },
  'a receipt of the year 200000': {
    type: 'receipt',
    whatsapp_ids: ['known'],
    group_id: null,
    person_id: chat_id,
    status: 'read',
    at: new Date(8e15)
  },
  'typing of NUL': { type: 'typing', chat_id: '\0', sender_id: '\0', state: 'typing' },
  'a LID with NUL': { type: 'lid', lid: '\0@lid', jid: chat_id },
  'a name with NUL': { type: 'session', change: { push_name: '\0' }, event: null }
}

type Own = { session_id: string; tenant_id: string; session_key: Buffer }

const facts = new Set([
  'message',
  'receipt',
  'typing',
  'status_post',
  'unplaced',
  'unknown_stanza',
  'ignored_change'
])
const isFact = (one: EngineEvent | Change): one is EngineEvent => facts.has(one.type)

const putOn = (journal: SessionJournal, one: EngineEvent | Change, lease: Own): void => {
  for (const change of isFact(one) ? changesOf(one, lease) : [one]) journal.add(change)
}

test('a fact that the database refuses is put aside on disk before it counts as written; its session and those that share the transaction lose nothing', async (t) => {
  const bed = await leaseBed(t)
  const warned: object[] = []
  const committer = createCommitter(
    bed.worker,
    bed.quiet(warned),
    new AbortController().signal,
    systemClock
  )
  for (const [name, poison] of Object.entries(poisons)) {
    const leases = await Promise.all([bed.lease(), bed.lease(), bed.lease()])
    const [ill, ...well] = leases
    assert.ok(ill)
    await bed.queued(ill, 'known')
    const journals = leases.map((lease) => createJournal(lease, committer, () => false))
    const before = committer.counts.refused
    for (const [index, journal] of journals.entries()) {
      const lease = leases[index]
      assert.ok(lease)
      journal.putKey('session', 'a', { step: 1 }, (value) => Buffer.from(JSON.stringify(value)))
      putOn(journal, arrived(`before ${index}`), lease)
      if (index === 0) putOn(journal, poison, lease)
      putOn(journal, arrived(`after ${index}`), lease)
    }
    await Promise.all(journals.map((journal) => journal.settled()))
    const rows = await bed.owner.query<{ session_id: string; whatsapp_id: string }>(
      "select session_id, whatsapp_id from messages where direction = 'inbound' and session_id = any ($1) order by id",
      [leases.map((lease) => lease.session_id)]
    )
    for (const [index, lease] of leases.entries()) {
      assert.deepEqual(
        rows.filter((row) => row.session_id === lease.session_id).map((row) => row.whatsapp_id),
        [`before ${index}`, `after ${index}`],
        name
      )
    }
    const aside = await bed.owner.query<{ session_id: string; type: string; fact: string }>(
      'select session_id, type, fact from refused_facts where session_id = any ($1)',
      [leases.map((lease) => lease.session_id)]
    )
    assert.deepEqual(
      aside.map((row) => row.session_id),
      [ill.session_id],
      name
    )
    assert.equal(committer.counts.refused, before + 1)
    const keys = await bed.owner.query('select from signal_keys where session_id = $1', [
      ill.session_id
    ])
    assert.equal(keys.length, 1, 'its key was used up')
    // And the session goes on.
    assert.equal(journals[0]?.lost, false)
    putOn(journals[0] as SessionJournal, arrived('later'), ill)
    await journals[0]?.settled()
    const later = await bed.owner.query(
      'select from messages where session_id = $1 and whatsapp_id = $2',
      [ill.session_id, 'later']
    )
    assert.equal(later.length, 1)
    assert.equal(well.length, 2)
  }
  const events = await bed.owner.query<{ count: number }>(
    "select count(*) from events where type = 'message.received'"
  )
  assert.equal(events[0]?.count, Object.keys(poisons).length * 7, 'each message is told once')
})

test('of what one session has put aside only the newest is kept, and no more than the beginning of what is long', async (t) => {
  const bed = await leaseBed(t)
  const warned: object[] = []
  const committer = createCommitter(
    bed.worker,
    bed.quiet(warned),
    new AbortController().signal,
    systemClock
  )
  const lease = await bed.lease()
  const journal = createJournal(lease, committer, () => false)
  for (let index = 0; index < 505; index++)
    putOn(journal, arrived(`\0${index} ${index === 504 ? 'x'.repeat(200_000) : ''}`), lease)
  await journal.settled()
  const aside = await bed.owner.query<{ fact: string }>(
    'select fact from refused_facts order by id'
  )
  assert.equal(aside.length, 500)
  assert.match(aside[0]?.fact ?? '', /u00005 /)
  assert.ok((aside.at(-1)?.fact.length ?? 0) <= 65_536)
  assert.equal(warned.length, 1, 'it is told once')
  assert.equal(newId('refused_fact').length, 36)
})
