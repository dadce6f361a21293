import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConnectionChange } from '../../../src/whatsapp/contract.ts'
import { type Account, afterChange, type StateName } from '../../../src/worker/session/machine.ts'
import { type Afterwards, laterOf } from '../../../src/worker/session/state.ts'
import { createTold } from '../../../src/worker/session/told.ts'

/** Every state in which a session has a connection, with the account that it may have there. */
const standings: [StateName, Account][] = [
  ['opening', 'none'],
  ['opening', 'new'],
  ['opening', 'known'],
  ['linking', 'none'],
  ['passkey', 'none'],
  ['linked', 'new'],
  ['connected', 'known'],
  ['leaving', 'known']
]

/** For each change the states in which it counts, with what follows. Of what is not named nothing changes. */
const counts: Partial<Record<ConnectionChange['type'], Record<string, StateName>>> = {
  qr: { 'opening none': 'linking', 'linking none': 'linking' },
  pairing_offered: { 'linking none': 'linking' },
  passkey_required: {
    'opening none': 'passkey',
    'linking none': 'passkey',
    'passkey none': 'passkey'
  },
  passkey_signed: { 'passkey none': 'passkey' },
  passkey_code: { 'passkey none': 'passkey' },
  passkey_confirmed: { 'passkey none': 'passkey' }
}

for (const [type, table] of Object.entries(counts)) {
  test(`${type} counts in ${Object.keys(table).join(', ')}, and nowhere else`, () => {
    const found = standings.flatMap(([state, account]) => {
      const next = afterChange(state, account, type as ConnectionChange['type'])
      return next ? [[`${state} ${account}`, next]] : []
    })
    assert.deepEqual(Object.fromEntries(found), table)
  })
}

test('a link and a login count in every state, and what tells of the account leaves the state as it is', () => {
  for (const [state, account] of standings) {
    for (const type of ['linked', 'connected'] as const)
      assert.equal(afterChange(state, account, type), type)
    for (const type of ['named', 'limits', 'hears', 'closed'] as const)
      assert.equal(afterChange(state, account, type), state)
  }
})

const open: Afterwards = { do: 'open' }
const pause: Afterwards = { do: 'pause' }
const stop: Afterwards = { do: 'release', why: 'stopped' }
const move: Afterwards = { do: 'release', why: 'moved' }

const later: [present: Afterwards, asked: Afterwards, then: Afterwards][] = [
  [open, pause, pause],
  [pause, open, open],
  [open, stop, stop],
  [open, move, move],
  [stop, open, stop],
  [stop, pause, stop],
  [move, open, move],
  [move, stop, stop],
  [stop, move, stop]
]

for (const [present, asked, then] of later) {
  const name = (one: Afterwards): string => (one.do === 'release' ? one.why : one.do)
  test(`a session that closes for ${name(present)} and is asked for ${name(asked)} goes on with ${name(then)}`, () =>
    assert.deepEqual(laterOf(present, asked), then))
}

test('a reason is told once; the same again tells only when the next attempt is, until it was forgotten', () => {
  const statuses: unknown[] = []
  const told = createTold({
    add: (change) => statuses.push(change.type === 'session' && change.change.status_reason)
  })
  const at = new Date()
  told.lost(true, 'connection_lost', at)
  told.lost(true, 'connection_lost', at)
  told.lost(true, 'connection_silent', at)
  told.forget()
  told.lost(true, 'connection_silent', at)
  told.before('account_locked')
  told.lost(true, 'account_locked', at)
  assert.deepEqual(statuses, [
    'connection_lost',
    undefined,
    'connection_silent',
    'connection_silent',
    undefined
  ])
})
