import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { type Client, linkClient, simulatorFor, textOf, until } from './harness.ts'
import { mediaOptions } from './media-options.ts'

/** Baileys checks MACs only when told to. */
const CHECKED = {
  shouldSyncHistoryMessage: () => true,
  appStateMacVerification: { patch: true, snapshot: true }
}

const linked = async (t: TestContext) => {
  const simulator = await simulatorFor(t)
  const { client, number } = await linkClient(t, simulator, undefined, CHECKED)
  const contact = await simulator.client.createPhone()
  await synced(client)
  return { simulator, client, number, contact }
}

const synced = async (client: Client): Promise<void> => {
  await until(() => client.auth.creds.myAppStateKeyId, 'the key to the settings')
  await until(() => (client.auth.creds.accountSyncCounter ?? 0) > 0, 'the end of the sync')
}

const changed = (client: Client, jid: string, change: object): Promise<unknown> =>
  until(
    () =>
      client.chats.find((chat) => {
        const entries = Object.entries(chat)
        return Object.entries({ id: jid, ...change }).every(([name, value]) =>
          entries.some((entry) => entry[0] === name && entry[1] === value)
        )
      }),
    `the chat to be ${JSON.stringify(change)}`
  )

test('what a client does to a chat is known to the phone and to the other devices', async (t) => {
  const { simulator, client, number, contact } = await linked(t)
  const { client: second } = await linkClient(t, simulator, number, CHECKED)
  await synced(second)
  await simulator.client.say(contact.number, { to: number, text: 'keep this' })
  const message = await until(
    () => client.messages.find((each) => textOf(each) === 'keep this'),
    'the message'
  )
  const { socket } = client
  const muted_until = Date.now() + 3_600_000
  const lastMessages = [message]
  await socket.chatModify({ archive: true, lastMessages }, contact.jid)
  await socket.chatModify({ mute: muted_until }, contact.jid)
  await socket.chatModify({ pin: true }, contact.jid)
  await socket.chatModify({ markRead: false, lastMessages }, contact.jid)
  await socket.star(contact.jid, [{ id: message.key.id ?? '', fromMe: false }], true)
  await socket.addOrEditContact(contact.jid, { fullName: 'Amal from work' })

  const { chats } = await simulator.client.chats(number)
  assert.deepEqual(
    { ...chats[0], pinned_at: Number(chats[0]?.pinned_at) > 0, last: null },
    {
      chat: contact.number,
      jid: contact.jid,
      messages: 1,
      unread: 1,
      name: 'Amal from work',
      archived: true,
      pinned_at: true,
      muted_until,
      marked_unread: true,
      last: null
    }
  )
  await changed(second, contact.jid, { archived: true })
  await changed(second, contact.jid, { muteEndTime: muted_until })
  await changed(second, contact.jid, { unreadCount: -1 })
  await until(() => second.contacts.find(({ name }) => name === 'Amal from work'), 'the name')
  const { collections } = await simulator.client.appState(number)
  const stars = collections.regular_low?.actions.find(({ index }) => index[0] === 'star')
  assert.deepEqual(stars?.index, ['star', contact.jid, message.key.id, '0', '0'])
  assert.ok(Object.values(collections).every(({ mismatches }) => mismatches === 0))
  assert.equal(collections.regular_low?.version, 4)
})

test('what the owner does on the phone reaches every device, its MACs verified', async (t) => {
  const { simulator, client, number, contact } = await linked(t)
  await simulator.client.modifyChat(number, { chat: contact.number, archived: true })
  await changed(client, contact.jid, { archived: true })
  await simulator.client.modifyChat(number, { chat: contact.number, archived: false })
  await changed(client, contact.jid, { archived: false })
  const muted_until = Date.now() + 60_000
  await simulator.client.modifyChat(number, { chat: contact.number, muted_until, read: true })
  await changed(client, contact.jid, { muteEndTime: muted_until })
  await changed(client, contact.jid, { unreadCount: 0 })
  // The client counts on from what the phone did, and the phone from what the client did.
  await client.socket.chatModify({ archive: true, lastMessages: [] }, contact.jid)
  await simulator.client.modifyChat(number, { chat: contact.number, pinned: true })
  await until(() => client.chats.find(({ id, pinned }) => id === contact.jid && pinned), 'the pin')
  const { collections } = await simulator.client.appState(number)
  assert.equal(collections.regular_low?.version, 5)
  assert.equal(collections.regular_low?.mismatches, 0)
})

test('a new device learns the settings, from patches and in its history', async (t) => {
  const { simulator, client, number, contact } = await linked(t)
  await simulator.client.say(contact.number, { to: number, text: 'a chat' })
  await client.socket.chatModify({ archive: true, lastMessages: [] }, contact.jid)
  await client.socket.updateProfileName('The owner')
  assert.equal((await simulator.client.phone(number)).name, 'The owner')
  const { client: second } = await linkClient(t, simulator, number, CHECKED)
  await synced(second)
  const chat = await until(
    () => second.history.flatMap(({ chats }) => chats).find(({ id }) => id === contact.jid),
    'the chat in the history'
  )
  assert.equal(chat.archived, true)
  await until(() => second.auth.creds.me?.name === 'The owner', 'the name')
  const { regular_low: state } = await second.auth.keys.get('app-state-sync-version', [
    'regular_low'
  ])
  assert.equal(state?.version, 1)
})

test('a contact can be removed and saved again, though the client then counts a wrong hash', async (t) => {
  const { simulator, client, number, contact } = await linked(t)
  await simulator.client.say(contact.number, { to: number, text: 'a chat' })
  const saved = async () => (await simulator.client.chats(number)).chats[0]?.name
  await client.socket.addOrEditContact(contact.jid, { fullName: 'Amal' })
  assert.equal(await saved(), 'Amal')
  await client.socket.removeContact(contact.jid)
  assert.equal(await saved(), null)
  await client.socket.addOrEditContact(contact.jid, { fullName: 'Badr' })
  assert.equal(await saved(), 'Badr')
  const { collections } = await simulator.client.appState(number)
  assert.equal(collections.critical_unblock_low?.version, 3)
  assert.equal(collections.critical_unblock_low?.mismatches, 1)
})

test('a device too far behind gets a snapshot, and goes on from there', async (t) => {
  const simulator = await simulatorFor(t)
  const options = { ...CHECKED, ...mediaOptions(simulator) }
  const { number } = await simulator.client.createPhone()
  const contact = await simulator.client.createPhone()
  const chat = contact.number
  // Without a message there is no chat in the history, and Baileys holds back what is set for it.
  await simulator.client.say(chat, { to: number, text: 'a chat' })
  // One more patch than are kept, the first about something that no later one is about.
  await simulator.client.modifyChat(number, { chat, name: 'Amal' })
  await simulator.client.modifyChat(number, { chat: number, muted_until: 1 })
  for (let version = 2; version <= 501; version += 1) {
    await simulator.client.modifyChat(number, { chat, muted_until: version })
  }
  const { client } = await linkClient(t, simulator, number, options)
  await synced(client)
  const { regular_high: state } = await client.auth.keys.get('app-state-sync-version', [
    'regular_high'
  ])
  assert.equal(state?.version, 501)
  await simulator.client.modifyChat(number, { chat, muted_until: 12_345 })
  await changed(client, contact.jid, { muteEndTime: 12_345 })
  await client.socket.chatModify({ mute: null }, contact.jid)
  const { collections } = await simulator.client.appState(number)
  assert.equal(collections.regular_high?.version, 503)
  assert.equal(collections.regular_high?.mismatches, 0)
})

test('a patch that is forged, or comes too late, is refused and changes nothing', async (t) => {
  const { simulator, client, number, contact } = await linked(t)
  const { client: second } = await linkClient(t, simulator, number, CHECKED)
  await synced(second)
  const [id = ''] = [client.auth.creds.myAppStateKeyId]
  const stored = await second.auth.keys.get('app-state-sync-key', [id])
  const key = stored[id]
  assert.ok(key)
  await second.auth.keys.set({
    'app-state-sync-key': { [id]: { ...key, keyData: Buffer.alloc(32) } }
  })
  await assert.rejects(
    second.socket.chatModify({ pin: true }, contact.jid),
    /MAC of the value is wrong/
  )
  assert.equal((await simulator.client.appState(number)).collections.regular_low?.version, 0)

  const late = { name: 'regular_low', version: '7', return_snapshot: 'false' }
  const answer = await client.socket.query({
    tag: 'iq',
    attrs: { to: 's.whatsapp.net', type: 'set', xmlns: 'w:sync:app:state' },
    content: [
      {
        tag: 'sync',
        attrs: {},
        content: [
          {
            tag: 'collection',
            attrs: late,
            content: [{ tag: 'patch', attrs: {}, content: Buffer.alloc(4) }]
          }
        ]
      }
    ]
  })
  assert.match(JSON.stringify(answer), /"code":"409"/)
})

test('labels of a client are known to the phone, and what a phone makes nothing of is refused', async (t) => {
  const { simulator, client, number, contact } = await linked(t)
  const { socket } = client
  await simulator.client.say(contact.number, { to: number, text: 'label this' })
  const { key } = await until(
    () => client.messages.find((each) => textOf(each) === 'label this'),
    'the message'
  )
  const label = { id: '7', name: 'Paid', color: 3, deleted: false, predefinedId: 0 }
  await socket.addLabel(contact.jid, label)
  await socket.addChatLabel(contact.jid, '7')
  await socket.addMessageLabel(contact.jid, key.id ?? '', '7')
  const { collections } = await simulator.client.appState(number)
  assert.deepEqual(
    collections.regular?.actions.map(({ index }) => index),
    [
      ['label_edit', '7'],
      ['label_jid', '7', contact.jid],
      ['label_message', '7', contact.jid, key.id, '0', '0']
    ]
  )
  for (const wrong of [
    { ...label, id: 'seven' },
    { ...label, name: '' },
    { ...label, name: 'x'.repeat(101) }
  ])
    await assert.rejects(socket.addLabel(contact.jid, wrong), /bad-request|labels|label/)
})
