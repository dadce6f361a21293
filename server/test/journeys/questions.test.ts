import assert from 'node:assert/strict'
import { test } from 'node:test'
import { customerSession } from '../../testkit/customer-session.ts'
import { until } from '../../testkit/until.ts'

test('polls and events go out and come in through the whole product, and what people answer stands at them', async (t) => {
  const { simulator, customer, phone, friend, deliver, refusal, say } = await customerSession(t)
  const to = friend.number
  const read = async (id: string) => (await customer.get(`/api/v1/messages/${id}`)).body
  const eventsOf = async (type: string) =>
    (await customer.get(`/api/v1/events?type=${type}`)).body.data.map(
      ({ data }: { data: object }) => data
    )

  const poll = { question: 'When?', options: ['Morning', 'Evening'] }
  const asked = await deliver(to, { type: 'poll', poll })
  assert.deepEqual(asked.body.poll, { ...poll, answers_max: 1 })
  assert.deepEqual(asked.received.seen, { problem: null, poll: { ...poll, answers_max: 1 } })
  const { id, whatsapp_id } = asked.body
  const author = phone.number
  for (const options of [['Morning'], ['Evening']])
    await simulator.vote(to, { to: phone.number, id: whatsapp_id, author, options })
  const { poll_result } = await until('the last vote counts', async () => {
    const message = await read(id)
    return message.poll_result.options[1].votes === 1 && message
  })
  assert.deepEqual(poll_result, {
    voters: 1,
    options: [
      { name: 'Morning', votes: 0, voters: [] },
      { name: 'Evening', votes: 1, voters: [friend.jid] }
    ]
  })
  const [vote] = await eventsOf('message.poll_vote')
  assert.deepEqual([vote.message_id, vote.from], [id, friend.jid])
  const member = await simulator.createPhone({})
  const { id: group } = await simulator.createGroup(friend.number, {
    subject: 'Team',
    participants: [phone.number, member.number]
  })
  const several = await deliver(group, { type: 'poll', poll: { ...poll, answers_max: 0 } })
  assert.deepEqual(several.received.seen?.poll?.answers_max, 0)
  await simulator.vote(member.number, {
    to: group,
    id: several.body.whatsapp_id,
    author,
    options: poll.options
  })
  await until('both count', async () => {
    const { poll_result } = await read(several.body.id)
    return poll_result.options.every(({ votes }: { votes: number }) => votes === 1)
  })
  const theirs = await say(friend.number, phone.number, {
    pollCreationMessageV3: {
      name: 'Tea?',
      options: [{ optionName: 'Yes' }, { optionName: 'No' }],
      selectableOptionsCount: 1
    }
  })
  assert.deepEqual(theirs.poll, { question: 'Tea?', options: ['Yes', 'No'], answers_max: 1 })
  for (const [bad, path] of [
    [{ options: ['one'] }, 'poll.options'],
    [{ options: ['one', 'one'] }, 'poll.options'],
    [{ options: Array.from({ length: 13 }, (_, n) => `${n}`) }, 'poll.options'],
    [{ answers_max: 3 }, 'poll.answers_max'],
    [{ question: '' }, 'poll.question']
  ] as const)
    assert.deepEqual(await refusal(to, { type: 'poll', poll: { ...poll, ...bad } }), [path])

  const event = {
    name: 'Opening',
    description: 'Coffee and cake',
    start_at: '2030-03-01T17:00:00.000Z',
    end_at: '2030-03-01T19:00:00.000Z',
    location: { name: 'Cairo Tower', latitude: 30.0459, longitude: 31.2243 },
    extra_guests_allowed: true
  }
  const invited = await deliver(to, { type: 'event', event })
  assert.deepEqual(invited.received.seen, {
    problem: null,
    event: {
      name: 'Opening',
      description: 'Coffee and cake',
      start_s: Date.parse(event.start_at) / 1_000,
      end_s: Date.parse(event.end_at) / 1_000,
      place: 'Cairo Tower',
      extra_guests: true
    }
  })
  await simulator.respond(to, {
    to: phone.number,
    id: invited.body.whatsapp_id,
    author,
    response: 'going',
    extra_guests: 2
  })
  const answered = await until('the answer is there', async () => {
    const { event_responses } = await read(invited.body.id)
    return event_responses.length === 1 && event_responses[0]
  })
  assert.deepEqual(
    [answered.from, answered.response, answered.extra_guests],
    [friend.jid, 'going', 2]
  )
  const [told] = await eventsOf('message.event_response')
  assert.deepEqual([told.message_id, told.response], [invited.body.id, 'going'])
  const called_off = await say(friend.number, phone.number, {
    eventMessage: {
      name: 'Opening',
      startTime: 1_900_000_000,
      isCanceled: true,
      joinLink: 'https://call.whatsapp.com/video/x'
    }
  })
  assert.deepEqual(called_off.event, {
    name: 'Opening',
    start_at: '2030-03-17T17:46:40.000Z',
    join_link: 'https://call.whatsapp.com/video/x',
    canceled: true
  })
  assert.deepEqual(
    await refusal(to, { type: 'event', event: { ...event, end_at: event.start_at } }),
    ['event.end_at']
  )
  assert.equal((await simulator.stats()).nacks, 0)
})
