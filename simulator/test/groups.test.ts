import assert from 'node:assert/strict'
import { test } from 'node:test'
import { connectClient, groupFor, linkClient, opened, sees, textOf, until } from './harness.ts'

for (const mode of ['pn', 'lid'] as const) {
  test(`two clients and two phones talk in one group, by ${mode}`, async (t) => {
    const { simulator, one, two, amal, badr, group } = await groupFor(t, mode)
    await simulator.client.say(amal.number, { to: group.id, text: 'from Amal' })
    for (const { client } of [one, two]) {
      const message = await sees(client, 'from Amal')
      assert.equal(message.key.remoteJid, group.id)
      assert.equal(message.key.participant, mode === 'lid' ? amal.lid : amal.jid)
      assert.equal(message.key.participantAlt, mode === 'lid' ? amal.jid : amal.lid)
      assert.equal(message.pushName, 'Amal')
    }
    const sent = await one.client.socket.sendMessage(group.id, { text: 'from one' })
    const id = sent?.key.id ?? ''
    await sees(two.client, 'from one')
    for (const { number } of [amal, badr]) {
      const { messages } = await simulator.client.waitReceived(number, { id })
      assert.equal(messages[0]?.chat, group.id)
      assert.equal(messages[0]?.from, one.number)
    }
    await until(() => one.client.acks.find((ack) => ack.id === id), 'the ack')
    // With the keys known on all sides, only the message itself travels from here on.
    await simulator.client.say(badr.number, { to: group.id, text: 'note', count: 5 })
    for (const text of ['from two', 'two again']) {
      await two.client.socket.sendMessage(group.id, { text })
      await sees(one.client, text)
      await simulator.client.waitReceived(amal.number, { text })
    }
    for (const { client } of [one, two]) await sees(client, 'note #5')
    assert.deepEqual(
      two.client.messages.map(textOf).filter((text) => text?.startsWith('note')),
      [1, 2, 3, 4, 5].map((each) => `note #${each}`)
    )
    const stats = await simulator.client.stats()
    assert.deepEqual(
      { undecryptable: stats.undecryptable, retries_in: stats.retries_in, nacks: stats.nacks },
      { undecryptable: 0, retries_in: 0, nacks: 0 }
    )
    await until(async () => {
      const { unacknowledged } = await simulator.client.audit()
      return unacknowledged.length === 0
    }, 'every acknowledgement')
  })
}

test('a client that joins later reads what is said from then on, on both sides', async (t) => {
  const { simulator, one, amal, group } = await groupFor(t)
  await simulator.client.say(amal.number, { to: group.id, text: 'before' })
  await one.client.socket.sendMessage(group.id, { text: 'one before' })
  await sees(one.client, 'before')
  const late = await linkClient(t, simulator)
  await simulator.client.changeGroup(amal.number, { group: group.id, add: [late.number] })
  await simulator.client.say(amal.number, { to: group.id, text: 'after' })
  await one.client.socket.sendMessage(group.id, { text: 'one after' })
  await sees(late.client, 'after')
  await sees(late.client, 'one after')
  await late.client.socket.sendMessage(group.id, { text: 'hello from the new one' })
  await sees(one.client, 'hello from the new one')
  await simulator.client.waitReceived(amal.number, { text: 'hello from the new one' })
  const heard = late.client.messages.filter(({ key }) => !key.fromMe).map(textOf)
  assert.deepEqual(heard.filter(Boolean), ['after', 'one after'])
  // The keys came with the messages: nobody had to ask.
  assert.equal((await simulator.client.stats()).retries_in, 0)
})

test('a device linked later gets the keys of everybody in the group', async (t) => {
  const { simulator, one, two, amal, group } = await groupFor(t)
  await simulator.client.say(amal.number, { to: group.id, text: 'first' })
  await two.client.socket.sendMessage(group.id, { text: 'second' })
  await sees(one.client, 'second')
  const { client: tablet } = await linkClient(t, simulator, one.number)
  const third = await simulator.client.say(amal.number, { to: group.id, text: 'third' })
  await two.client.socket.sendMessage(group.id, { text: 'fourth' })
  await one.client.socket.sendMessage(group.id, { text: 'fifth' })
  for (const text of ['third', 'fourth']) await sees(tablet, text)
  // Baileys notes a new device under the number only, so in a group by LID it is the device that
  // has to ask the other clients. Phones know.
  assert.equal((await sees(tablet, 'fifth')).key.fromMe, true)
  const { deliveries } = await simulator.client.sentStatus(amal.number, third.ids[0] ?? '')
  assert.ok(deliveries.every(({ retries }) => retries === 0))
})

test('who was removed reads nothing any more, and those who stay begin new keys', async (t) => {
  const { simulator, one, two, amal, group } = await groupFor(t)
  await simulator.client.say(amal.number, { to: group.id, text: 'all of us' })
  for (const { client } of [one, two]) await sees(client, 'all of us')
  await simulator.client.changeGroup(amal.number, { group: group.id, remove: [two.number] })
  await until(() => two.client.participants.find(({ action }) => action === 'remove'), 'the news')
  const ciphertexts: string[][] = []
  type Stanza = { content: { tag: string; attrs: { type: string } }[] }
  one.client.socket.ws.on('CB:message', ({ content }: Stanza) =>
    ciphertexts.push(content.filter(({ tag }) => tag === 'enc').map(({ attrs }) => attrs.type))
  )
  await simulator.client.say(amal.number, { to: group.id, text: 'without two' })
  await sees(one.client, 'without two')
  await simulator.client.say(amal.number, { to: group.id, text: 'again' })
  await sees(one.client, 'again')
  assert.deepEqual(ciphertexts, [['pkmsg', 'skmsg'], ['skmsg']])
  assert.equal(
    two.client.messages.find((m) => textOf(m) === 'without two'),
    undefined
  )
  const sent = await two.client.socket.relayMessage(
    group.id,
    { conversation: 'let me in' },
    { participant: { jid: amal.lid, count: 1 } }
  )
  const ack = await until(() => two.client.acks.find(({ id }) => id === sent), 'the refusal')
  assert.equal(ack.error, '403')
})

test('where only admins write, a member is refused', async (t) => {
  const { simulator, one, amal, group } = await groupFor(t)
  await simulator.client.changeGroup(amal.number, { group: group.id, announce: true })
  const sent = await one.client.socket.sendMessage(group.id, { text: 'may I?' })
  const ack = await until(() => one.client.acks.find(({ id }) => id === sent?.key.id), 'the ack')
  assert.equal(ack.error, '403')
  await assert.rejects(
    simulator.client.say(one.number, { to: group.id, text: 'may I?' }),
    /only admins write here/
  )
  await simulator.client.changeGroup(amal.number, { group: group.id, promote: [one.number] })
  await one.client.socket.sendMessage(group.id, { text: 'now I may' })
  await simulator.client.waitReceived(amal.number, { text: 'now I may' })
})

test('a client that can not read a group message asks the phone and gets it', async (t) => {
  const { simulator, one, two, amal, group } = await groupFor(t)
  await simulator.client.say(amal.number, { to: group.id, text: 'sound' })
  await sees(one.client, 'sound')
  await simulator.client.setFaults({ number: one.number, corrupt_messages: 1 })
  const { ids } = await simulator.client.say(amal.number, { to: group.id, text: 'damaged' })
  await sees(two.client, 'damaged')
  await sees(one.client, 'damaged')
  const { deliveries } = await simulator.client.sentStatus(amal.number, ids[0] ?? '')
  const retries = deliveries.map(({ number, retries }) => (number === one.number ? retries : 0))
  assert.deepEqual(
    retries.filter((each) => each > 0),
    [1]
  )
  await simulator.client.say(amal.number, { to: group.id, text: 'sound again' })
  await sees(one.client, 'sound again')
})

test('a phone that can not read a group message asks the client and gets it', async (t) => {
  const { simulator, one, two, amal, badr, group } = await groupFor(t)
  await simulator.client.setFaults({ number: badr.number, refuse_messages: 1 })
  const sent = await one.client.socket.sendMessage(group.id, { text: 'refused once' })
  const id = sent?.key.id ?? ''
  const { messages } = await simulator.client.waitReceived(badr.number, { id })
  assert.equal(messages[0]?.copies, 1)
  assert.equal((await simulator.client.stats()).retries_out, 1)
  await one.client.socket.sendMessage(group.id, { text: 'and on' })
  await simulator.client.waitReceived(badr.number, { text: 'and on' })
  await simulator.client.waitReceived(amal.number, { text: 'and on' })
  await sees(two.client, 'and on')
})

test('a client that lost the sender key of another client asks it and gets the message', async (t) => {
  const { simulator, one, two, group } = await groupFor(t)
  await one.client.socket.sendMessage(group.id, { text: 'first' })
  await sees(two.client, 'first')
  const lid = one.client.auth.creds.me?.lid?.split(':')[0]
  await two.client.auth.keys.set({
    'sender-key': { [`${group.id}::${lid}_1::${one.device}`]: null }
  })
  await one.client.socket.sendMessage(group.id, { text: 'without the key' })
  await sees(two.client, 'without the key')
  assert.equal((await simulator.client.stats()).retries_in, 1)
  await one.client.socket.sendMessage(group.id, { text: 'with a new key' })
  await sees(two.client, 'with a new key')
})

test('receipts in a group say who has it and who has read it, on both sides', async (t) => {
  const { simulator, one, two, amal, badr, group } = await groupFor(t)
  const sent = await one.client.socket.sendMessage(group.id, { text: 'who reads this?' })
  const id = sent?.key.id ?? ''
  const of = (jid: string, field: 'receiptTimestamp' | 'readTimestamp') =>
    until(
      () => one.client.receipts.find((r) => r.id === id && r.userJid === jid && r[field]),
      `${field} of ${jid}`
    )
  for (const { lid } of [amal, badr]) await of(lid, 'receiptTimestamp')
  await of(two.client.auth.creds.me?.lid?.replace(/:\d+/, '') ?? '', 'receiptTimestamp')
  const { ids } = await simulator.client.read(badr.number, { chat: group.id })
  assert.deepEqual(ids, [id])
  await of(badr.lid, 'readTimestamp')

  const said = await simulator.client.say(amal.number, { to: group.id, text: 'and this?' })
  const message = await sees(two.client, 'and this?')
  await two.client.socket.readMessages([message.key])
  await until(async () => {
    const { deliveries } = await simulator.client.sentStatus(amal.number, said.ids[0] ?? '')
    const mine = deliveries.find(({ number, device }) => number === two.number && device === 1)
    return mine?.delivered && mine.read
  }, 'the read receipt')
})

test('what is said in a group while a client is away waits for it', async (t) => {
  const { simulator, one, two, amal, group } = await groupFor(t)
  await one.client.close()
  await simulator.client.say(amal.number, { to: group.id, text: 'away', count: 3 })
  await two.client.socket.sendMessage(group.id, { text: 'from two, too' })
  await sees(two.client, 'away #3')
  const again = connectClient(t, simulator, one.client.auth)
  await opened(again)
  await sees(again, 'from two, too')
  assert.deepEqual(again.messages.map(textOf).filter(Boolean), [
    'away #1',
    'away #2',
    'away #3',
    'from two, too'
  ])
})

test('a picture goes to a group like a text', async (t) => {
  const { simulator, one, amal, group } = await groupFor(t)
  const { id } = await simulator.client.sendMedia(amal.number, {
    to: group.id,
    type: 'image',
    size: 500,
    caption: 'look'
  })
  const message = await until(() => one.client.messages.find(({ key }) => key.id === id), 'it')
  assert.equal(message.message?.imageMessage?.caption, 'look')
  assert.equal(message.key.remoteJid, group.id)
})
