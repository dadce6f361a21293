import assert from 'node:assert/strict'
import { test } from 'node:test'
import { no_limits } from '../../../src/domain/limits.ts'
import * as changes from '../../../src/worker/session/changes.ts'

const now = new Date('2026-11-28T12:00:00Z')
const later = new Date('2026-11-28T12:05:00Z')
type Made = ReturnType<typeof changes.codeShown>

test('each change of a session shows where it stands now, and tells of it where callers wait for that', () => {
  const options = { challenge: 'abc' }
  const rows: [string, Made, status: string | undefined, event: Made['event']][] = [
    [
      'a code is shown',
      changes.codeShown({ type: 'qr', qr: '2@x', expires_at: later }),
      'qr',
      'session.qr'
    ],
    [
      'a passkey is asked for',
      changes.passkeyRequired({ type: 'passkey_required', options, expires_at: later }, true),
      'passkey_required',
      'session.passkey_required'
    ],
    [
      'it is asked for again',
      changes.passkeyRequired({ type: 'passkey_required', options, expires_at: later }, false),
      'passkey_required',
      null
    ],
    ['the linking is interrupted', changes.passkeyInterrupted(), 'starting', 'session.starting'],
    ['its user wants it anew', changes.startedAgain(), 'starting', 'session.starting'],
    [
      'a connection is lost',
      changes.connectionLost(true, 'connection_lost', later),
      'reconnecting',
      'session.reconnecting'
    ],
    [
      'one is lost that never was linked',
      changes.connectionLost(false, 'connection_lost', later),
      'starting',
      'session.starting'
    ],
    ['it has failed again', changes.waitsAgain(later), undefined, null],
    ['connections go silent', changes.becameUnhealthy(now), undefined, 'session.unhealthy'],
    ['they hear again', changes.becameHealthy(), undefined, 'session.healthy'],
    [
      'a name is learned',
      changes.nameLearned({ type: 'named', push_name: 'Ann' }),
      undefined,
      null
    ],
    ['limits that are news', changes.limitsChanged(no_limits, true), undefined, 'session.limited'],
    ['limits as they were', changes.limitsChanged(no_limits, false), undefined, null],
    ['its user stops it', changes.stoppedByUser(), 'stopped', 'session.stopped'],
    [
      'it is logged out',
      changes.ended('logged_out', 'logged_out_by_phone'),
      'logged_out',
      'session.logged_out'
    ],
    ['it has failed', changes.ended('failed', 'banned'), 'failed', 'session.failed']
  ]
  for (const [title, { change, event }, status, told] of rows) {
    assert.equal(change.status, status, title)
    assert.equal(event, told, title)
  }
})

test('no code outlives the status in which it can be scanned', () => {
  const without_code = [
    changes.passkeyRequired(
      { type: 'passkey_required', options: { challenge: 'a' }, expires_at: later },
      true
    ),
    changes.linkMade(
      { type: 'linked', jid: '49170@s.whatsapp.net', lid: null, platform: null },
      now
    ),
    changes.connectionMade(
      { type: 'connected', jid: '49170@s.whatsapp.net', lid: null, push_name: null },
      now
    ),
    changes.connectionLost(false, 'connection_lost', later),
    changes.startedAgain(),
    changes.stoppedByUser(),
    changes.ended('failed', 'qr_expired')
  ]
  for (const { change } of without_code)
    assert.deepEqual([change.qr, change.qr_expires_at], [null, null], change.status)
})

test('a connection that names no LID and no name leaves those that are known', () => {
  const made = (lid: string | null, push_name: string | null) =>
    changes.connectionMade(
      { type: 'connected', jid: '49170:3@s.whatsapp.net', lid, push_name },
      now
    )
  const known = made('1@lid', 'Ann').change
  assert.deepEqual([known.lid, known.push_name, known.phone_number], ['1@lid', 'Ann', '+49170'])
  const unknown = made(null, null).change
  assert.ok(!('lid' in unknown) && !('push_name' in unknown))
  assert.equal(made(null, '').change.push_name, '', 'an empty name is a name')
})

test('only a log-out forgets the number, and both ends stop what its user wanted', () => {
  const [out, failed] = [
    changes.ended('logged_out', 'logged_out_by_user'),
    changes.ended('failed', 'banned')
  ]
  for (const { change } of [out, failed]) {
    assert.equal(change.desired, 'stopped')
    assert.equal(change.logout_requested_at, null)
    assert.equal(change.unhealthy_since, null)
  }
  for (const name of [
    'jid',
    'lid',
    'phone_number',
    'push_name',
    'platform',
    'linked_at',
    'restricted_until'
  ] as const) {
    assert.equal(out.change[name], null, name)
    assert.ok(!(name in failed.change), name)
  }
})

test('the steps of a passkey show what has to be done next, until when', () => {
  const advanced = changes.passkeyAdvanced
  assert.deepEqual(advanced({ type: 'passkey_signed', expires_at: later }), {
    type: 'session',
    change: { passkey_options: null, passkey_expires_at: later },
    event: null
  })
  for (const confirm of [true, false]) {
    const { change, event } = advanced({
      type: 'passkey_code',
      code: 'ABCD-1234',
      confirm,
      expires_at: later
    })
    assert.equal(event, 'session.passkey_code')
    assert.deepEqual(
      [change.passkey_code, change.passkey_confirm, change.passkey_code_expires_at],
      ['ABCD-1234', confirm, later]
    )
  }
  assert.equal(
    advanced({ type: 'passkey_confirmed', expires_at: later }).change.passkey_confirm,
    false
  )
})

test('a code to type is offered for a number with its plus sign, and ends with its connection', () => {
  const offered = changes.pairingOffered({
    type: 'pairing_offered',
    phone_number: '49170',
    expires_at: later
  })
  assert.deepEqual(offered.change, { pairing_phone_number: '+49170', pairing_expires_at: later })
  assert.deepEqual(changes.pairingOver(now).change, { pairing_expires_at: now })
  const { change } = changes.linkMade(
    { type: 'linked', jid: '49170:3@s.whatsapp.net', lid: '1@lid', platform: 'iphone' },
    now
  )
  assert.deepEqual(
    [change.phone_number, change.pairing_phone_number, change.pairing_expires_at, change.linked_at],
    ['+49170', null, null, now]
  )
})
