import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Closed, closeReason } from '../../../src/whatsapp/baileys/close-reason.ts'

const now_ms = Date.parse('2026-11-28T10:00:00Z')

const ended = (code: number, data?: unknown): Error =>
  Object.assign(new Error('ended'), { output: { statusCode: code }, data })

const reasonOf = (code: number, linked: boolean, codes: 'none' | 'shown' | 'used_up' = 'none') =>
  closeReason(ended(code), { linked, codes }, now_ms).reason

const cases: [code: number, linked: Closed['reason'], unlinked: Closed['reason']][] = [
  [400, 'refused', 'refused'],
  [401, 'logged_out', 'refused'],
  [402, 'temporarily_banned', 'refused'],
  [403, 'locked', 'refused'],
  [405, 'client_outdated', 'client_outdated'],
  [406, 'banned', 'refused'],
  [408, 'lost', 'lost'],
  [409, 'agent_refused', 'agent_refused'],
  [411, 'refused', 'refused'],
  [419, 'logged_out', 'refused'],
  [428, 'lost', 'lost'],
  [440, 'replaced', 'lost'],
  [500, 'lost', 'lost'],
  [503, 'lost', 'lost'],
  [515, 'restart_required', 'restart_required']
]

for (const [code, linked, unlinked] of cases) {
  test(`code ${code} means ${linked} to a linked session and ${unlinked} to one that is not`, () => {
    assert.deepEqual([reasonOf(code, true), reasonOf(code, false)], [linked, unlinked])
  })
}

test('a session that has no credentials is never called logged out, locked or banned', () => {
  for (let code = 0; code < 1_000; code += 1) {
    const reason = reasonOf(code, false)
    assert.doesNotMatch(reason, /logged_out|locked|banned|replaced/, String(code))
  }
})

test('408 means that the codes have run out only when all of them were shown', () => {
  assert.equal(reasonOf(408, false, 'used_up'), 'qr_expired')
  assert.equal(reasonOf(408, false, 'shown'), 'lost')
  assert.equal(reasonOf(408, true, 'used_up'), 'lost')
})

test('a connection that ends without an error is lost', () => {
  const closed = closeReason(undefined, { linked: true, codes: 'none' }, now_ms)
  assert.deepEqual(closed, { reason: 'lost', detail: 'closed' })
})

const untils: [expire: unknown, until: string | undefined][] = [
  ['3600', '2026-11-28T11:00:00.000Z'],
  [3600, '2026-11-28T11:00:00.000Z'],
  // Seconds since 1970 instead of from now.
  [now_ms / 1000 + 60, '2026-11-28T10:01:00.000Z'],
  [now_ms / 1000 - 60, '2026-11-28T10:00:00.000Z'],
  // Never later than ten years from now.
  [999_999_999, '2036-11-25T10:00:00.000Z'],
  ['0', undefined],
  ['-5', undefined],
  ['soon', undefined],
  [undefined, undefined]
]

for (const [expire, until] of untils) {
  test(`a temporary ban with expire ${expire} ends ${until ?? 'at a time that nobody knows'}`, () => {
    const error = ended(402, { code: '101', expire })
    const closed = closeReason(error, { linked: true, codes: 'none' }, now_ms)
    assert.equal(closed.reason, 'temporarily_banned')
    assert.equal(closed.until?.toISOString(), until)
    assert.match(closed.detail, /code 101$/)
  })
}

test('what WhatsApp says at length is cut', () => {
  const error = Object.assign(new Error('x'.repeat(1_000)), { output: { statusCode: 500 } })
  const { detail } = closeReason(error, { linked: true, codes: 'none' }, now_ms)
  assert.equal(detail.length, 200)
})
