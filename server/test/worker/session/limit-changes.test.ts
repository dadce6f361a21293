import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Limits, no_limits, several_refused } from '../../../src/domain/limits.ts'
import type { MessageErrorCode } from '../../../src/domain/message.ts'
import type { EngineEvent } from '../../../src/whatsapp/contract.ts'
import {
  freedBy,
  judgeChat,
  judgeRefused,
  type SaidLimits,
  type StandingLimit,
  sameLimit,
  warningOf,
  withCaution,
  withoutEnded,
  withSaid
} from '../../../src/worker/session/limit-changes.ts'

const now = new Date('2026-11-28T12:00:00Z')
const after = (ms: number): Date => new Date(now.getTime() + ms)
const minute = 60_000

test('callers are told of a limit anew when its kind or its end is another, to the second', () => {
  const lock = (ms: number): StandingLimit => ({ kind: 'time_lock', until: after(ms) })
  const quota: StandingLimit = { kind: 'new_chat_quota', until: now }
  const rows: [StandingLimit, StandingLimit, same: boolean][] = [
    [null, null, true],
    [null, lock(0), false],
    [lock(0), null, false],
    [lock(0), lock(0), true],
    [lock(0), lock(1_499), true],
    [lock(1_499), lock(0), true],
    [lock(0), lock(1_500), false],
    [lock(0), quota, false]
  ]
  for (const [one, other, same] of rows)
    assert.equal(sameLimit(one, other), same, JSON.stringify([one, other]))
})

test('only the two warnings of WhatsApp are warnings', () => {
  const rows: [Limits['new_chats_status'], string | null][] = [
    [null, null],
    ['none', null],
    ['first_warning', 'first_warning'],
    ['second_warning', 'second_warning'],
    ['capped', null]
  ]
  for (const [new_chats_status, warning] of rows)
    assert.equal(warningOf({ ...no_limits, new_chats_status }), warning)
})

const said = (more: Partial<SaidLimits>): SaidLimits => ({ type: 'limits', ...more })
const locked = { restricted_until: after(minute), restriction: 'RESTRICTED' }
const cautious = { restricted_until: after(minute), restriction: several_refused }
const unlocked = { restricted_until: null, restriction: null }

test('what WhatsApp says changes what it speaks of, and nothing else', () => {
  const rows: [string, Partial<Limits>, SaidLimits, Partial<Limits>][] = [
    ['it says nothing', locked, said({}), locked],
    [
      'a lock with its end and its reason',
      {},
      said({ time_lock: { active: true, until: after(5), reason: 'NEW' } }),
      { restricted_until: after(5), restriction: 'NEW' }
    ],
    [
      'a lock without an end is looked at again in ten minutes',
      {},
      said({ time_lock: { active: true, until: null, reason: null } }),
      { restricted_until: after(10 * minute), restriction: null }
    ],
    [
      'a lock without a reason keeps the one that is known',
      locked,
      said({ time_lock: { active: true, until: after(5), reason: null } }),
      { restricted_until: after(5), restriction: 'RESTRICTED' }
    ],
    [
      'a real lock takes the place of our caution, its name included',
      cautious,
      said({ time_lock: { active: true, until: after(5), reason: null } }),
      { restricted_until: after(5), restriction: null }
    ],
    [
      'the lock is over',
      locked,
      said({ time_lock: { active: false, until: null, reason: null } }),
      unlocked
    ],
    [
      'WhatsApp knows nothing of our caution',
      cautious,
      said({ time_lock: { active: false, until: null, reason: null } }),
      cautious
    ],
    [
      'but caution that is over is over',
      { ...cautious, restricted_until: now },
      said({ time_lock: { active: false, until: null, reason: null } }),
      unlocked
    ],
    [
      'a quota that is used up, without its renewal',
      locked,
      said({ new_chats: { status: 'capped', used: 7, total: 7, until: null } }),
      {
        ...locked,
        new_chats_status: 'capped',
        new_chats_used: 7,
        new_chats_total: 7,
        new_chats_renew_at: after(60 * minute)
      }
    ],
    [
      'a quota with room left needs no renewal',
      {},
      said({ new_chats: { status: 'first_warning', used: 0, total: 7, until: null } }),
      {
        new_chats_status: 'first_warning',
        new_chats_used: 0,
        new_chats_total: 7,
        new_chats_renew_at: null
      }
    ]
  ]
  for (const [title, before, words, expected] of rows)
    assert.deepEqual(
      withSaid({ ...no_limits, ...before }, words, now),
      { ...no_limits, ...before, ...expected, limits_read_at: now },
      title
    )
})

test('by the clock a lock and a quota end each at its own time', () => {
  const capped = {
    new_chats_status: 'capped',
    new_chats_used: 7,
    new_chats_total: 7,
    new_chats_renew_at: after(0)
  } as const
  const renewed = { new_chats_status: 'none', new_chats_used: 0, new_chats_renew_at: null } as const
  const rows: [string, Partial<Limits>, Partial<Limits>][] = [
    ['none stands', {}, {}],
    ['a lock ends at its very time', { ...locked, restricted_until: after(0) }, unlocked],
    ['not before', { ...locked, restricted_until: after(1) }, {}],
    ['a quota is renewed at its very time', capped, renewed],
    ['not before', { ...capped, new_chats_renew_at: after(1) }, {}],
    ['one that does not say when stays', { ...capped, new_chats_renew_at: null }, {}],
    ['a warning is no limit', { ...capped, new_chats_status: 'second_warning' }, {}],
    [
      'the lock is over, the quota is not',
      { ...capped, ...locked, restricted_until: after(-1), new_chats_renew_at: after(1) },
      unlocked
    ]
  ]
  for (const [title, before, expected] of rows)
    assert.deepEqual(
      withoutEnded({ ...no_limits, ...before }, now),
      { ...no_limits, ...before, ...expected },
      title
    )
})

test('caution lasts an hour and leaves the quota as it is', () => {
  const before: Limits = { ...no_limits, new_chats_status: 'first_warning', new_chats_used: 3 }
  assert.deepEqual(withCaution(before, now), {
    ...before,
    restricted_until: after(60 * minute),
    restriction: several_refused
  })
})

test('a message waits for the end of a limit only if its person was never met, and goes behind those of its chat', () => {
  const rows: [met: boolean, held: boolean, limited: boolean, ReturnType<typeof judgeChat>][] = [
    [true, false, false, 'send'],
    [true, false, true, 'send'],
    [true, true, false, 'behind'],
    [true, true, true, 'behind'],
    [false, false, false, 'send'],
    [false, true, false, 'behind'],
    [false, false, true, 'wait'],
    [false, true, true, 'wait']
  ]
  for (const [met, held, limited, expected] of rows)
    assert.equal(judgeChat({ met, held }, limited), expected, JSON.stringify([met, held, limited]))
})

test("a refusal is the account's while a limit stands, the person's otherwise, and the account's after three strangers", () => {
  type Judged = ReturnType<typeof judgeRefused>
  const refused = (
    outcome: Judged['outcome'],
    refused_in_row: number,
    caution = false
  ): Judged => ({
    outcome,
    refused_in_row,
    caution
  })
  const rows: [MessageErrorCode, met: boolean, limited: boolean, in_row: number, Judged][] = [
    // Of somebody who was met it says nothing about strangers.
    ['recipient_restricted', true, true, 2, refused('recipient_restricted', 2)],
    ['recipient_restricted', false, true, 2, refused('wait', 2)],
    ['new_chats_limited', false, true, 0, refused('wait', 0)],
    ['new_chats_limited', false, false, 2, refused('new_chats_limited', 2)],
    ['recipient_restricted', false, false, 0, refused('recipient_restricted', 1)],
    ['address_refused', false, false, 1, refused('address_refused', 2)],
    ['address_refused', false, false, 2, refused('recipient_restricted', 0, true)]
  ]
  for (const [code, met, limited, in_row, expected] of rows)
    assert.deepEqual(
      judgeRefused(code, met, limited, in_row),
      expected,
      JSON.stringify([code, met, limited, in_row])
    )
})

test('whoever writes, or has received a message, is no stranger any more', () => {
  const message = (from_me: boolean) =>
    ({ type: 'message', from_me, chat_id: '1@s.whatsapp.net' }) as EngineEvent
  const receipt = { type: 'receipt', whatsapp_ids: ['A', 'B'] } as unknown as EngineEvent
  assert.deepEqual(freedBy(message(false)), { chat_ids: ['1@s.whatsapp.net'], whatsapp_ids: [] })
  assert.equal(freedBy(message(true)), null, 'what is said on the phone proves nothing')
  assert.deepEqual(freedBy(receipt), { chat_ids: [], whatsapp_ids: ['A', 'B'] })
  assert.equal(freedBy({ type: 'lid' } as unknown as EngineEvent), null)
})
