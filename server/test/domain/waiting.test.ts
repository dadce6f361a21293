import assert from 'node:assert/strict'
import { test } from 'node:test'
import { no_limits } from '../../src/domain/limits.ts'
import { type Place, type WaitingReason, waitingOf } from '../../src/domain/waiting.ts'

const now = new Date('2026-11-28T10:00:00Z')
const later = new Date('2026-11-28T11:00:00Z')
const before = new Date('2026-11-28T09:00:00Z')

/** A message that is next in an idle, connected session. */
const next: Place = {
  ...no_limits,
  held: false,
  stranger: false,
  ended: false,
  scheduled: false,
  run_at: before,
  began: false,
  connected: true,
  status_reason: null,
  next_attempt_at: null,
  no_worker: false,
  behind: false,
  paced_until: null
}

const locked = { restricted_until: later }
const capped = { new_chats_status: 'capped', new_chats_renew_at: later } as const

const cases: [
  what: string,
  place: Partial<Place>,
  reason: WaitingReason | null,
  until?: Date | null
][] = [
  ['a message that is next does not wait', {}, null],
  [
    'a scheduled message waits until its time',
    { scheduled: true, run_at: later },
    'scheduled',
    later
  ],
  ['a scheduled message whose time has come does not wait', { scheduled: true }, null],
  ['a retry that is due later is not scheduled', { run_at: later }, null],
  [
    'an ended session comes before everything',
    { ended: true, no_worker: true, scheduled: true, run_at: later },
    'session_ended'
  ],
  [
    'a first message waits for the end of a lock',
    { stranger: true, ...locked },
    'new_chat_limit',
    later
  ],
  [
    'a first message waits for the renewal of a quota',
    { stranger: true, ...capped },
    'new_chat_limit',
    later
  ],
  [
    'a message that was put aside waits for the end of a lock',
    { held: true, ...locked },
    'new_chat_limit',
    later
  ],
  ['a lock stops no message to somebody who is known', locked, null],
  ['a lock that is over stops nobody', { stranger: true, restricted_until: before }, null],
  [
    'a message that has begun waits for no limit',
    { stranger: true, began: true, ...locked },
    'being_sent'
  ],
  [
    'a limit is told although there is no worker',
    { stranger: true, no_worker: true, ...locked },
    'new_chat_limit',
    later
  ],
  [
    'without a worker it waits for one',
    { no_worker: true, connected: false },
    'worker_unavailable'
  ],
  ['without a connection it waits for that', { connected: false }, 'session_not_connected'],
  [
    'it waits although it has begun while there is no connection',
    { connected: false, began: true },
    'session_not_connected'
  ],
  [
    'a temporary ban says when the session tries again',
    { connected: false, status_reason: 'temporarily_banned', next_attempt_at: later },
    'temporarily_banned',
    later
  ],
  [
    'a locked account says so',
    { connected: false, status_reason: 'account_locked' },
    'account_locked'
  ],
  [
    'the reason of an outage that is over says nothing',
    { status_reason: 'temporarily_banned' },
    null
  ],
  ['a message that has begun is being sent', { began: true, behind: true }, 'being_sent'],
  [
    'a later message waits for earlier ones',
    { behind: true, paced_until: later },
    'behind_earlier_messages'
  ],
  [
    'a message put aside whose limit is over goes with the others',
    { held: true },
    'behind_earlier_messages'
  ],
  ['the pace is told with its end', { paced_until: later }, 'paced', later],
  ['a pause that is over stops nobody', { paced_until: before }, null]
]

for (const [what, place, reason, until = null] of cases) {
  test(what, () => {
    assert.deepEqual(waitingOf({ ...next, ...place }, now), reason && { reason, until })
  })
}
