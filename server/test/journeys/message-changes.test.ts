import assert from 'node:assert/strict'
import { test } from 'node:test'
import { proto } from 'baileys'
import { linkSession } from '../../testkit/link.ts'
import { startProduct } from '../../testkit/product.ts'
import { until } from '../../testkit/until.ts'

test('a message is edited, pinned, forwarded, reacted to, answered, read and deleted as the other side sees it, in order and once, also when the worker dies in the middle', async (t) => {
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
  const say = (body: string, to = `+${friend.number}`) =>
    ada.post('/api/v1/messages', { session_id, to, type: 'text', text: { body } })
  const path = (id: string, more = '') => `/api/v1/messages/${id}${more}`
  const shown = async (number: string, { body }: { body: { whatsapp_id: string } }) =>
    (await simulator.waitReceived(number, { id: body.whatsapp_id })).messages[0]
  const is = (id: string, what: (message: Record<string, unknown>) => unknown) =>
    until('the message is so', async () => what((await ada.get(path(id))).body))
  const sent = (id: string) => is(id, (message) => message['sent_at'])
  const accepted = <A extends { status: number; body: { type: string } }>(
    answer: A,
    type: string
  ): A => {
    assert.equal(answer.status, 202, JSON.stringify(answer.body))
    assert.equal(answer.body.type, type)
    return answer
  }
  const arrived = (whatsapp_id: string) =>
    until(`${whatsapp_id} is there`, async () => {
      const { data } = (await ada.get(`/api/v1/messages?session_id=${session_id}`)).body
      return data.find((one: { whatsapp_id: string }) => one.whatsapp_id === whatsapp_id)
    })
  const said = async (from: string, to: string, text: string) =>
    arrived((await simulator.say(from, { to, text })).ids[0] as string)
  const lastIn = async (chat: string) =>
    (await simulator.chats(friend.number)).chats.find((one) => one.chat === chat)?.last

  // Edited: the server has it and says nothing of it, and the worker dies.
  const { body: hello } = await say('helo')
  await sent(hello.id)
  await simulator.setFaults({ number: phone.number, withhold_acks: 1 })
  const edit = accepted(await ada.patch(path(hello.id), { text: { body: 'hello' } }), 'edit')
  const edited = await shown(friend.number, edit)
  assert.deepEqual(
    [edited?.kind, edited?.text, edited?.seen?.problem],
    ['edit', 'hello', undefined]
  )
  for (const pid of await product.workers()) process.kill(pid, 'SIGKILL')
  await is(hello.id, ({ edited_at }) => edited_at)
  const now = (await ada.get(path(hello.id))).body
  assert.deepEqual(now.text, { body: 'hello' })
  assert.equal((await lastIn(phone.number))?.text, 'hello')
  const told = async (type: string, id: string) =>
    (await ada.get(`/api/v1/events?type=${type}&limit=100`)).body.data.filter(
      ({ data }: { data: { id: string } }) => data.id === id
    ).length
  assert.equal(await told('message.edited', hello.id), 1, 'told once')

  // Pinned and not any more, by both sides.
  const pin = accepted(await ada.post(path(hello.id, '/pin'), { for: '7d' }), 'pin')
  const pinned = await shown(friend.number, pin)
  const week = { id: hello.whatsapp_id, seconds: 604_800 }
  assert.deepEqual(pinned?.seen, { problem: null, pin: week })
  await is(hello.id, ({ pinned_until }) => pinned_until)
  const unpin = accepted(await ada.delete(path(hello.id, '/pin')), 'pin')
  const unpinned = await shown(friend.number, unpin)
  assert.deepEqual(unpinned?.seen?.pin, { ...week, seconds: null })
  await is(hello.id, ({ pinned_until }) => pinned_until === null)
  const theirs = proto.Message.encode({
    pinInChatMessage: {
      key: { remoteJid: phone.jid, fromMe: false, id: hello.whatsapp_id },
      type: 1
    },
    messageContextInfo: { messageAddOnDurationInSecs: 86_400 }
  }).finish()
  await simulator.sendContent(friend.number, {
    to: phone.number,
    message: Buffer.from(theirs).toString('base64')
  })
  await is(hello.id, ({ pinned_until }) => pinned_until)
  assert.equal(await told('message.pinned', hello.id), 3)

  // Forwarded, and reacted to.
  const asked = await said(friend.number, phone.number, 'who comes?')
  const forward = accepted(await ada.post(path(asked.id, '/forward'), { to: group.id }), 'text')
  const forwarded = await shown(member.number, forward)
  assert.deepEqual([forwarded?.text, forwarded?.forwarded], ['who comes?', 1])
  assert.equal(forward.body.forwarding_score, 1)
  const own = await ada.post(path(hello.id, '/forward'), { to: group.id })
  assert.equal((await shown(member.number, own))?.forwarded, undefined)
  const thumb = accepted(await ada.post(path(asked.id, '/reaction'), { emoji: '👍' }), 'reaction')
  const reaction = await shown(friend.number, thumb)
  assert.deepEqual([reaction?.reaction?.shown, reaction?.reaction?.emoji], [true, '👍'])

  // Voted in polls and answered events, our own and those of others, alone and in a group.
  const encoded = (message: proto.IMessage) =>
    Buffer.from(proto.Message.encode(message).finish()).toString('base64')
  const asks = async (from: string, to: string, message: proto.IMessage) =>
    arrived((await simulator.sendContent(from, { to, message: encoded(message) })).id)
  const pollCreationMessage = {
    name: 'When?',
    options: [{ optionName: 'Morning' }, { optionName: 'Evening' }],
    selectableOptionsCount: 1
  }
  const eventMessage = { name: 'Opening', startTime: 1_900_000_000, extraGuestsAllowed: true }
  const own_poll = await ada.post('/api/v1/messages', {
    session_id,
    to: group.id,
    type: 'poll',
    poll: { question: 'Where?', options: ['Here', 'There'], answers_max: 0 }
  })
  await sent(own_poll.body.id)
  const polls = [
    [friend, await asks(friend.number, phone.number, { pollCreationMessage }), ['Evening']],
    [friend, await asks(member.number, group.id, { pollCreationMessage }), ['Morning']],
    [member, own_poll.body, ['There', 'Here']]
  ] as const
  for (const [reader, { id, whatsapp_id }, options] of polls) {
    const vote = accepted(await ada.post(path(id, '/vote'), { options }), 'poll_vote')
    assert.deepEqual((await shown(reader.number, vote))?.seen, {
      problem: null,
      vote: { id: whatsapp_id, options: [...options] }
    })
    const standing = (message: Record<string, unknown>) =>
      message['poll_result'] as { voters: number; options: { votes: number; name: string }[] }
    await is(id, (message) => standing(message).voters === 1)
    const { options: all } = standing((await ada.get(path(id))).body)
    assert.deepEqual(
      all.flatMap(({ name, votes }) => (votes === 1 ? [name] : [])).sort(),
      [...options].sort()
    )
  }
  const [, [, in_team]] = polls
  const back = accepted(await ada.post(path(in_team.id, '/vote'), { options: [] }), 'poll_vote')
  assert.deepEqual((await shown(friend.number, back))?.seen?.vote?.options, [])
  for (const [reader, from, to] of [
    [friend, friend.number, phone.number],
    [member, friend.number, group.id]
  ] as const) {
    const { id, whatsapp_id } = await asks(from, to, { eventMessage })
    const response = { response: 'maybe', extra_guests: 2 }
    const answer = accepted(await ada.post(path(id, '/response'), response), 'event_response')
    assert.deepEqual((await shown(reader.number, answer))?.seen, {
      problem: null,
      response: { id: whatsapp_id, ...response }
    })
    await is(id, ({ event_responses }) => (event_responses as unknown[]).length === 1)
  }
  // Read: all up to it, in a chat and in a group.
  const newer = await said(friend.number, phone.number, 'and who else?')
  const key = { 'idempotency-key': 'read' }
  const read = accepted(await ada.post(path(newer.id, '/read'), {}, key), 'read')
  assert.equal(read.body.read.count, 4, 'with what was asked')
  assert.deepEqual((await ada.post(path(newer.id, '/read'), {}, key)).body, read.body)
  await is(asked.id, ({ read_at }) => read_at)
  const readBy = async (from: string, id: string) =>
    (await simulator.sentStatus(from, id)).deliveries.some((one) => one.read && one.device > 0)
  assert.ok(await readBy(friend.number, asked.whatsapp_id))
  const in_group = await said(member.number, group.id, 'me!')
  accepted(await ada.post(path(in_group.id, '/read'), { played: true }), 'read')
  await is(in_group.id, ({ played_at }) => played_at)
  assert.ok(await readBy(member.number, in_group.whatsapp_id))
  const { data: chats } = (await ada.get(`/api/v1/sessions/${session_id}/chats`)).body
  for (const chat of chats) {
    assert.equal(chat.unread_count, 0, chat.id)
    assert.ok(['text', 'reaction'].includes(chat.last_message.type), chat.last_message.type)
  }

  // Deleted: ours, and as an admin what others have said.
  const revoke = accepted(await ada.delete(path(hello.id)), 'delete')
  assert.equal((await shown(friend.number, revoke))?.kind, 'revoke')
  await is(hello.id, ({ deleted_at, text }) => deleted_at && text === undefined)
  const refused = accepted(await ada.delete(path(in_group.id)), 'delete')
  await is(refused.body.id, ({ status }) => status === 'failed')
  assert.equal((await ada.get(path(refused.body.id))).body.error.code, 'not_a_group_admin')
  await simulator.changeGroup(friend.number, { group: group.id, promote: [phone.number] })
  const by_admin = accepted(await ada.delete(path(in_group.id)), 'delete')
  const revoked = await shown(member.number, by_admin)
  assert.deepEqual([revoked?.kind, revoked?.seen?.problem], ['revoke', undefined])
  await is(in_group.id, ({ deleted_at }) => deleted_at)
})
