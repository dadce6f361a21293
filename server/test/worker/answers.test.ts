import assert from 'node:assert/strict'
import { test } from 'node:test'
import { proto } from 'baileys'
import { until } from '../../testkit/until.ts'
import { type WorkerBed, workerBed } from '../../testkit/worker-fixture.ts'

const options = ['Morning', 'Noon', 'Evening']

const linked = async (bed: WorkerBed) => {
  const session_id = await bed.createSession()
  const own = await bed.link(session_id)
  const friend = await bed.simulator.createPhone({ name: 'Friend' })
  return { session_id, own, friend }
}

const poll: proto.IMessage = {
  pollCreationMessage: {
    name: 'When?',
    options: options.map((optionName) => ({ optionName })),
    selectableOptionsCount: 0
  }
}

const ask = async (
  bed: WorkerBed,
  number: string,
  to: string,
  asked: proto.IMessage,
  id?: string
): Promise<string> => {
  const message = Buffer.from(proto.Message.encode(asked).finish()).toString('base64')
  return (await bed.simulator.sendContent(number, { to, message, ...(id && { id }) })).id
}

const arrived = (bed: WorkerBed, session_id: string, whatsapp_id: string) =>
  until(`${whatsapp_id} is there`, async () =>
    (await bed.messages(session_id)).find((one) => one.whatsapp_id === whatsapp_id)
  )

/** Who has answered, in the order of the numbers; of votes how many options. */
const standing = async (bed: WorkerBed): Promise<string[]> => {
  const rows = await bed.owner.query<{ text: string }>(
    `select split_part(answerer_id, '@', 1) || ' ' ||
       coalesce(jsonb_array_length(answer -> 'options')::text, answer ->> 'response') as text
     from message_answers order by 1`
  )
  return rows.map(({ text }) => text)
}

/** The events of answers, in order. */
const told = async (bed: WorkerBed): Promise<string[]> => {
  const rows = await bed.owner.query<{
    data: { from: string; options?: string[]; response?: string }
  }>(
    "select data from events where type in ('message.poll_vote', 'message.event_response') order by seq"
  )
  return rows.map(
    ({ data }) => `${data.from.split('@')[0]} ${data.options?.join('+') ?? data.response}`
  )
}

const settled = (bed: WorkerBed, number: string): Promise<unknown> =>
  until('all is acknowledged', async () => {
    const { devices } = await bed.simulator.phone(number)
    const { awaited_acks } = await bed.simulator.stats()
    return awaited_acks === 0 && devices.every((device) => device.queued === 0)
  })

test('in a group the last vote of each member counts, by whichever address it is sealed, and is told each time it changes', async (t) => {
  const bed = await workerBed(t)
  const { session_id, own, friend } = await linked(bed)
  const member = await bed.simulator.createPhone({})
  const { id: to } = await bed.simulator.createGroup(friend.number, {
    subject: 'Team',
    participants: [own.number, member.number]
  })
  const id = await ask(bed, friend.number, to, poll)
  await arrived(bed, session_id, id)
  const author = friend.number
  const vote = async (
    number: string,
    chosen: string[],
    form: 'lid' | 'pn' | 'lid_pn' | 'pn_lid'
  ) => {
    await bed.simulator.vote(number, { to, id, author, options: chosen, form })
    const expected = `${number} ${chosen.join('+')}`
    await until(expected, async () => (await told(bed)).at(-1) === expected)
  }
  await vote(member.number, ['Noon'], 'lid')
  await vote(friend.number, ['Morning', 'Evening'], 'pn')
  // The account itself, on its phone.
  await vote(own.number, ['Evening'], 'lid_pn')
  await vote(member.number, ['Morning'], 'pn_lid')
  await vote(friend.number, [], 'lid')
  await bed.simulator.vote(member.number, { to, id, author, options: ['Morning'] })
  await settled(bed, own.number)
  assert.equal((await told(bed)).length, 5, 'the same once more changes nothing')
  assert.deepEqual(
    await standing(bed),
    [`${member.number} 1`, `${friend.number} 0`, `${own.number} 1`].sort()
  )
  assert.equal((await bed.messages(session_id)).length, 1, 'a vote is no message')
  assert.equal((await bed.simulator.stats()).nacks, 0)
})

test('an answer that comes before its message is kept on disk and counts when that is there; from another chat or to another question it never does', async (t) => {
  const bed = await workerBed(t)
  const { session_id, own, friend } = await linked(bed)
  const stranger = await bed.simulator.createPhone({})
  const id = 'A0'.repeat(16)
  const to = own.number
  const author = friend.number
  await bed.simulator.vote(friend.number, { to, id, author, options: ['Noon'] })
  await bed.simulator.vote(stranger.number, { to, id, author, options: ['Noon'] })
  await settled(bed, own.number)
  assert.deepEqual(await told(bed), [])
  bed.worker.kill('SIGKILL')
  await bed.spawnWorker()
  await bed.assign(session_id)
  await until('logged in again', async () => (await bed.simulator.phone(own.number)).logins === 2)
  await ask(bed, friend.number, to, poll, id)
  await arrived(bed, session_id, id)
  await until('it counts', async () => (await standing(bed)).length === 1)
  await bed.simulator.vote(stranger.number, { to, id, author, options: ['Noon'] })
  await bed.simulator.respond(friend.number, { to, id, author, response: 'going' })
  const text = (await bed.simulator.say(friend.number, { to, text: 'hello' })).ids[0] as string
  await arrived(bed, session_id, text)
  await bed.simulator.vote(friend.number, { to, id: text, author, options: ['Noon'] })
  await settled(bed, own.number)
  assert.deepEqual(await standing(bed), [`${friend.number} 1`])
  assert.deepEqual(await told(bed), [`${friend.number} Noon`])
})

test('votes for options that are not offered count for nothing, a vote that comes again is told once, and who is deleted gets none', async (t) => {
  const bed = await workerBed(t)
  const { session_id, own, friend } = await linked(bed)
  const to = own.number
  const author = friend.number
  const id = await ask(bed, friend.number, to, poll)
  await arrived(bed, session_id, id)
  await settled(bed, own.number)
  await bed.simulator.setFaults({ number: own.number, drop_at_receipt: 1 })
  await bed.simulator.vote(friend.number, { to, id, author, options: ['Noon', 'Midnight'] })
  await until('logged in again', async () => (await bed.simulator.phone(own.number)).logins === 2)
  await settled(bed, own.number)
  assert.deepEqual(await told(bed), [`${friend.number} Noon`])
  const minute_ago = String(Math.floor(Date.now() / 1000) - 60)
  const attrs = { t: minute_ago }
  await bed.simulator.vote(friend.number, { to, id, author, options: ['Evening'], attrs })
  await settled(bed, own.number)
  await bed.simulator.revoke(friend.number, { to, id })
  await until('it is deleted', async () => (await bed.messages(session_id))[0]?.deleted_at)
  await bed.simulator.vote(friend.number, { to, id, author, options: ['Morning'] })
  await settled(bed, own.number)
  assert.deepEqual(await told(bed), [`${friend.number} Noon`])
})

test('answers of somebody whose number becomes known count once, the newer one', async (t) => {
  const bed = await workerBed(t)
  const { session_id, own } = await linked(bed)
  const hidden = await bed.simulator.createPhone({ hides_number: true, lid_addressing: true })
  const to = own.number
  const author = hidden.number
  const event = { eventMessage: { name: 'Opening', startTime: 1_900_000_000 } }
  const id = await ask(bed, hidden.number, to, event)
  await arrived(bed, session_id, id)
  await bed.simulator.respond(hidden.number, { to, id, author, response: 'maybe' })
  const lid = hidden.lid.split('@')[0]
  await until('the LID has answered', async () => (await standing(bed))[0] === `${lid} maybe`)
  await bed.simulator.updatePhone(hidden.number, { hides_number: false })
  await bed.simulator.respond(hidden.number, { to, id, author, response: 'going', extra_guests: 2 })
  await until('the number has', async () => (await standing(bed))[0] === `${hidden.number} going`)
  assert.equal((await standing(bed)).length, 1)
})
