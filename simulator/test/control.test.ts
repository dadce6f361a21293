import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { spawnSimulator } from '../src/client.ts'
import { startSimulator } from '../src/index.ts'
import { linkClient, simulatorFor, until } from './harness.ts'

test('the program starts, says where it is in one line, answers, and ends on SIGTERM', async (t) => {
  const { client, info, stop } = await spawnSimulator({ auto_phones: '4477' })
  t.after(stop)
  assert.match(info.ws_url, /^ws:\/\/127\.0\.0\.1:\d+\/ws\/chat$/)
  assert.match(info.root_key, /^[0-9a-f]{64}$/)
  assert.equal((await client.phone('447700000001')).number, '447700000001')
  await stop()
  await assert.rejects(client.stats())
})

test('a port that is taken is an error in plain words', async (t) => {
  const { ws_url, stop } = await startSimulator()
  t.after(stop)
  const port = Number(new URL(ws_url).port)
  await assert.rejects(startSimulator({ port }), /Port \d+ can't be used: another program has it\./)
  await assert.rejects(spawnSimulator({ port }), /did not start: Port \d+ can't be used/)
})

test('refused calls become errors with a sentence', async (t) => {
  const { client } = await simulatorFor(t)
  await assert.rejects(client.phone('999'), /there is no phone with the number 999/)
  const { number } = await client.createPhone({ number: '+966 50 000-0001' })
  assert.equal(number, '966500000001')
  await assert.rejects(client.createPhone({ number }), /exists already/)
  await assert.rejects(client.waitReceived(number, { text: 'x', timeout_ms: 20 }), /waited 20 ms/)
  await assert.rejects(client.disconnect(number, { how: 'drop', device: 3 }), /has no device 3/)
  await assert.rejects(client.setFaults({ nonsense: 1 } as object), /no fault named nonsense/)
  await assert.rejects(client.enterCode(number, 'ABCD1234'), /No device asked/)
})

test('a passkey that is kept elsewhere is not signed with here, and one that is none is refused', async (t) => {
  const { client } = await simulatorFor(t)
  const { number } = await client.createPhone()
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const public_key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64url')
  const wrong = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' })
  for (const bad of ['AAAA', wrong.toString('base64url')])
    await assert.rejects(
      client.setPasskey(number, { credential_id: 'abcd', public_key: bad }),
      /public_key is not an SPKI key/
    )
  assert.equal((await client.phone(number)).passkey, false)
  assert.equal(
    (await client.setPasskey(number, { credential_id: 'abcd', public_key })).passkey,
    true
  )
  await assert.rejects(client.signPasskey(number, { challenge: 'abcd' }), /kept elsewhere/)
})

test('what phones received is kept up to the bound, the oldest forgotten first', async (t) => {
  const { client } = await simulatorFor(t, { received_max: 100 })
  const [one, two] = await client.createPhones(2)
  assert.ok(one && two)
  await client.say(one.number, { to: two.number, text: 'note', count: 250 })
  const { total, messages } = await client.received(two.number)
  assert.equal(total, 250)
  assert.equal(messages.length, 100)
  assert.equal(messages[0]?.text, 'note #151')
  const after = await client.received(two.number, { after: messages[97]?.seq ?? 0 })
  assert.deepEqual(
    after.messages.map(({ text }) => text),
    ['note #249', 'note #250']
  )
  const stats = await client.stats()
  assert.equal(stats.received_kept, 100)
  assert.equal(stats.received_forgotten, 150)
})

test('a phone that says a lot lets others have their turn', async (t) => {
  const { client } = await simulatorFor(t)
  const [one, two] = await client.createPhones(2)
  assert.ok(one && two)
  const said = client.say(one.number, { to: two.number, text: 'much', count: 20_000 })
  const total = await until(async () => (await client.received(two.number)).total, 'the first')
  assert.ok(total < 20_000)
  assert.equal((await said).ids.length, 20_000)
})

test('a reset leaves an empty world under the same root key', async (t) => {
  const simulator = await simulatorFor(t)
  const { number } = await linkClient(t, simulator)
  await simulator.client.reset()
  await assert.rejects(simulator.client.phone(number), /there is no phone/)
  await until(async () => (await simulator.client.stats()).connections === 0, 'no connection')
  await linkClient(t, simulator, (await simulator.client.createPhone({ number })).number)
})
