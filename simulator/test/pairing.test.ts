import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSimulator } from '../src/index.ts'
import {
  closeCode,
  connectClient,
  linkClient,
  nextQr,
  opened,
  simulatorFor,
  until
} from './harness.ts'
import { memoryAuth } from './memory-auth.ts'

test('a client that shows a QR is linked by its scan, told to restart, and logs in', async (t) => {
  const simulator = await simulatorFor(t)
  const phone = await simulator.client.createPhone({ number: '966500000001' })
  const first = connectClient(t, simulator)
  const linked = await simulator.client.scan(phone.number, await nextQr(first))
  assert.deepEqual(linked, { jid: '966500000001:1@s.whatsapp.net', device: 1 })
  assert.equal(await closeCode(first), 515)

  const second = connectClient(t, simulator, first.auth)
  await opened(second)
  assert.equal(second.socket.user?.id, linked.jid)
  assert.equal(second.socket.user?.lid, phone.lid.replace('@', ':1@'))
  // The phone takes one of the 812 keys to push its history.
  const details = await until(async () => {
    const now = await simulator.client.phone(phone.number)
    return now.devices[0]?.prekeys === 811 && now.devices[0].queued === 0 && now
  }, 'the history taken')
  assert.equal(details.pairings, 1)
  assert.equal(details.logins, 1)
  assert.equal(details.sockets_max, 1)
  assert.deepEqual(details.devices, [{ device: 1, connected: true, queued: 0, prekeys: 811 }])
  assert.deepEqual((await simulator.client.stats()).unknown_iq_kinds, {})
})

test('a client is linked by the code typed on the phone', async (t) => {
  const simulator = await simulatorFor(t)
  const { number } = await simulator.client.createPhone()
  const first = connectClient(t, simulator)
  await nextQr(first)
  const code = await first.socket.requestPairingCode(number)
  const linked = await simulator.client.enterCode(number, code)
  assert.equal(linked.device, 1)
  assert.equal(await closeCode(first), 515)
  const second = connectClient(t, simulator, first.auth)
  await opened(second)
})

test('a wrong code fails, and the right one still works afterwards', async (t) => {
  const simulator = await simulatorFor(t)
  const { number } = await simulator.client.createPhone()
  const first = connectClient(t, simulator)
  await nextQr(first)
  const code = await first.socket.requestPairingCode(number, 'ABCD1234')
  await assert.rejects(simulator.client.enterCode(number, 'ABCD1235'), /The code is wrong/)
  await simulator.client.enterCode(number, code)
  assert.equal(await closeCode(first), 515)
})

test('an expired, a used, a foreign and a malformed QR are refused with a sentence', async (t) => {
  const simulator = await simulatorFor(t)
  const { number } = await simulator.client.createPhone()
  const client = connectClient(t, simulator)
  const qr = await nextQr(client)
  await simulator.client.scan(number, qr)
  await assert.rejects(simulator.client.scan(number, qr), /already used/)
  await assert.rejects(simulator.client.scan(number, 'https://wa.me/#nonsense'), /malformed/)

  const hasty = await simulatorFor(t, { qr_first_ms: 0, qr_next_ms: 0 })
  await hasty.client.createPhone({ number })
  const late = connectClient(t, hasty)
  const expired = await nextQr(late)
  await assert.rejects(hasty.client.scan(number, expired), /has expired/)
  await assert.rejects(simulator.client.scan(number, expired), /not from this server/)
})

test('the same device logs in any number of times, an unknown one is refused with 401', async (t) => {
  const simulator = await simulatorFor(t)
  const { client, number } = await linkClient(t, simulator)
  await client.close()
  for (let round = 0; round < 3; round += 1) {
    const again = connectClient(t, simulator, client.auth)
    await opened(again)
    await again.close()
  }
  assert.equal((await simulator.client.phone(number)).logins, 4)

  const stranger = memoryAuth()
  stranger.creds.me = { id: `${number}:1@s.whatsapp.net` }
  assert.equal(await closeCode(connectClient(t, simulator, stranger)), 401)
})

test('the same seed gives the same root key, another seed another one', async (t) => {
  const seed = '11'.repeat(32)
  const keys: string[] = []
  for (const each of [seed, seed, '22'.repeat(32)]) {
    const simulator = await startSimulator({ seed: each })
    keys.push(simulator.root_key)
    await simulator.stop()
  }
  assert.equal(keys[0], keys[1])
  assert.notEqual(keys[0], keys[2])
  await assert.rejects(startSimulator({ seed: 'short' }), /64 hexadecimal digits/)
  t.diagnostic('roots compared')
})
