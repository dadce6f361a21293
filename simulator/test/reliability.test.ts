import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  closeCode,
  connectClient,
  linkClient,
  opened,
  reached,
  simulatorFor,
  textOf,
  until
} from './harness.ts'

test('what was said while a dropped client was away comes in order, once, as offline', async (t) => {
  const simulator = await simulatorFor(t)
  const { client, number } = await linkClient(t, simulator)
  const contact = await simulator.client.createPhone()
  await simulator.client.say(contact.number, { to: number, text: 'before' })
  await until(() => client.messages.find((m) => textOf(m) === 'before'), 'the first message')
  await until(async () => {
    const { devices } = await simulator.client.phone(number)
    return devices[0]?.queued === 0
  }, 'the acknowledgement')
  assert.deepEqual(await simulator.client.disconnect(number, { how: 'drop' }), { disconnected: 1 })
  assert.notEqual(await closeCode(client), undefined)
  await simulator.client.say(contact.number, { to: number, text: 'away', count: 30 })
  const away = await simulator.client.phone(number)
  assert.deepEqual(away.devices[0], { ...away.devices[0], connected: false, queued: 30 })
  assert.equal(away.sockets_open, 0)

  const again = connectClient(t, simulator, client.auth)
  await opened(again)
  await until(() => again.messages.length >= 30, 'what was said')
  assert.deepEqual(
    again.messages.map(textOf),
    Array.from({ length: 30 }, (_, index) => `away #${index + 1}`)
  )
  assert.ok(again.messages.every(({ upsert }) => upsert === 'append'))
  await until(async () => {
    const { devices } = await simulator.client.phone(number)
    return devices[0]?.queued === 0
  }, 'every acknowledgement')
})

test('a message whose receipt was lost with the connection is delivered again', async (t) => {
  const simulator = await simulatorFor(t)
  const { client, number } = await linkClient(t, simulator)
  const contact = await simulator.client.createPhone()
  await simulator.client.disconnect(number, { how: 'half_open' })
  const { ids } = await simulator.client.say(contact.number, { to: number, text: 'into the void' })
  const again = connectClient(t, simulator, client.auth)
  await opened(again)
  await until(() => again.messages.find((m) => textOf(m) === 'into the void'), 'the message')
  const { deliveries } = await simulator.client.sentStatus(contact.number, ids[0] ?? '')
  assert.equal(deliveries.find(({ device }) => device === 1)?.redelivered, 1)
  assert.equal((await simulator.client.phone(number)).sockets_max, 1)
})

test('receipts for an absent client wait for it', async (t) => {
  const simulator = await simulatorFor(t)
  const { client, number } = await linkClient(t, simulator)
  const contact = await simulator.client.createPhone({ auto_delivered: false })
  const sent = await client.socket.sendMessage(contact.jid, { text: 'tell me later' })
  const id = sent?.key.id ?? ''
  await simulator.client.waitReceived(contact.number, { id })
  await client.close()
  await simulator.client.read(contact.number, { chat: number })
  const again = connectClient(t, simulator, client.auth)
  await opened(again)
  await reached(again, id, 4)
})

test('a client that can not read a message asks again and gets it', async (t) => {
  const simulator = await simulatorFor(t)
  const { client, number } = await linkClient(t, simulator)
  const contact = await simulator.client.createPhone()
  await simulator.client.say(contact.number, { to: number, text: 'sound' })
  await until(() => client.messages.find((m) => textOf(m) === 'sound'), 'a sound message')
  await client.socket.sendMessage(contact.jid, { text: 'answered' })
  await simulator.client.waitReceived(contact.number, { text: 'answered' })
  await simulator.client.setFaults({ number, corrupt_messages: 1 })
  const { ids } = await simulator.client.say(contact.number, { to: number, text: 'damaged' })
  await until(() => client.messages.find((m) => textOf(m) === 'damaged'), 'the message again')
  const status = await simulator.client.sentStatus(contact.number, ids[0] ?? '')
  assert.equal(status.deliveries.find(({ device }) => device === 1)?.retries, 1)
  await simulator.client.say(contact.number, { to: number, text: 'sound again' })
  await until(() => client.messages.find((m) => textOf(m) === 'sound again'), 'the next message')
  await until(async () => {
    const { devices } = await simulator.client.phone(number)
    return devices[0]?.queued === 0
  }, 'every acknowledgement')
})

test('a phone that can not read a message asks again and gets it', async (t) => {
  const simulator = await simulatorFor(t)
  const { client } = await linkClient(t, simulator)
  const contact = await simulator.client.createPhone()
  await client.socket.sendMessage(contact.jid, { text: 'first' })
  await simulator.client.waitReceived(contact.number, { text: 'first' })
  await simulator.client.setFaults({ number: contact.number, refuse_messages: 1 })
  const sent = await client.socket.sendMessage(contact.jid, { text: 'refused once' })
  const id = sent?.key.id ?? ''
  const { messages } = await simulator.client.waitReceived(contact.number, { id })
  assert.equal(messages[0]?.copies, 1)
  await reached(client, id, 3)
  const stats = await simulator.client.stats()
  assert.equal(stats.undecryptable, 1)
  assert.equal(stats.retries_out, 1)
})

test('a phone that lost its sessions gets what follows, after asking for keys', async (t) => {
  const simulator = await simulatorFor(t)
  const { client, number } = await linkClient(t, simulator)
  const contact = await simulator.client.createPhone()
  await client.socket.sendMessage(contact.jid, { text: 'first' })
  await simulator.client.waitReceived(contact.number, { text: 'first' })
  await simulator.client.say(contact.number, { to: number, text: 'answer' })
  await until(() => client.messages.find((m) => textOf(m) === 'answer'), 'the answer')
  await simulator.client.forgetSessions(contact.number)
  await client.socket.sendMessage(contact.jid, { text: 'after the loss' })
  await simulator.client.waitReceived(contact.number, { text: 'after the loss' })
})

test('a second login of the same device ends the first with a conflict', async (t) => {
  const simulator = await simulatorFor(t)
  const { client, number } = await linkClient(t, simulator)
  const second = connectClient(t, simulator, client.auth)
  assert.equal(await closeCode(client), 440)
  await opened(second)
  const details = await simulator.client.phone(number)
  assert.equal(details.sockets_max, 2)
  await until(async () => (await simulator.client.phone(number)).sockets_open === 1, 'one socket')
})

test('a device unlinked on the phone is told so, and can not come back', async (t) => {
  const simulator = await simulatorFor(t)
  const { client, number } = await linkClient(t, simulator)
  assert.deepEqual(await simulator.client.logout(number), { removed: 1 })
  assert.equal(await closeCode(client), 401)
  assert.equal(await closeCode(connectClient(t, simulator, client.auth)), 401)
  assert.deepEqual((await simulator.client.phone(number)).devices, [])
})

test('a client that unlinks itself is gone', async (t) => {
  const simulator = await simulatorFor(t)
  const { client, number } = await linkClient(t, simulator)
  await client.socket.logout()
  await until(async () => {
    const { devices } = await simulator.client.phone(number)
    return devices.length === 0
  }, 'the end of the link')
})

test('a banned account is closed with 406, now and later', async (t) => {
  const simulator = await simulatorFor(t)
  const { client, number } = await linkClient(t, simulator)
  await simulator.client.ban(number)
  assert.equal(await closeCode(client), 406)
  assert.equal(await closeCode(connectClient(t, simulator, client.auth)), 406)
  assert.equal((await simulator.client.phone(number)).banned, true)
})

test('an account may be refused for a time, with what the client has to know, and let in again', async (t) => {
  const simulator = await simulatorFor(t)
  const { client, number } = await linkClient(t, simulator)
  await simulator.client.refuseLogins(number, { reason: 402, code: 104, for_ms: 90_000 })
  assert.equal(await closeCode(client), 402)
  const again = connectClient(t, simulator, client.auth)
  assert.equal(await closeCode(again), 402)
  const closed = again.updates.find(({ connection }) => connection === 'close')
  // Baileys hands on what stands in the stanza.
  const { data } = (closed?.lastDisconnect?.error ?? {}) as { data?: Record<string, string> }
  assert.deepEqual([data?.['code'], Number(data?.['expire']) > 60], ['104', true])
  for (const reason of [403, 409] as const) {
    await simulator.client.refuseLogins(number, { reason })
    assert.equal(await closeCode(connectClient(t, simulator, client.auth)), reason)
  }
  await simulator.client.refuseLogins(number, { reason: null })
  await opened(connectClient(t, simulator, client.auth))
})

test('a stream error closes with its code', async (t) => {
  const simulator = await simulatorFor(t)
  const { client, number } = await linkClient(t, simulator)
  await simulator.client.disconnect(number, { how: 'stream_error', code: 503 })
  assert.equal(await closeCode(client), 503)
})

test('withheld acks: the message is delivered, but the sender never hears', async (t) => {
  const simulator = await simulatorFor(t)
  const { client, number } = await linkClient(t, simulator)
  const contact = await simulator.client.createPhone({ auto_delivered: false })
  await simulator.client.setFaults({ number, withhold_acks: true })
  await client.socket.sendMessage(contact.jid, { text: 'unacknowledged' })
  await simulator.client.waitReceived(contact.number, { text: 'unacknowledged' })
  assert.deepEqual(client.acks, [])
  await simulator.client.clearFaults()
  const sent = await client.socket.sendMessage(contact.jid, { text: 'acknowledged' })
  await until(() => client.acks.find(({ id }) => id === sent?.key.id), 'the ack')
})

test('a delay holds back what the server sends, and order stays', async (t) => {
  const simulator = await simulatorFor(t)
  const { client, number } = await linkClient(t, simulator)
  const contact = await simulator.client.createPhone()
  await simulator.client.setFaults({ delay_ms: 200 })
  const start = Date.now()
  await simulator.client.say(contact.number, { to: number, text: 'slow', count: 5 })
  await until(() => client.messages.length >= 5, 'five messages')
  assert.ok(Date.now() - start >= 190)
  assert.deepEqual(
    client.messages.map(textOf),
    [1, 2, 3, 4, 5].map((each) => `slow #${each}`)
  )
})

test('a number that does not exist is refused by the server', async (t) => {
  const simulator = await simulatorFor(t)
  const { client } = await linkClient(t, simulator)
  const sent = await client.socket.sendMessage('4915100000000@s.whatsapp.net', { text: 'anybody?' })
  const ack = await until(() => client.acks.find(({ id }) => id === sent?.key.id), 'the ack')
  assert.equal(ack.error, '404')
})
