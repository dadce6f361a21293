import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { type SpawnedSimulator, spawnSimulator } from '@whatsapp-saas/simulator/client'
import { Browsers, initAuthCreds, makeWASocket, type SignalKeyStore } from 'baileys'
import { createLog } from '../../src/lib/log.ts'
import { createBaileysLog } from '../../src/whatsapp/baileys/baileys-log.ts'
import { createPairingCodes } from '../../src/whatsapp/baileys/linking/pairing-code.ts'
import {
  type CeremonyChange,
  createPasskeyCeremony
} from '../../src/whatsapp/baileys/linking/passkey-ceremony.ts'
import { offerQrCodes } from '../../src/whatsapp/baileys/linking/qr-offer.ts'
import { endpointConfig } from '../../src/whatsapp/baileys/socket/endpoint.ts'
import { until } from '../../testkit/until.ts'

const browser = Browsers.ubuntu('Chrome')
const no_keys = { get: async () => ({}), set: async () => undefined } as SignalKeyStore

/** A socket that wants to be linked, with our listeners on it. */
const openUnlinked = (
  t: TestContext,
  simulator: SpawnedSimulator,
  lives_ms?: { first: number; next: number }
) => {
  const { ws_url, root_key } = simulator.info
  const creds = initAuthCreds()
  const socket = makeWASocket({
    ...endpointConfig({ ws_url, root_key }),
    auth: { creds, keys: no_keys },
    browser,
    logger: createBaileysLog(createLog({ level: 'silent', role: 'test' }))
  })
  socket.ev.on('creds.update', (update) => void Object.assign(creds, update))
  t.after(() => socket.end(undefined))
  const codes: string[] = []
  const expire_at: number[] = []
  let ran_out = 0
  const passkey: CeremonyChange[] = []
  const offer = offerQrCodes({
    socket,
    creds,
    browser,
    shown: (qr, expires_at) => {
      codes.push(qr)
      expire_at.push(expires_at.getTime())
    },
    ran_out: () => {
      ran_out++
    },
    failed: (error) => assert.fail(error as Error),
    ...(lives_ms && { lives_ms })
  })
  const ceremony = createPasskeyCeremony({
    socket,
    creds,
    begun: offer.taken,
    changed: (one) => passkey.push(one)
  })
  t.after(() => {
    offer.stop()
    ceremony.stop()
  })
  const seen = <T extends CeremonyChange['type']>(type: T) =>
    until(type, async () =>
      passkey.find((one): one is Extract<CeremonyChange, { type: T }> => one.type === type)
    )
  return {
    socket,
    creds,
    codes,
    expire_at,
    ran_out: () => ran_out,
    offer,
    passkey,
    ceremony,
    seen
  }
}

const firstCode = (client: ReturnType<typeof openUnlinked>): Promise<string> =>
  until('a code', async () => client.codes[0])

const simulatorFor = async (t: TestContext): Promise<SpawnedSimulator> => {
  const simulator = await spawnSimulator()
  t.after(() => simulator.stop())
  return simulator
}

for (const form of ['refresh', 'rotate'] as const) {
  test(`a code that has to be shown anew after its scan is shown with a fresh secret and the same reference (${form})`, async (t) => {
    const simulator = await simulatorFor(t)
    const phone = await simulator.client.createPhone({ code_refresh: form })
    const client = openUnlinked(t, simulator)
    const first = await firstCode(client)
    await assert.rejects(simulator.client.scan(phone.number, first), /Scan it again/)
    const second = await until('a fresh code', async () => client.codes[1])
    assert.notEqual(second, first)
    assert.equal(second.split(',')[0], first.split(',')[0])
    await simulator.client.scan(phone.number, second)
    assert.equal(client.creds.me?.id, `${phone.number}:1@s.whatsapp.net`)
  })
}

test('a code that is exchanged before anybody scans it can be scanned in its new form alone', async (t) => {
  const simulator = await simulatorFor(t)
  const phone = await simulator.client.createPhone()
  const client = openUnlinked(t, simulator)
  await firstCode(client)
  assert.deepEqual(await simulator.client.refreshCodes({ form: 'refresh' }), { asked: 1 })
  const fresh = await until('a fresh code', async () => client.codes[1])
  await simulator.client.scan(phone.number, fresh)
  assert.ok(client.creds.account)
})

test('the codes may run out while a code is typed: the connection stays, and the number is linked', async (t) => {
  const simulator = await simulatorFor(t)
  const phone = await simulator.client.createPhone()
  const client = openUnlinked(t, simulator, { first: 300, next: 100 })
  await firstCode(client)
  const pairing = createPairingCodes({ socket: client.socket, creds: client.creds, browser })
  client.offer.holdFor(60_000)
  const code = await pairing.request(phone.number)
  await until(
    'all codes were shown to their end',
    () => client.codes.length === 6 && Date.now() > (client.expire_at.at(-1) ?? 0)
  )
  await simulator.client.enterCode(phone.number, code)
  assert.ok(client.creds.account)
  assert.equal(client.codes.length, 6)
  assert.equal(client.ran_out(), 0)
})

test('the last code that WhatsApp wants fresh is shown for as long as a code is shown, not for the rest of its time', async (t) => {
  const simulator = await simulatorFor(t)
  await simulator.client.createPhone()
  const client = openUnlinked(t, simulator, { first: 30_000, next: 60_000 })
  await firstCode(client)
  client.socket.ws.emit('CB:iq,type:set,pair-device', {
    tag: 'iq',
    attrs: { id: 'one' },
    content: [
      { tag: 'pair-device', attrs: {}, content: [{ tag: 'ref', attrs: {}, content: 'the last' }] }
    ]
  })
  await until('the only code', () => client.codes[1])
  await simulator.client.refreshCodes({ form: 'refresh' })
  const [, only, again] = await until('it is shown anew', () => client.codes[2] && client.codes)
  assert.notEqual(again, only)
  assert.equal(again?.split(',')[0], only?.split(',')[0])
  const longer_ms = (client.expire_at[2] ?? 0) - (client.expire_at[1] ?? 0)
  assert.ok(longer_ms >= 30_000, `${longer_ms} ms longer`)
})

test('an account with a passkey is linked when its owner signs in time, without comparing codes', async (t) => {
  const simulator = await simulatorFor(t)
  const phone = await simulator.client.createPhone({ passkey: true })
  const client = openUnlinked(t, simulator)
  const linked = simulator.client.scan(phone.number, await firstCode(client))
  const { options } = await client.seen('passkey_required')
  assert.equal(options['rpId'], 'whatsapp.com')
  const assertion = await simulator.client.signPasskey(phone.number, options)
  client.ceremony.submit(assertion as never, true)
  const { code, confirm } = await client.seen('passkey_code')
  assert.equal(confirm, false)
  await linked
  assert.deepEqual(await simulator.client.passkeyCode(phone.number), { code, proven: true })
  assert.ok(client.creds.account)
})

test('whoever does not hold the credentials of the session has to compare the codes before the device is linked', async (t) => {
  const simulator = await simulatorFor(t)
  const phone = await simulator.client.createPhone({ passkey: true })
  const client = openUnlinked(t, simulator)
  const linked = simulator.client.scan(phone.number, await firstCode(client))
  const { options } = await client.seen('passkey_required')
  const assertion = await simulator.client.signPasskey(phone.number, options)
  client.ceremony.submit(assertion as never, false)
  const { code, confirm } = await client.seen('passkey_code')
  assert.equal(confirm, true)
  assert.match(code, /^[1-9A-Z]{4}-[1-9A-Z]{4}$/)
  assert.deepEqual(await simulator.client.passkeyCode(phone.number), { code, proven: false })
  assert.equal((await simulator.client.phone(phone.number)).pairings, 0)
  client.ceremony.confirm()
  await linked
  assert.ok(client.creds.account)
})

test('the device is linked with the secret that its phone was given, whatever another one took its place meanwhile', async (t) => {
  const simulator = await simulatorFor(t)
  const phone = await simulator.client.createPhone({ passkey: true })
  const client = openUnlinked(t, simulator)
  const linked = simulator.client.scan(phone.number, await firstCode(client))
  const { options } = await client.seen('passkey_required')
  client.ceremony.submit(
    (await simulator.client.signPasskey(phone.number, options)) as never,
    false
  )
  await client.seen('passkey_code')
  // As when a code is typed once more.
  const another = Buffer.alloc(32, 1).toString('base64')
  client.creds.advSecretKey = another
  client.ceremony.confirm()
  client.creds.advSecretKey = another
  await linked
  assert.ok(client.creds.account)
})

for (const fault of ['refuse_ref', 'refuse_prologue', 'refuse_nonce', 'refuse_request'] as const) {
  test(`a linking that WhatsApp refuses (${fault}) ends with a reason and links nothing`, async (t) => {
    const simulator = await simulatorFor(t)
    const phone = await simulator.client.createPhone({ passkey: true, passkey_fault: fault })
    const client = openUnlinked(t, simulator)
    const linked = simulator.client.scan(phone.number, await firstCode(client))
    const refused = assert.rejects(linked)
    const { options } = await client.seen('passkey_required')
    const assertion = await simulator.client.signPasskey(phone.number, options)
    client.ceremony.submit(assertion as never, true)
    assert.equal((await client.seen('passkey_failed')).reason, 'refused')
    await refused
    assert.equal((await simulator.client.phone(phone.number)).pairings, 0)
  })
}

for (const fault of ['options_omitted', 'two_requests'] as const) {
  test(`an account with a passkey is linked although ${fault}`, async (t) => {
    const simulator = await simulatorFor(t)
    const phone = await simulator.client.createPhone({ passkey: true, passkey_fault: fault })
    const client = openUnlinked(t, simulator)
    const linked = simulator.client.scan(phone.number, await firstCode(client))
    const { options } = await client.seen('passkey_required')
    if (fault === 'two_requests')
      await until('the second request', async () => client.passkey.length === 2)
    const last = client.passkey.at(-1)
    assert.equal(last?.type, 'passkey_required')
    const assertion = await simulator.client.signPasskey(phone.number, options)
    client.ceremony.submit(assertion as never, true)
    await linked
  })
}

test('a connection that ends while a code is shown leaves nothing running', async (t) => {
  const simulator = await simulatorFor(t)
  const client = openUnlinked(t, simulator)
  await firstCode(client)
  await client.socket.end(undefined)
  assert.equal(client.codes.length, 1)
})
