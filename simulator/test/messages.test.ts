import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linkClient, reached, simulatorFor, textOf, until } from './harness.ts'

test('a text reaches the contact decrypted, is acknowledged, delivered and read', async (t) => {
  const simulator = await simulatorFor(t)
  const { client, number } = await linkClient(t, simulator)
  const contact = await simulator.client.createPhone({ auto_read: true })
  const sent = await client.socket.sendMessage(contact.jid, { text: 'hello there' })
  const id = sent?.key.id ?? ''
  const got = await simulator.client.waitReceived(contact.number, { id })
  assert.deepEqual(
    { ...got.messages[0], seq: 0, at: '' },
    {
      seq: 0,
      id,
      from: number,
      chat: number,
      kind: 'text',
      text: 'hello there',
      copies: 1,
      raw_copies: 1,
      at: ''
    }
  )
  await until(() => client.acks.find((ack) => ack.id === id), 'the ack')
  await reached(client, id, 3)
  await reached(client, id, 4)
})

test('the own phone gets a copy of what its linked device sends', async (t) => {
  const simulator = await simulatorFor(t)
  const { client, number } = await linkClient(t, simulator)
  const contact = await simulator.client.createPhone()
  await client.socket.sendMessage(contact.jid, { text: 'for you' })
  const { messages } = await simulator.client.waitReceived(number, { text: 'for you' })
  assert.equal(messages[0]?.from, number)
  assert.equal(messages[0]?.chat, contact.number)
})

test('texts of a contact arrive in order, once each, decrypted', async (t) => {
  const simulator = await simulatorFor(t)
  const { client, number } = await linkClient(t, simulator)
  const contact = await simulator.client.createPhone({ name: 'Amal' })
  const { ids } = await simulator.client.say(contact.number, { to: number, text: 'hi', count: 20 })
  await until(() => client.messages.length >= 20, '20 messages')
  assert.deepEqual(
    client.messages.map(textOf),
    ids.map((_, index) => `hi #${index + 1}`)
  )
  assert.deepEqual(
    client.messages.map(({ key }) => key.id),
    ids
  )
  assert.equal(client.messages[0]?.key.remoteJid, contact.jid)
  assert.equal(client.messages[0]?.pushName, 'Amal')
  assert.equal(client.messages[0]?.upsert, 'notify')
  const status = await until(async () => {
    const { deliveries } = await simulator.client.sentStatus(contact.number, ids[0] ?? '')
    return deliveries.find(({ device }) => device === 1)?.delivered && deliveries
  }, 'the receipt')
  assert.equal(status.find(({ device }) => device === 1)?.redelivered, 0)
})

test('a client that syncs history is not kept waiting for it', async (t) => {
  const simulator = await simulatorFor(t)
  const { client, number } = await linkClient(t, simulator, undefined, {
    shouldSyncHistoryMessage: () => true
  })
  const contact = await simulator.client.createPhone()
  const start = Date.now()
  await simulator.client.say(contact.number, { to: number, text: 'no waiting' })
  await until(() => client.messages.find((m) => textOf(m) === 'no waiting'), 'the message')
  assert.ok(Date.now() - start < 10_000)
  await until(() => (client.auth.creds.accountSyncCounter ?? 0) > 0, 'the end of the sync')
  assert.deepEqual((await simulator.client.stats()).unknown_iq_kinds, {})
})

test('a conversation goes on in both directions', async (t) => {
  const simulator = await simulatorFor(t)
  const { client, number } = await linkClient(t, simulator)
  const contact = await simulator.client.createPhone({ auto_reply: 'thank you' })
  for (let round = 1; round <= 5; round += 1) {
    await client.socket.sendMessage(contact.jid, { text: `question ${round}` })
    await until(
      () => client.messages.filter((m) => textOf(m) === 'thank you').length >= round,
      'reply'
    )
  }
  const { total } = await simulator.client.received(contact.number, { from: number })
  assert.equal(total, 5)
  assert.equal((await simulator.client.stats()).undecryptable, 0)
})

test('a contact with LID addressing is heard and answered by its LID', async (t) => {
  const simulator = await simulatorFor(t)
  const { client, number } = await linkClient(t, simulator)
  const contact = await simulator.client.createPhone({ lid_addressing: true })
  await simulator.client.say(contact.number, { to: number, text: 'by lid' })
  const message = await until(() => client.messages.find((m) => textOf(m) === 'by lid'), 'message')
  assert.equal(message.key.remoteJid, contact.lid)
  assert.equal(message.key.remoteJidAlt, contact.jid)
  const sent = await client.socket.sendMessage(contact.lid, { text: 'to the lid' })
  const id = sent?.key.id ?? ''
  await simulator.client.waitReceived(contact.number, { id })
  await reached(client, id, 3)
  await simulator.client.say(contact.number, { to: number, text: 'again' })
  await until(() => client.messages.find((m) => textOf(m) === 'again'), 'the second message')
})

test('onWhatsApp tells registered numbers from others, and auto phones exist by prefix', async (t) => {
  const simulator = await simulatorFor(t)
  const { client } = await linkClient(t, simulator)
  const contact = await simulator.client.createPhone()
  const found = await client.socket.onWhatsApp(contact.number, '4915100000000')
  assert.deepEqual(found, [{ jid: contact.jid, exists: true }])
  await simulator.client.setAutoPhones({ prefix: '49151' })
  await client.socket.sendMessage('4915100000000@s.whatsapp.net', { text: 'new here' })
  await simulator.client.waitReceived('4915100000000', { text: 'new here' })
})

test("two linked devices of one account both get messages and each other's copies", async (t) => {
  const simulator = await simulatorFor(t)
  const { client: first, number } = await linkClient(t, simulator)
  const { client: second, device } = await linkClient(t, simulator, number)
  assert.equal(device, 2)
  const contact = await simulator.client.createPhone()
  await simulator.client.say(contact.number, { to: number, text: 'for both' })
  for (const client of [first, second]) {
    await until(() => client.messages.find((m) => textOf(m) === 'for both'), 'message')
  }
  await first.socket.sendMessage(contact.jid, { text: 'from the first' })
  const copy = await until(
    () => second.messages.find((m) => textOf(m) === 'from the first'),
    'the copy'
  )
  assert.equal(copy.key.fromMe, true)
  assert.equal(copy.key.remoteJid, contact.lid)
  assert.equal(copy.key.remoteJidAlt, contact.jid)
  await simulator.client.say(number, { to: contact.number, text: 'from the phone' })
  const own = await until(
    () => second.messages.find((m) => textOf(m) === 'from the phone'),
    'what the phone said'
  )
  assert.equal(own.key.fromMe, true)
})

test('two linked accounts talk to each other, receipts included', async (t) => {
  const simulator = await simulatorFor(t)
  const { client: one } = await linkClient(t, simulator)
  const { client: two, number } = await linkClient(t, simulator)
  const sent = await one.socket.sendMessage(`${number}@s.whatsapp.net`, {
    text: 'account to account'
  })
  const message = await until(
    () => two.messages.find((m) => textOf(m) === 'account to account'),
    'message'
  )
  const id = sent?.key.id ?? ''
  await reached(one, id, 3)
  await two.socket.readMessages([message.key])
  await reached(one, id, 4)
})

test('receipts on demand: delivered, read and played when the phone wants', async (t) => {
  const simulator = await simulatorFor(t)
  const { client, number } = await linkClient(t, simulator)
  const contact = await simulator.client.createPhone({ auto_delivered: false })
  const ids: string[] = []
  for (const text of ['one', 'two']) {
    const sent = await client.socket.sendMessage(contact.jid, { text })
    ids.push(sent?.key.id ?? '')
  }
  await simulator.client.waitReceived(contact.number, { count: 2 })
  assert.deepEqual(
    client.statuses.filter(({ status }) => status > 2),
    []
  )
  const { ids: read } = await simulator.client.read(contact.number, { chat: number })
  assert.deepEqual(read, ids)
  for (const id of ids) {
    await reached(client, id, 4)
  }
  await simulator.client.played(contact.number, { chat: number, ids: [ids[0] ?? ''] })
  await reached(client, ids[0] ?? '', 5)
})

test('the phone knows when a linked device has read its message', async (t) => {
  const simulator = await simulatorFor(t)
  const { client, number } = await linkClient(t, simulator)
  const contact = await simulator.client.createPhone()
  const { ids } = await simulator.client.say(contact.number, { to: number, text: 'read me' })
  const message = await until(() => client.messages[0], 'message')
  await client.socket.readMessages([message.key])
  await until(async () => {
    const { deliveries } = await simulator.client.sentStatus(contact.number, ids[0] ?? '')
    return deliveries.find(({ device, read }) => device === 1 && read)
  }, 'the read receipt')
})

test('typing is seen on both sides', async (t) => {
  const simulator = await simulatorFor(t)
  const { client, number } = await linkClient(t, simulator)
  const contact = await simulator.client.createPhone()
  await simulator.client.typing(contact.number, { to: number, state: 'composing' })
  await until(
    () =>
      client.presences.find(
        ({ presences }) => presences[contact.jid]?.lastKnownPresence === 'composing'
      ),
    'composing'
  )
  await client.socket.sendPresenceUpdate('composing', contact.jid)
  await until(async () => {
    const { presences } = await simulator.client.phone(contact.number)
    return presences.find((each) => each.number === number && each.state === 'composing')
  }, 'composing at the phone')
})
