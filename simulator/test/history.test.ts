import assert from 'node:assert/strict'
import { test } from 'node:test'
import { proto, type WAMessage } from 'baileys'
import { type Client, linkClient, simulatorFor, textOf, until } from './harness.ts'
import { mediaOptions } from './media-options.ts'

const { INITIAL_BOOTSTRAP, RECENT, ON_DEMAND } = proto.HistorySync.HistorySyncType

const WITH_HISTORY = { shouldSyncHistoryMessage: () => true }

/** All messages of the pushed history of one chat, in the order in which they came. */
const historyOf = (client: Client, jid: string): WAMessage[] =>
  client.history
    .filter(({ syncType }) => syncType !== ON_DEMAND)
    .flatMap(({ messages }) => messages)
    .filter(({ key }) => key.remoteJid === jid)

const complete = (client: Client): Promise<unknown> =>
  until(
    () => client.history.find(({ syncType, progress }) => syncType === RECENT && progress === 100),
    'the whole history'
  )

const numbered = (words: string, from: number, to: number): string[] =>
  Array.from(
    { length: Math.abs(to - from) + 1 },
    (_, index) => `${words} #${from + (to < from ? -index : index)}`
  )

test('a new device gets what the phone has: chats, messages, names and LIDs', async (t) => {
  const simulator = await simulatorFor(t)
  const { number, jid } = await simulator.client.createPhone({ name: 'Owner' })
  const amal = await simulator.client.createPhone({ name: 'Amal' })
  const badr = await simulator.client.createPhone({ name: 'Badr', lid_addressing: true })
  await simulator.client.say(amal.number, { to: number, text: 'hello', count: 30 })
  await simulator.client.say(number, { to: amal.number, text: 'hello back' })
  await simulator.client.say(badr.number, { to: number, text: 'by lid' })
  await simulator.client.sendMedia(badr.number, {
    to: number,
    type: 'image',
    size: 100,
    caption: 'look'
  })
  const { client } = await linkClient(t, simulator, number, WITH_HISTORY)
  await complete(client)

  const messages = historyOf(client, amal.jid)
  assert.deepEqual(messages.map(textOf), ['hello back', ...numbered('hello', 30, 1)])
  assert.equal(messages[0]?.key.fromMe, true)
  assert.equal(messages[0]?.status, proto.WebMessageInfo.Status.DELIVERY_ACK)
  assert.equal(messages[1]?.key.fromMe, false)
  assert.equal(messages[1]?.pushName, 'Amal')
  const [picture, words] = historyOf(client, badr.lid)
  assert.equal(picture?.message?.imageMessage?.caption, 'look')
  assert.equal(textOf(words), 'by lid')

  assert.equal(client.notices[0]?.syncType, INITIAL_BOOTSTRAP)
  const unread = client.history.flatMap(({ chats }) => chats.map((c) => [c.id, c.unreadCount]))
  assert.deepEqual(Object.fromEntries(unread), { [badr.lid]: 2, [amal.jid]: 30 })
  const people = client.history.flatMap(({ contacts }) => contacts)
  for (const [id, notify] of [
    [jid, 'Owner'],
    [badr.lid, 'Badr'],
    [amal.jid, 'Amal']
  ]) {
    assert.ok(
      people.some((person) => person.id === id && person.notify === notify),
      notify
    )
  }
  const { lidMapping } = client.socket.signalRepository
  assert.equal(await lidMapping.getLIDForPN(amal.jid), amal.lid)
  assert.equal(await lidMapping.getPNForLID(badr.lid), badr.jid.replace('@', ':0@'))
  assert.equal((await simulator.client.stats()).phone_failures, 0)
})

test('a history too large for a message is fetched as an encrypted file', async (t) => {
  const simulator = await simulatorFor(t)
  const { number } = await simulator.client.createPhone({ history_inline_max: 0 })
  const contact = await simulator.client.createPhone()
  await simulator.client.say(contact.number, { to: number, text: 'from a file', count: 3 })
  const options = { ...WITH_HISTORY, ...mediaOptions(simulator) }
  const { client } = await linkClient(t, simulator, number, options)
  await complete(client)
  assert.deepEqual(historyOf(client, contact.jid).map(textOf), numbered('from a file', 3, 1))
  assert.ok(client.notices.every(({ directPath }) => directPath))
})

test('a long history comes in chunks, each message once', async (t) => {
  const simulator = await simulatorFor(t)
  const { number } = await simulator.client.createPhone({ history_per_chat: 1200 })
  const contact = await simulator.client.createPhone()
  await simulator.client.say(contact.number, { to: number, text: 'long', count: 1300 })
  const { client } = await linkClient(t, simulator, number, WITH_HISTORY)
  await complete(client)
  const recent = client.notices.filter(({ syncType }) => syncType === RECENT)
  assert.deepEqual(
    recent.map(({ progress, chunkOrder }) => [progress, chunkOrder]),
    [
      [33, 3],
      [66, 4],
      [100, 5]
    ]
  )
  assert.deepEqual(historyOf(client, contact.jid).map(textOf), numbered('long', 1300, 101))
})

test('what is older than the pushed history comes when the client asks for it', async (t) => {
  const simulator = await simulatorFor(t)
  const { number } = await simulator.client.createPhone({ history_per_chat: 5 })
  const contact = await simulator.client.createPhone()
  await simulator.client.say(contact.number, { to: number, text: 'old', count: 20 })
  const { client } = await linkClient(t, simulator, number, WITH_HISTORY)
  await complete(client)
  const oldest = historyOf(client, contact.jid).at(-1)
  assert.equal(textOf(oldest), 'old #16')
  assert.ok(oldest)
  const at = Number(oldest.messageTimestamp) * 1000
  const session = await client.socket.fetchMessageHistory(10, oldest.key, at)
  const answer = await until(
    () => client.history.find((part) => part.peerDataRequestSessionId === session),
    'the older messages'
  )
  assert.equal(answer.syncType, ON_DEMAND)
  assert.deepEqual(answer.messages.map(textOf), numbered('old', 15, 6))
  const last = answer.messages.at(-1)
  assert.ok(last)
  const rest = await client.socket.fetchMessageHistory(50, last.key, at)
  const end = await until(
    () => client.history.find((part) => part.peerDataRequestSessionId === rest),
    'the rest'
  )
  assert.deepEqual(end.messages.map(textOf), numbered('old', 5, 1))
})

test('a message without its content is had from the phone', async (t) => {
  const simulator = await simulatorFor(t)
  const { client, number } = await linkClient(t, simulator)
  const contact = await simulator.client.createPhone({ name: 'Amal' })
  await simulator.client.setFaults({ number, absent_messages: 1 })
  const { ids } = await simulator.client.say(contact.number, { to: number, text: 'hidden' })
  const stub = await until(() => client.messages.find(({ key }) => key.id === ids[0]), 'the stub')
  assert.equal(stub.messageStubType, proto.WebMessageInfo.StubType.CIPHERTEXT)
  const message = await until(
    () => client.messages.find((each) => textOf(each) === 'hidden'),
    'the message'
  )
  assert.equal(message.key.id, ids[0])
  assert.equal(message.pushName, 'Amal')
})

test('groups are in the history by their names, with who said what', async (t) => {
  const simulator = await simulatorFor(t)
  const { number } = await simulator.client.createPhone()
  const amal = await simulator.client.createPhone({ name: 'Amal' })
  const { id } = await simulator.client.createGroup(amal.number, {
    subject: 'Friends',
    participants: [number]
  })
  await simulator.client.say(amal.number, { to: id, text: 'welcome' })
  await simulator.client.say(number, { to: id, text: 'thanks' })
  const { client } = await linkClient(t, simulator, number, WITH_HISTORY)
  await complete(client)
  const [thanks, welcome] = historyOf(client, id)
  assert.deepEqual([textOf(thanks), thanks?.key.fromMe], ['thanks', true])
  assert.deepEqual([textOf(welcome), welcome?.key.participant], ['welcome', amal.lid])
  const chat = client.history.flatMap(({ chats }) => chats).find((each) => each.id === id)
  assert.equal(chat?.name, 'Friends')
  assert.equal(chat?.participant?.length, 2)
  assert.equal(await client.socket.signalRepository.lidMapping.getLIDForPN(amal.jid), amal.lid)
})

test('edited and deleted messages are so in the history, and read ones are not unread', async (t) => {
  const simulator = await simulatorFor(t)
  const { client: first, number } = await linkClient(t, simulator)
  const contact = await simulator.client.createPhone()
  const kept = await first.socket.sendMessage(contact.jid, { text: 'frist' })
  const gone = await first.socket.sendMessage(contact.jid, { text: 'a mistake' })
  assert.ok(kept && gone)
  await first.socket.sendMessage(contact.jid, { text: 'first', edit: kept.key })
  await first.socket.sendMessage(contact.jid, { delete: gone.key })
  await simulator.client.say(contact.number, { to: number, text: 'seen' })
  const seen = await until(() => first.messages.find((m) => textOf(m) === 'seen'), 'the message')
  await first.socket.readMessages([seen.key])
  await until(async () => {
    const { chats } = await simulator.client.chats(number)
    return chats[0]?.messages === 2 && chats[0].unread === 0
  }, 'two messages, none of them unread')

  const { client } = await linkClient(t, simulator, number, WITH_HISTORY)
  await complete(client)
  assert.deepEqual(historyOf(client, contact.jid).map(textOf), ['seen', 'first'])
  const chat = client.history.flatMap((part) => part.chats).find(({ id }) => id === contact.jid)
  assert.equal(chat?.unreadCount, 0)
  const { chats } = await simulator.client.chats(contact.number)
  assert.equal(chats[0]?.messages, 2)
})

test('a chat keeps its newest 2,000 messages', async (t) => {
  const simulator = await simulatorFor(t)
  const [one, two] = await simulator.client.createPhones(2)
  assert.ok(one && two)
  await simulator.client.say(one.number, { to: two.number, text: 'many', count: 2010 })
  for (const { number } of [one, two]) {
    const { chats } = await simulator.client.chats(number)
    assert.equal(chats[0]?.messages, 2000)
    assert.equal(chats[0]?.last?.text, 'many #2010')
  }
})
