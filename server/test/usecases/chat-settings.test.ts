import assert from 'node:assert/strict'
import { test } from 'node:test'
import { liveBed } from '../../testkit/live-bed.ts'
import { until } from '../../testkit/until.ts'
import { chatWith, codeOf, groupWith } from './chat-bed.ts'

test('what is set for a chat through the API stands on the phone and here, and is undone by the same call', async (t) => {
  const bed = await liveBed(t)
  const { simulator } = bed.farm
  const { friend, ids, path, read, onPhone } = await chatWith(bed, ['one', 'two', 'three'])
  const set = async (verb: string, body?: object) => {
    const answer = await bed.me.post(path(`/${verb}`), body)
    assert.equal(answer.statusCode, 200, answer.body)
    const { last_message: _, ...chat } = await read()
    assert.deepEqual(answer.json(), chat, 'the answer is the chat as it is')
    return chat
  }
  assert.ok((await set('pin')).pinned_at)
  assert.ok((await onPhone())?.pinned_at)
  const archived = await set('archive')
  assert.deepEqual([archived.archived, archived.pinned_at], [true, null])
  assert.deepEqual([(await onPhone())?.archived, (await onPhone())?.pinned_at], [true, null])
  assert.equal((await set('archive', { archived: false })).archived, false)
  assert.equal((await onPhone())?.archived, false)
  const until_at = new Date(Date.now() + 8 * 3_600_000).toISOString()
  const muted = await set('mute', { until: until_at })
  assert.deepEqual([muted.muted, muted.muted_until], [true, until_at])
  assert.equal((await onPhone())?.muted_until, Date.parse(until_at))
  assert.deepEqual((await set('mute')).muted_until, null)
  assert.equal((await onPhone())?.muted_until, -1)
  assert.equal((await set('mute', { muted: false })).muted, false)
  assert.equal((await onPhone())?.muted_until, null)
  assert.equal((await set('unread')).marked_unread, true)
  assert.equal((await onPhone())?.marked_unread, true)

  const seen = await set('read')
  assert.deepEqual([seen.unread_count, seen.marked_unread], [0, false])
  assert.equal((await onPhone())?.marked_unread, false)
  await until('the friend knows it', async () => {
    const states = await Promise.all(ids.map((id) => simulator.sentStatus(friend.number, id)))
    return states.every(({ deliveries }) => deliveries.some((delivery) => delivery.read))
  })

  const { data } = (await bed.me.get(path('/messages'))).json()
  const [last, middle, first] = data
  assert.ok(first.read_at, 'each message knows that it was read')
  const star = (body?: object) => bed.me.post(`/api/v1/messages/${first.id}/star`, body)
  assert.ok((await star()).json().starred_at)
  const stars = async () =>
    (await simulator.appState(bed.session.number)).collections['regular_low']?.actions.filter(
      ({ index }) => index[0] === 'star' && index[2] === first.whatsapp_id
    )
  assert.equal((await stars())?.length, 1)
  assert.equal((await star({ starred: false })).json().starred_at, null)
  const gone = await bed.me.delete(`/api/v1/messages/${middle.id}?for=me`)
  assert.equal(gone.statusCode, 200, gone.body)
  assert.deepEqual([gone.json().deleted_for, gone.json().text], ['me', undefined])
  const left = (await bed.me.get(path('/messages'))).json().data
  assert.deepEqual(
    left.map((one: { id: string }) => one.id),
    [last.id, first.id]
  )

  const stays = async (chat: string, disappearing_seconds: number) => {
    const answer = await bed.me.patch(chat, { disappearing_seconds })
    assert.equal(codeOf(answer).split(' ')[0], '200', answer.body)
    assert.equal(answer.json().disappearing_seconds, disappearing_seconds)
  }
  const { number } = bed.session
  const heard = async () =>
    (await simulator.received(friend.number)).messages.filter(
      ({ kind }) => kind === 'protocol:ephemeral_setting'
    ).length
  await stays(path(''), 604_800)
  await until('the friend is told', async () => (await heard()) === 1)
  const group = await groupWith(bed, friend.number)
  await stays(group.path(), 86_400)
  assert.equal((await simulator.group(group.id)).ephemeral_s, 86_400)
  await stays(group.path(), 0)
  assert.equal((await simulator.group(group.id)).ephemeral_s, 0)
  await simulator.changeGroup(friend.number, { group: group.id, locked: true })
  assert.equal(
    codeOf(await bed.me.patch(group.path(), { disappearing_seconds: 86_400 })),
    '403 not_a_group_admin'
  )
  await simulator.leaveGroup(number, { group: group.id })
  assert.equal(codeOf(await bed.me.delete(group.path())), '204')

  assert.ok((await set('clear')).cleared_at)
  assert.deepEqual((await bed.me.get(path('/messages'))).json().data, [])
  assert.equal((await read()).last_message, null)
  assert.equal((await bed.me.delete(path(''))).statusCode, 204)
  assert.equal(codeOf(await bed.me.get(path(''))), '404 not_found')
  assert.deepEqual((await bed.me.get(bed.path('/chats'))).json().data, [])
  await simulator.say(friend.number, { to: bed.session.number, text: 'four' })
  const back = await until('it is there again', async () => {
    const answer = await bed.me.get(path(''))
    return answer.statusCode === 200 ? [answer.json()] : null
  })
  assert.deepEqual([back[0].last_message.text.body, back[0].unread_count], ['four', 1])

  assert.equal((await bed.me.post(path('/typing'), { state: 'recording' })).statusCode, 204)
  await until('the friend sees it', async () => {
    const { presences } = await simulator.phone(friend.number)
    return presences.some(({ state }) => state === 'recording')
  })
  const watched = await bed.me.post(bed.path(`/contacts/${friend.number}/presence`))
  assert.equal(watched.statusCode, 204, watched.body)
  await simulator.presence(friend.number, { to: bed.session.number, state: 'unavailable' })
  const presence = await until('it is told', async () => {
    const { data: events } = (await bed.me.get('/api/v1/events?type=presence.updated')).json()
    return events[0]?.data
  })
  assert.deepEqual([presence.contact_id, presence.state], [friend.jid, 'offline'])
  const { collections } = await simulator.appState(bed.session.number)
  assert.ok(Object.values(collections).every(({ mismatches }) => mismatches === 0))
})

test('what phone and API set at the same time both stands, however often one is faster', async (t) => {
  const bed = await liveBed(t)
  const { friend, path, read, onPhone } = await chatWith(bed, ['one'])
  for (let time = 0; time < 8; time++) {
    const archived = time % 2 === 0
    const answers = await Promise.all([
      bed.me.post(path('/archive'), { archived }),
      bed.farm.simulator.modifyChat(bed.session.number, { chat: friend.number, read: !archived }),
      bed.me.post(path('/mute'), { muted: archived })
    ])
    assert.equal(answers[0].statusCode, 200, answers[0].body)
    assert.equal(answers[2].statusCode, 200, answers[2].body)
    await until(`both stand (${time})`, async () => {
      const { marked_unread, ...chat } = await read()
      return chat.archived === archived && chat.muted === archived && marked_unread === archived
    })
    const shown = await onPhone()
    assert.deepEqual([shown?.archived, shown?.marked_unread], [archived, archived])
  }
  const { collections } = await bed.farm.simulator.appState(bed.session.number)
  assert.ok(Object.values(collections).every(({ mismatches }) => mismatches === 0))

  // The worker dies in the middle, and none follows.
  const { number } = bed.session
  await bed.farm.simulator.setFaults({
    number,
    withhold_answers: true,
    withhold_acks: true,
    // They would tell that the message has arrived.
    withhold_receipts: true
  })
  const asked = [
    bed.me.post(path('/read')),
    bed.me.post(path('/unread')),
    bed.me.patch(path(''), { disappearing_seconds: 86_400 })
  ]
  await until('WhatsApp was asked', async () => (await bed.happened('withhold_answers')) > 0)
  bed.worker.child.kill('SIGKILL')
  asked.push(bed.me.post(path('/typing')))
  asked.push(bed.me.post(bed.path(`/contacts/${friend.number}/presence`)))
  for (const answer of await Promise.all(asked)) {
    assert.equal(codeOf(answer), '503 worker_unreachable')
    assert.ok(answer.headers['retry-after'])
  }
})
