import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  closeCode,
  connectClient,
  linkClient,
  opened,
  pairFor,
  sendText,
  stanzasOf,
  textOf,
  until
} from './harness.ts'

test('the next so many acks are withheld, and the one after comes', async (t) => {
  const { client, contact, number, simulator } = await pairFor(t)
  await simulator.client.setFaults({ number, withhold_acks: 2 })
  for (const id of ['3EB0A1', '3EB0A2', '3EB0A3']) await sendText(client, contact.jid, id, id)
  await until(() => client.acks.find(({ id }) => id === '3EB0A3'), 'the third ack')
  await simulator.client.waitReceived(contact.number, { count: 3 })
  assert.deepEqual(
    client.acks.map(({ id }) => id),
    ['3EB0A3']
  )
  assert.deepEqual((await simulator.client.faults({ number })).applied, { withhold_acks: 2 })
})

test('an ack comes twice', async (t) => {
  const { client, contact, number, simulator } = await pairFor(t)
  await simulator.client.setFaults({ number, duplicate_acks: 1 })
  await sendText(client, contact.jid, 'one', '3EB0B1')
  await sendText(client, contact.jid, 'two', '3EB0B2')
  await until(() => client.acks.find(({ id }) => id === '3EB0B2'), 'the second ack')
  assert.deepEqual(
    client.acks.map(({ id }) => id),
    ['3EB0B1', '3EB0B1', '3EB0B2']
  )
  assert.equal((await simulator.client.stats()).faults.duplicate_acks, 1)
})

test('an ack is overtaken by the next one', async (t) => {
  const { client, contact, number, simulator } = await pairFor(t)
  await simulator.client.setFaults({ number, reorder_acks: 1 })
  await sendText(client, contact.jid, 'one', '3EB0B3')
  await sendText(client, contact.jid, 'two', '3EB0B4')
  await until(() => client.acks.length === 2, 'both acks')
  assert.deepEqual(
    client.acks.map(({ id }) => id),
    ['3EB0B4', '3EB0B3']
  )
  assert.equal((await simulator.client.faults({ number })).applied.reorder_acks, 1)
})

test('a message is taken and the line cut before its ack: sent again, it is there once', async (t) => {
  const { client, contact, number, simulator } = await pairFor(t)
  await simulator.client.setFaults({ number, drop_before_ack: 1 })
  await sendText(client, contact.jid, 'once', '3EB0C1')
  await closeCode(client)
  await simulator.client.waitReceived(contact.number, { id: '3EB0C1' })
  assert.deepEqual(client.acks, [])
  const again = connectClient(t, simulator, client.auth)
  await opened(again)
  await sendText(again, contact.jid, 'once', '3EB0C1')
  await until(() => again.acks.find(({ id }) => id === '3EB0C1'), 'the ack')
  const { total, messages } = await until(async () => {
    const received = await simulator.client.received(contact.number)
    return received.messages[0]?.copies === 2 && received
  }, 'the second copy')
  assert.equal(total, 1)
  assert.equal(messages[0]?.text, 'once')
  assert.equal((await simulator.client.faults({ number })).applied.drop_before_ack, 1)
})

test('the line is cut before the message is taken: nobody gets it until it is sent again', async (t) => {
  const { client, contact, number, simulator } = await pairFor(t)
  await simulator.client.setFaults({ number, drop_before_message: 1 })
  await sendText(client, contact.jid, 'lost', '3EB0D1')
  await closeCode(client)
  const again = connectClient(t, simulator, client.auth)
  await opened(again)
  assert.equal((await simulator.client.received(contact.number)).total, 0)
  await sendText(again, contact.jid, 'lost', '3EB0D1')
  const { messages } = await simulator.client.waitReceived(contact.number, { id: '3EB0D1' })
  assert.equal(messages[0]?.raw_copies, 1)
  assert.equal((await simulator.client.faults({ number })).applied.drop_before_message, 1)
})

test('a line that goes half-open at a message neither takes it nor closes', async (t) => {
  const { client, contact, number, simulator } = await pairFor(t)
  await simulator.client.setFaults({ number, half_open_at_message: 1 })
  await sendText(client, contact.jid, 'into nothing', '3EB0E1')
  await until(
    async () => (await simulator.client.phone(number)).sockets_open === 0,
    'the line to stall'
  )
  assert.equal(client.socket.ws.isOpen, true)
  const again = connectClient(t, simulator, client.auth)
  await opened(again)
  await sendText(again, contact.jid, 'into nothing', '3EB0E1')
  await simulator.client.waitReceived(contact.number, { id: '3EB0E1' })
  assert.equal((await simulator.client.phone(number)).sockets_max, 1)
  assert.equal((await simulator.client.faults({ number })).applied.half_open_at_message, 1)
})

for (const code of [500, 503, 515]) {
  test(`a message is answered with stream error ${code}, and nobody gets it`, async (t) => {
    const { client, contact, number, simulator } = await pairFor(t)
    await simulator.client.setFaults({
      number,
      stream_error_at_message: 1,
      stream_error_code: code
    })
    await sendText(client, contact.jid, 'refused', '3EB0F1')
    assert.equal(await closeCode(client), code)
    assert.equal((await simulator.client.received(contact.number)).total, 0)
    assert.equal((await simulator.client.faults({ number })).applied.stream_error_at_message, 1)
  })
}

test('the same stanza comes to the client twice, and is shown once', async (t) => {
  const { client, contact, number, simulator } = await pairFor(t)
  const stanzas = stanzasOf(client)
  await simulator.client.setFaults({ number, duplicate_messages: 1 })
  const { ids } = await simulator.client.say(contact.number, { to: number, text: 'twice' })
  const { ids: next } = await simulator.client.say(contact.number, { to: number, text: 'next' })
  await until(() => client.messages.find((m) => textOf(m) === 'next'), 'the next message')
  assert.deepEqual(stanzas, [...ids, ...ids, ...next])
  assert.equal(client.messages.filter((m) => textOf(m) === 'twice').length, 1)
  assert.equal((await simulator.client.faults({ number })).applied.duplicate_messages, 1)
})

test('what waited for an absent client comes twice too', async (t) => {
  const { client, contact, number, simulator } = await pairFor(t)
  await client.close()
  await simulator.client.setFaults({ number, duplicate_messages: true })
  await simulator.client.say(contact.number, { to: number, text: 'while away' })
  const again = connectClient(t, simulator, client.auth)
  const stanzas = stanzasOf(again)
  await opened(again)
  await until(() => again.messages.find((m) => textOf(m) === 'while away'), 'the message')
  await until(() => stanzas.length === 2, 'the second stanza')
  assert.equal(stanzas[0], stanzas[1])
})

test('faults of one number leave the others alone, and all end when they are cleared', async (t) => {
  const { client, contact, number, simulator } = await pairFor(t)
  const { client: other } = await linkClient(t, simulator)
  await simulator.client.setFaults({ number, withhold_acks: true })
  await sendText(client, contact.jid, 'unheard', '3EB001')
  await sendText(other, contact.jid, 'heard', '3EB002')
  await until(() => other.acks.find(({ id }) => id === '3EB002'), "the other's ack")
  await simulator.client.waitReceived(contact.number, { count: 2 })
  assert.deepEqual(client.acks, [])
  await simulator.client.clearFaults()
  await sendText(client, contact.jid, 'heard again', '3EB003')
  await until(() => client.acks.find(({ id }) => id === '3EB003'), 'the ack')
  const { settings, applied } = await simulator.client.faults({ number })
  assert.deepEqual({ settings, applied }, { settings: {}, applied: { withhold_acks: 1 } })
})

test('faults set for a while end by themselves', async (t) => {
  const { client, contact, number, simulator } = await pairFor(t)
  await simulator.client.setFaults({ number, withhold_acks: true, for_ms: 2_000 })
  await sendText(client, contact.jid, 'during', '3EB004')
  await until(async () => {
    const { settings } = await simulator.client.faults({ number })
    return Object.keys(settings).length === 0
  }, 'the end of the fault')
  await sendText(client, contact.jid, 'after', '3EB005')
  await until(() => client.acks.length > 0, 'an ack')
  assert.deepEqual(
    client.acks.map(({ id }) => id),
    ['3EB005']
  )
})
