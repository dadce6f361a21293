import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type BinaryNode, getBinaryNodeChild, getBinaryNodeChildren } from 'baileys'
import { linkClient, sees, simulatorFor, until } from './harness.ts'

const chat = 'status@broadcast'

test('what a phone posts is read by those who may see it, and its author learns who has seen it in one receipt', async (t) => {
  const simulator = await simulatorFor(t)
  const { client, number } = await linkClient(t, simulator)
  const { client: stranger, number: other } = await linkClient(t, simulator)
  const { client: author, number: from } = await linkClient(t, simulator)
  const receipts: BinaryNode[] = []
  author.socket.ws.on('CB:receipt', (stanza: BinaryNode) => receipts.push(stanza))
  const people = [number]
  const { ids } = await simulator.client.say(from, { to: chat, people, text: 'a story' })
  const { id = '' } = (await sees(client, 'a story')).key
  assert.equal(id, ids[0])
  const told = await until(
    () => receipts.find(({ attrs }) => attrs['class'] === 'status'),
    'the receipt'
  )
  const list = getBinaryNodeChild(told, 'participants')
  assert.deepEqual([told.attrs['from'], list?.attrs['message_id']], [chat, id])
  const [user] = getBinaryNodeChildren(list, 'user')
  assert.equal(user?.attrs['type'], 'delivery')
  await simulator.client.say(from, { to: other, text: 'for you alone' })
  await sees(stranger, 'for you alone')
  assert.equal(stranger.messages.filter(({ key }) => key.remoteJid === chat).length, 0)
  const { deliveries } = await simulator.client.sentStatus(from, id)
  assert.ok(deliveries.some((one) => one.number === number && one.device > 0 && one.delivered))
})

test('a client learns from the phone who sees its statuses, and whose are muted is checked', async (t) => {
  const simulator = await simulatorFor(t)
  const { client, number } = await linkClient(t, simulator)
  const friend = await simulator.client.createPhone()
  const lists = async () => {
    const answer = await client.socket.query({
      tag: 'iq',
      attrs: { to: '@s.whatsapp.net', type: 'get', xmlns: 'status' },
      content: [{ tag: 'privacy', attrs: {} }]
    })
    const all = getBinaryNodeChildren(getBinaryNodeChild(answer, 'privacy'), 'list')
    const chosen = all.find(({ attrs }) => attrs['default'] === 'true')
    return [chosen?.attrs['type'], getBinaryNodeChildren(chosen, 'user').map((one) => one.attrs)]
  }
  assert.deepEqual(await lists(), ['contacts', []])
  const statuses = { statuses: 'blacklist', statuses_people: [friend.number] } as const
  await simulator.client.setProfile(number, statuses)
  assert.deepEqual(await lists(), ['blacklist', [{ jid: friend.lid }]])
  await simulator.client.muteStatuses(number, { who: friend.number })
  const { collections } = await simulator.client.appState(number)
  assert.deepEqual(collections['regular_high']?.actions.at(-1)?.index, [
    'userStatusMute',
    friend.jid
  ])
})
