import assert from 'node:assert/strict'
import { test } from 'node:test'
import { signedFor } from '../../testkit/passkey.ts'
import { passkeyBed } from '../../testkit/passkey-fixture.ts'
import { until } from '../../testkit/until.ts'
import { linksAfterAll } from './passkey-links.ts'

test('signed at once by who holds the credentials of the session, a number is linked without comparing codes', async (t) => {
  const bed = await passkeyBed(t)
  const linking = await bed.begin()
  await linking.scan()
  const assertion = await linking.signed()
  const asked = (await bed.me.get(linking.path)).json()
  assert.equal(asked.status, 'passkey_required')
  assert.equal(asked.passkey.step, 'sign')
  const key = await bed.app.withKey(['sessions:read', 'sessions:write'], bed.tenant)
  const taken = await key.post(`${linking.path}/passkey`, { assertion })
  assert.equal(taken.statusCode, 202, taken.body)
  await linking.waitStatus('connected')
  await linking.scanned()
  assert.equal((await bed.simulator.passkeyCode(linking.phone.number)).proven, true)
  assert.deepEqual(await linking.told(), [
    'created',
    'starting',
    'qr',
    'passkey_required',
    'passkey_code',
    'connected'
  ])
})

test('signed late, codes are compared, and nothing is linked before a person has confirmed them', async (t) => {
  const bed = await passkeyBed(t, { limits: { handoff_ms: 1 } })
  const linking = await bed.begin()
  await linking.scan()
  const assertion = await linking.signed()
  const late = await bed.me.post(`${linking.path}/passkey/confirm`)
  assert.equal(late.json().code, 'passkey_code_not_shown')
  assert.equal((await bed.me.post(`${linking.path}/passkey`, { assertion })).statusCode, 202)
  const { code, confirm } = await linking.code()
  assert.equal(confirm, true)
  assert.deepEqual(await bed.simulator.passkeyCode(linking.phone.number), { code, proven: false })
  assert.equal((await bed.simulator.phone(linking.phone.number)).pairings, 0)
  assert.equal((await bed.me.get(linking.path)).json().passkey.step, 'compare')
  // Of two who confirm at the same time, one is too late.
  const both = await Promise.all([
    bed.me.post(`${linking.path}/passkey/confirm`),
    bed.me.post(`${linking.path}/passkey/confirm`)
  ])
  assert.deepEqual(both.map((one) => one.statusCode).sort(), [202, 409])
  await linking.waitStatus('connected')
  await linking.scanned()
})

test('who passes on the signature of somebody else may demand that codes are compared, here and behind session auth', async (t) => {
  const bed = await passkeyBed(t)
  const linking = await bed.begin()
  await linking.scan()
  const assertion = await linking.signed()
  const path = `/session/${linking.id}`
  assert.deepEqual(
    (await bed.me.get(`${path}/passkey`)).json(),
    (await bed.me.get(`${linking.path}/passkey`)).json()
  )
  const body = { assertion, compare_codes: true }
  assert.equal((await bed.me.post(`${path}/passkey`, body)).statusCode, 202)
  const { code } = await linking.code()
  assert.equal((await bed.me.get(`${path}/passkey/code`)).json().code, code)
  assert.equal((await bed.simulator.passkeyCode(linking.phone.number)).proven, false)
  assert.equal((await bed.me.post(`${path}/passkey/confirm`)).statusCode, 202)
  await linking.waitStatus('connected')
})

test('by a link token a number is linked when the codes were compared, however early its owner signed, and the link is used then', async (t) => {
  const bed = await passkeyBed(t)
  const linking = await bed.begin()
  const made = await bed.me.post(`${linking.path}/link-token`, {})
  const guest = bed.app.as({ ...bed.tenant, access_token: made.json().token })
  const path = `/session/${linking.id}`
  assert.equal((await guest.get(`${path}/qr`)).statusCode, 200)
  await linking.scan()
  const assertion = await linking.signed()
  assert.equal((await guest.get(`${path}/passkey`)).statusCode, 200)
  const taken = await guest.post(`${path}/passkey`, { assertion })
  assert.equal(taken.statusCode, 202, taken.body)
  const { code, confirm } = await linking.code()
  assert.equal(confirm, true)
  assert.deepEqual(await bed.simulator.passkeyCode(linking.phone.number), { code, proven: false })
  assert.equal((await guest.get(`${path}/passkey/code`)).json().code, code)
  assert.equal((await bed.simulator.phone(linking.phone.number)).pairings, 0)
  assert.equal((await guest.post(`${path}/passkey/confirm`)).statusCode, 202)
  await linking.waitStatus('connected')
  assert.equal((await guest.get(`${path}/validate`)).json().code, 'link_token_used')
})

test('a number with a passkey is linked by the code typed on its phone, and an exchanged code changes nothing', async (t) => {
  const bed = await passkeyBed(t)
  for (const code_refresh of ['none', 'refresh'] as const) {
    const linking = await bed.begin({ code_refresh })
    const asked = await bed.me.post(`${linking.path}/pairing-code`, {
      phone_number: linking.phone.number
    })
    const linked = bed.simulator.enterCode(linking.phone.number, asked.json().code)
    const assertion = await linking.signed()
    const again = await bed.me.post(`${linking.path}/pairing-code`, {
      phone_number: linking.phone.number
    })
    assert.equal(again.json().code, 'passkey_required')
    assert.equal((await bed.me.post(`${linking.path}/passkey`, { assertion })).statusCode, 202)
    await linked
    const row = await linking.waitStatus('connected')
    assert.equal(row.phone_number, `+${linking.phone.number}`)
    assert.equal(row.pairing_expires_at, null)
  }
})

test('the codes to scan may run out, be exchanged or be offered anew while the owner signs', async (t) => {
  const bed = await passkeyBed(t, { codes: { first: 4_000, next: 100 } })
  const linking = await bed.begin()
  await linking.scan()
  await linking.asked()
  const { asked: told } = await bed.simulator.refreshCodes({ form: 'refresh' })
  assert.ok(told >= 1)
  // The last of them would have expired five hundred milliseconds after the first.
  const began_ms = Date.now()
  await until('the codes have run out', () => Date.now() - began_ms > 5_000)
  assert.equal((await linking.row()).status, 'passkey_required')
  const assertion = await linking.signed()
  assert.equal((await bed.me.post(`${linking.path}/passkey`, { assertion })).statusCode, 202)
  await linking.waitStatus('connected')
  assert.equal((await bed.simulator.passkeyCode(linking.phone.number)).proven, true)
})

for (const fault of ['options_omitted', 'two_requests'] as const) {
  test(`a number with a passkey is linked although ${fault.replace('_', ' ')}, and its owner is told once`, async (t) => {
    const bed = await passkeyBed(t)
    const linking = await bed.begin({ passkey_fault: fault })
    await linking.scan()
    const assertion = await linking.signed()
    assert.equal((await bed.me.post(`${linking.path}/passkey`, { assertion })).statusCode, 202)
    await linking.waitStatus('connected')
    const told = await linking.told()
    assert.equal(told.filter((type) => type === 'passkey_required').length, 1)
  })
}

const faults = [
  ['refuse_ref', 'passkey_refused'],
  ['refuse_prologue', 'passkey_refused'],
  ['refuse_nonce', 'passkey_refused'],
  ['refuse_request', 'passkey_refused'],
  ['no_continuation', 'passkey_no_continuation']
] as const

test('each refusal, and a phone that does not go on, ends in a fresh code that says why, and the next try works', async (t) => {
  const bed = await passkeyBed(t, { limits: { continuation_ms: 3_000 } })
  for (const [passkey_fault, reason] of faults) {
    const linking = await bed.begin({ passkey_fault })
    await linking.scan()
    const assertion = await linking.signed()
    assert.equal((await bed.me.post(`${linking.path}/passkey`, { assertion })).statusCode, 202)
    await linksAfterAll(bed, linking, reason)
  }
})

test('a phone that never vouches for the device ends the linking with a fresh code that says why', async (t) => {
  const bed = await passkeyBed(t, { limits: { link_ms: 8_000 } })
  const linking = await bed.begin({ passkey_fault: 'no_link' })
  await linking.scan()
  const assertion = await linking.signed()
  assert.equal((await bed.me.post(`${linking.path}/passkey`, { assertion })).statusCode, 202)
  await linksAfterAll(bed, linking, 'passkey_no_answer')
})

test('a signature that nobody makes in time, and codes that nobody compares, end in a fresh code that says why', async (t) => {
  const bed = await passkeyBed(t, { limits: { compare_ms: 1_500 } })
  const unsigned = await bed.begin({ passkey_timeout_ms: 1_500 })
  await unsigned.scan()
  await linksAfterAll(bed, unsigned, 'passkey_expired')
  const uncompared = await bed.begin()
  await uncompared.scan()
  const body = { assertion: await uncompared.signed(), compare_codes: true }
  assert.equal((await bed.me.post(`${uncompared.path}/passkey`, body)).statusCode, 202)
  await linksAfterAll(bed, uncompared, 'passkey_not_confirmed')
})

test('what cannot be right is refused before WhatsApp hears of it, and the right signature is taken once', async (t) => {
  const bed = await passkeyBed(t)
  const linking = await bed.begin()
  await linking.scan()
  const { options } = await linking.asked()
  const other = signedFor({ client: { challenge: Buffer.alloc(32, 1).toString('base64url') } })
  const refused = await bed.me.post(`${linking.path}/passkey`, { assertion: other })
  assert.equal(refused.statusCode, 422)
  assert.match(refused.body, /Another challenge was signed/)
  assert.equal((await linking.asked()).options.challenge, options.challenge)
  const assertion = await linking.signed()
  const both = await Promise.all([
    bed.me.post(`${linking.path}/passkey`, { assertion }),
    bed.me.post(`${linking.path}/passkey`, { assertion })
  ])
  assert.deepEqual(both.map((one) => one.statusCode).sort(), [202, 409])
  await linking.waitStatus('connected')
})
