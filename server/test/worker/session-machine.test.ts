import assert from 'node:assert/strict'
import { test } from 'node:test'
import { closeReason } from '../../src/whatsapp/baileys/close-reason.ts'
import type { CloseReason } from '../../src/whatsapp/contract.ts'
import {
  type Account,
  afterClose,
  type Move,
  type StateName
} from '../../src/worker/session/machine.ts'
import { createPauses, pause_least_ms } from '../../src/worker/session/pauses.ts'

const reasons: CloseReason[] = [
  'restart_required',
  'lost',
  'silent',
  'proxy_unreachable',
  'proxy_refused',
  'proxy_not_allowed',
  'refused',
  'client_outdated',
  'replaced',
  'logged_out',
  'agent_refused',
  'banned',
  'temporarily_banned',
  'locked',
  'qr_expired',
  'passkey_expired',
  'passkey_refused',
  'passkey_no_continuation',
  'passkey_not_confirmed',
  'passkey_no_answer',
  'closed_by_us'
]
const open_states: [StateName, Account][] = [
  ['opening', 'none'],
  ['opening', 'new'],
  ['opening', 'known'],
  ['linking', 'none'],
  ['passkey', 'none'],
  ['linked', 'new'],
  ['connected', 'known'],
  ['leaving', 'known']
]
const short = (move: Move): string =>
  move.do === 'pause'
    ? `${move.kind}${move.hurried ? ' hurried' : ''} ${move.tell ?? '-'}`
    : move.do === 'end'
      ? `${move.status} ${move.reason}${move.unlink ? ' unlink' : ''}`
      : 'nothing'
const after = (state: StateName, account: Account, reason: CloseReason, more = {}): string =>
  short(afterClose({ state, account, scannable_ms: 0, replaced: 1, ...more }, reason))

test('what follows the end of a connection stands in a table: a pause that says why, or an end', () => {
  const always: Record<CloseReason, string> = {
    restart_required: 'failure hurried restart_required',
    lost: 'failure hurried connection_lost',
    silent: 'failure hurried connection_silent',
    proxy_unreachable: 'failure proxy_unreachable',
    proxy_refused: 'failure proxy_refused',
    proxy_not_allowed: 'failure proxy_not_allowed',
    refused: 'failure hurried connection_refused',
    client_outdated: 'failure hurried client_outdated',
    replaced: 'failure replaced',
    logged_out: 'logged_out logged_out_by_phone unlink',
    agent_refused: 'slow client_refused',
    banned: 'failed banned',
    temporarily_banned: 'seldom temporarily_banned',
    locked: 'seldom account_locked',
    qr_expired: 'codes -',
    passkey_expired: 'codes passkey_expired',
    passkey_refused: 'codes passkey_refused',
    passkey_no_continuation: 'codes passkey_no_continuation',
    passkey_not_confirmed: 'codes passkey_not_confirmed',
    passkey_no_answer: 'codes passkey_no_answer',
    closed_by_us: 'nothing'
  }
  const exceptions: Record<string, string> = {
    'linked restart_required': 'link -',
    'passkey restart_required': 'failure hurried passkey_interrupted',
    'passkey lost': 'failure hurried passkey_interrupted',
    'passkey silent': 'failure hurried passkey_interrupted',
    'leaving logged_out': 'logged_out logged_out_by_user unlink'
  }
  for (const [state, account] of open_states) {
    for (const reason of reasons) {
      const wanted = exceptions[`${state} ${reason}`] ?? always[reason]
      assert.equal(after(state, account, reason), wanted, `${state} ${account} ${reason}`)
    }
  }
  for (const state of ['closing', 'ended', 'released'] as const) {
    for (const reason of reasons) assert.equal(after(state, 'known', reason), 'nothing')
  }
})

test('a session gives up when codes could be scanned for ten minutes, or another program has taken it over three times', () => {
  const scannable_ms = 10 * 60_000
  assert.equal(after('linking', 'none', 'qr_expired', { scannable_ms }), 'failed qr_expired')
  assert.equal(after('linking', 'none', 'lost', { scannable_ms }), 'failed qr_expired')
  assert.equal(
    after('opening', 'none', 'lost', { scannable_ms: scannable_ms - 1 }),
    'failure hurried connection_lost'
  )
  assert.equal(after('connected', 'known', 'replaced', { replaced: 2 }), 'failure replaced')
  assert.equal(after('connected', 'known', 'replaced', { replaced: 3 }), 'failed replaced')
})

test('no way back to a connection is shorter than the least pause, and failures in a row take longer each time', () => {
  for (const kind of ['link', 'codes', 'failure', 'slow', 'seldom'] as const) {
    const pauses = createPauses(() => 0)
    pauses.opening(1_000)
    assert.ok(pauses.next_ms(kind, 1_000) >= pause_least_ms, kind)
    assert.ok(pauses.next_ms(kind, 1_000, 0) >= pause_least_ms, kind)
    assert.equal(pauses.least_ms(1_000), pause_least_ms)
    assert.equal(pauses.least_ms(1_000 + pause_least_ms), 0)
  }
  const pauses = createPauses(() => 1)
  const waits = Array.from({ length: 9 }, () => pauses.next_ms('failure', 0))
  assert.deepEqual(waits, [500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000])
})

test('failures are forgotten by a success that lasts, not by one that is over at once, and by a command', () => {
  const pauses = createPauses(() => 1)
  let now_ms = 0
  const connection = (lived_ms: number): number => {
    pauses.opening(now_ms)
    pauses.connected(now_ms)
    now_ms += lived_ms
    pauses.closed(now_ms, false)
    return pauses.next_ms('failure', now_ms)
  }
  assert.deepEqual([connection(10), connection(10), connection(10)], [500, 1_000, 2_000])
  assert.deepEqual([connection(60_000), connection(60_000)], [500, 500])
  for (let times = 0; times < 5; times++) pauses.next_ms('failure', now_ms)
  pauses.forget()
  assert.equal(pauses.next_ms('failure', now_ms), 500)
})

test('being replaced is forgotten by a connection that nobody replaced for long', () => {
  const pauses = createPauses()
  pauses.connected(0)
  pauses.closed(1_000, true)
  pauses.connected(2_000)
  pauses.closed(3_000, true)
  assert.equal(pauses.replaced, 2)
  pauses.connected(4_000)
  pauses.closed(4_000 + 10 * 60_000, true)
  assert.equal(pauses.replaced, 1)
})

test('a network that fails is no pool of codes that ran out, and a session without an account is neither banned nor logged out', () => {
  const reason = (statusCode: number, linked: boolean, codes: 'none' | 'shown' | 'used_up') =>
    closeReason(Object.assign(new Error('closed'), { output: { statusCode } }), { linked, codes })
      .reason
  assert.equal(reason(408, false, 'none'), 'lost')
  assert.equal(reason(408, false, 'shown'), 'lost')
  assert.equal(reason(408, false, 'used_up'), 'qr_expired')
  assert.equal(reason(408, true, 'used_up'), 'lost')
  for (const code of [401, 402, 403, 406, 419]) assert.equal(reason(code, false, 'none'), 'refused')
  for (const code of [401, 419]) assert.equal(reason(code, true, 'none'), 'logged_out')
  assert.equal(reason(402, true, 'none'), 'temporarily_banned')
  assert.equal(reason(403, true, 'none'), 'locked')
  assert.equal(reason(406, true, 'none'), 'banned')
  for (const linked of [true, false]) assert.equal(reason(409, linked, 'none'), 'agent_refused')
})

test('a temporary ban ends when WhatsApp says, in whatever way it says it, and is tried seldom where it does not', () => {
  const now_ms = Date.UTC(2026, 10, 27)
  const until = (data: unknown) => {
    const error = Object.assign(new Error('closed'), { output: { statusCode: 402 }, data })
    const closed = closeReason(error, { linked: true, codes: 'none' }, now_ms)
    assert.equal(closed.reason, 'temporarily_banned')
    return closed.until && closed.until.getTime() - now_ms
  }
  assert.equal(until({ reason: '402', code: '101', expire: '3600' }), 3_600_000)
  assert.equal(until({ expire: String(now_ms / 1000 + 60) }), 60_000)
  assert.equal(until({ expire: '999999999' }), 10 * 365 * 86_400_000)
  for (const data of [{}, { expire: '' }, { expire: 'soon' }, { expire: '0' }, undefined, 'x'])
    assert.equal(until(data), undefined)
  const pauses = createPauses()
  assert.equal(pauses.next_ms('seldom', 0), 60 * 60_000 + 1_000)
  assert.equal(pauses.next_ms('seldom', 0, 90_000), 91_000)
  assert.equal(pauses.failures, 0)
})
