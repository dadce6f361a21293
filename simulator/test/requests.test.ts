import assert from 'node:assert/strict'
import { test } from 'node:test'
import { connectClient, linkClient, opened, simulatorFor, textOf, until } from './harness.ts'

test('what a usual client asks for is answered, and nothing of it is unknown', async (t) => {
  const simulator = await simulatorFor(t)
  const { client } = await linkClient(t, simulator)
  const contact = await simulator.client.createPhone()
  const { socket } = client
  await socket.digestKeyBundle()
  await socket.rotateSignedPreKey()
  await socket.uploadPreKeys()
  assert.deepEqual(await socket.groupFetchAllParticipating(), {})
  assert.deepEqual(await socket.fetchBlocklist(), [])
  assert.equal((await socket.fetchPrivacySettings()).readreceipts, 'all')
  assert.equal((await socket.fetchAccountReachoutTimelock()).isActive, false)
  await socket.fetchNewChatMessageCap()
  const [status] = (await socket.fetchStatus(contact.jid)) ?? []
  assert.equal(status?.id, contact.jid)
  await socket.fetchDisappearingDuration(contact.jid)
  await socket.updateProfileStatus('busy')
  await socket.updateBlockStatus(contact.jid, 'block')
  await socket.getBusinessProfile(contact.jid)
  await socket.presenceSubscribe(contact.jid)
  await assert.rejects(socket.profilePictureUrl(contact.jid), /item-not-found/)
  assert.deepEqual((await simulator.client.stats()).unknown_iq_kinds, {})
})

test('an unknown request gets an error at once and is counted by kind', async (t) => {
  const simulator = await simulatorFor(t)
  const { client } = await linkClient(t, simulator)
  const request = {
    tag: 'iq',
    attrs: { to: '@s.whatsapp.net', type: 'get', xmlns: 'made:up' },
    content: [{ tag: 'nothing', attrs: {} }]
  }
  await assert.rejects(client.socket.query(request), /feature-not-implemented/)
  const stats = await simulator.client.stats()
  assert.deepEqual(stats.unknown_iq_kinds, { 'made:up get nothing': 1 })
  assert.equal(stats.unknown_iqs, 1)
})

test('a signed prekey rotated by the client is the one new contacts use', async (t) => {
  const simulator = await simulatorFor(t)
  const { client, number } = await linkClient(t, simulator)
  await client.socket.rotateSignedPreKey()
  const contact = await simulator.client.createPhone()
  await simulator.client.say(contact.number, { to: number, text: 'with new keys' })
  await until(() => client.messages.find((m) => textOf(m) === 'with new keys'), 'the message')
})

test('a silent connection stays alive by its pings', async (t) => {
  const simulator = await simulatorFor(t)
  const { client } = await linkClient(t, simulator)
  await client.close()
  const again = connectClient(t, simulator, client.auth, { keepAliveIntervalMs: 50 })
  await opened(again)
  let pings = 0
  again.socket.ws.on('CB:iq,type:result', () => (pings += 1))
  await until(() => pings >= 5, 'five answers')
  assert.equal(
    again.updates.some(({ connection }) => connection === 'close'),
    false
  )
})

test('a half-open connection counts as gone, and a new login takes its place', async (t) => {
  const simulator = await simulatorFor(t)
  const { client, number } = await linkClient(t, simulator)
  await simulator.client.disconnect(number, { how: 'half_open' })
  assert.equal((await simulator.client.phone(number)).sockets_open, 0)
  const again = connectClient(t, simulator, client.auth)
  await opened(again)
  const details = await simulator.client.phone(number)
  assert.equal(details.sockets_open, 1)
  assert.equal(details.sockets_max, 1)
})
