import assert from 'node:assert/strict'
import { test } from 'node:test'
import { proto } from 'baileys'
import { linkSession } from '../../testkit/link.ts'
import { startProduct } from '../../testkit/product.ts'
import { until } from '../../testkit/until.ts'

test('a message of any kind quotes one of its chat, out and in, also before that one has come', async (t) => {
  const product = await startProduct(t)
  const { simulator } = product
  const ada = await product.register()
  const { session, phone } = await linkSession(product, ada, 'support')
  const friend = await simulator.createPhone({ name: 'Grace' })
  const member = await simulator.createPhone({})
  const group = await simulator.createGroup(friend.number, {
    subject: 'Team',
    participants: [phone.number, member.number]
  })
  const session_id = session.id
  const post = (content: object, to = `+${friend.number}`) =>
    ada.post('/api/v1/messages', { session_id, to, ...content })
  const text = (body: string, message_id?: string) => ({
    type: 'text',
    text: { body },
    ...(message_id && { context: { message_id } })
  })
  const shownTo = async (number: string, id: string) =>
    (await simulator.waitReceived(number, { id })).messages[0]
  const arrived = (whatsapp_id: string) =>
    until(`${whatsapp_id} is there`, async () => {
      const { data } = (await ada.get(`/api/v1/messages?session_id=${session_id}`)).body
      return data.find((one: { whatsapp_id: string }) => one.whatsapp_id === whatsapp_id)
    })
  const said = async (from: string, to: string, body: string) =>
    arrived((await simulator.say(from, { to, text: body })).ids[0] as string)

  // Out: theirs and ours, of several kinds.
  const asked = await said(friend.number, phone.number, 'where are you?')
  const place = { latitude: 30.0459, longitude: 31.2243, name: 'Cairo Tower' }
  const answer = await post({
    type: 'location',
    location: place,
    context: { message_id: asked.id }
  })
  assert.equal(answer.status, 202, JSON.stringify(answer.body))
  const expected = {
    message_id: asked.id,
    whatsapp_id: asked.whatsapp_id,
    from: friend.jid,
    chat_id: null
  }
  assert.deepEqual(answer.body.context, expected)
  const quote = { id: asked.whatsapp_id, author: friend.number, chat: phone.number, kind: 'text' }
  const there = await shownTo(friend.number, answer.body.whatsapp_id)
  assert.deepEqual(there?.location, { ...place, address: null })
  assert.deepEqual(there?.quote, { ...quote, text: 'where are you?', shown: true })
  await until('it is sent', async () => (await arrived(answer.body.whatsapp_id)).sent_at)
  const own = await post(text('that is where', answer.body.id))
  const about_own = await shownTo(friend.number, own.body.whatsapp_id)
  assert.deepEqual(about_own?.quote, {
    ...quote,
    ...{ id: answer.body.whatsapp_id, author: phone.number },
    ...{ kind: 'location', text: 'Cairo Tower', shown: true }
  })

  // In a group, and from there to its author alone.
  const in_group = await said(member.number, group.id, 'who comes?')
  const reply = await post(text('I do', in_group.id), group.id)
  const group_quote = { id: in_group.whatsapp_id, author: member.number, chat: group.id }
  const words = { kind: 'text', text: 'who comes?', shown: true }
  const reply_seen = await shownTo(friend.number, reply.body.whatsapp_id)
  assert.deepEqual(reply_seen?.quote, { ...group_quote, ...words })
  const privately = await post(text('why do you ask?', in_group.id), `+${member.number}`)
  assert.equal(privately.body.context.chat_id, group.id)
  const private_seen = await shownTo(member.number, privately.body.whatsapp_id)
  assert.deepEqual(private_seen?.quote, { ...group_quote, ...words })

  // In: of a message that is there, and of one that comes later.
  const quoting = async (stanzaId: string, participant: string, more: object = {}) => {
    const contextInfo = { stanzaId, participant, quotedMessage: { conversation: 'x' }, ...more }
    const message = proto.Message.encode({
      extendedTextMessage: { text: 'about that', contextInfo }
    }).finish()
    const { id } = await simulator.sendContent(friend.number, {
      to: phone.number,
      message: Buffer.from(message).toString('base64')
    })
    return arrived(id)
  }
  const about_ours = await quoting(own.body.whatsapp_id, phone.jid)
  assert.deepEqual(about_ours.context, {
    message_id: own.body.id,
    whatsapp_id: own.body.whatsapp_id,
    from: phone.jid,
    chat_id: null
  })
  const later = 'B0'.repeat(16)
  const early = await quoting(later, friend.jid)
  assert.deepEqual(early.context, { ...expected, message_id: null, whatsapp_id: later })
  await simulator.say(friend.number, { to: phone.number, text: 'at last', ids: [later] })
  const { id: later_id } = await arrived(later)
  const read = (await ada.get(`/api/v1/messages/${early.id}`)).body
  assert.equal(read.context.message_id, later_id)
  const events = (await ada.get('/api/v1/events?type=message.received&limit=100')).body.data
  const told = events.find((one: { data: { id: string } }) => one.data.id === about_ours.id)
  assert.equal(told.data.context.message_id, own.body.id)
  assert.equal(
    (await quoting(later, friend.jid, { remoteJid: group.id })).context.chat_id,
    group.id
  )

  // What cannot be quoted.
  const refusal = async (content: object, to?: string) => {
    const { status, body } = await post(content, to)
    return [status, ...(body.errors ?? []).map((one: { path: string }) => one.path)]
  }
  const wrong = [422, 'context.message_id']
  assert.deepEqual(await refusal(text('x', asked.id), `+${member.number}`), wrong)
  assert.deepEqual(await refusal(text('x', asked.id), group.id), wrong)
  assert.deepEqual(await refusal(text('x', 'nothing')), wrong)
  const reaction = { type: 'reaction', reaction: { message_id: asked.id, emoji: '👍' } }
  const both = { ...reaction, context: { message_id: asked.id } }
  assert.deepEqual(await refusal(both), [422, 'context'])
  const bob = await product.register()
  const other = await linkSession(product, bob, 'bob')
  const foreign = await bob.post('/api/v1/messages', {
    session_id: other.session.id,
    to: `+${friend.number}`,
    ...text('x', asked.id)
  })
  assert.deepEqual([foreign.status, foreign.body.errors[0].path], wrong)
  await simulator.revoke(friend.number, { to: phone.number, id: asked.whatsapp_id })
  await until('it is deleted', async () => (await arrived(asked.whatsapp_id)).deleted_at)
  assert.deepEqual(await refusal(text('x', asked.id)), wrong)
})
