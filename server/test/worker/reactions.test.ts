import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from '../../testkit/until.ts'
import { type WorkerBed, workerBed } from '../../testkit/worker-fixture.ts'

const linked = async (bed: WorkerBed) => {
  const session_id = await bed.createSession()
  const own = await bed.link(session_id)
  const friend = await bed.simulator.createPhone({ name: 'Friend' })
  return { session_id, own, friend }
}

const say = async (bed: WorkerBed, from: string, to: string, text: string, ids?: string[]) =>
  (await bed.simulator.say(from, { to, text, ...(ids && { ids }) })).ids[0] as string

const arrived = (bed: WorkerBed, session_id: string, whatsapp_id: string) =>
  until(`${whatsapp_id} is there`, async () =>
    (await bed.messages(session_id)).find((one) => one.whatsapp_id === whatsapp_id)
  )

/** What stands at messages: the message, who and the emoji. */
const standing = async (bed: WorkerBed): Promise<string[]> => {
  const rows = await bed.owner.query<{ text: string }>(
    `select m.whatsapp_id || ' ' || split_part(r.reactor_id, '@', 1) || ' ' || r.emoji as text
     from message_reactions r join messages m on m.id = r.message_id where r.emoji <> '' order by 1`
  )
  return rows.map(({ text }) => text)
}

/** The events of reactions, in order. */
const told = async (bed: WorkerBed): Promise<string[]> => {
  const rows = await bed.owner.query<{ data: Record<string, string | null> }>(
    "select data from events where type = 'message.reaction' order by seq"
  )
  return rows.map(
    ({ data }) => `${data['whatsapp_id']} ${data['from']?.split('@')[0]} ${data['emoji']}`
  )
}

const settled = (bed: WorkerBed, number: string): Promise<unknown> =>
  until('all is acknowledged', async () => {
    const { devices } = await bed.simulator.phone(number)
    const { awaited_acks } = await bed.simulator.stats()
    return awaited_acks === 0 && devices.every((device) => device.queued === 0)
  })

test('everybody in a chat has one reaction to a message, which changes, is taken back and is told each time it changes', async (t) => {
  const bed = await workerBed(t)
  const { session_id, own, friend } = await linked(bed)
  const member = await bed.simulator.createPhone({})
  const group = await bed.simulator.createGroup(friend.number, {
    subject: 'Team',
    participants: [own.number, member.number]
  })
  const id = await say(bed, friend.number, group.id, 'lunch?')
  await arrived(bed, session_id, id)
  const to = group.id
  const author = friend.number
  const react = async (number: string, emoji: string) => {
    await bed.simulator.react(number, { to, id, author, emoji })
    const expected = `${id} ${number} ${emoji || 'null'}`
    await until(expected, async () => (await told(bed)).at(-1) === expected)
  }
  await react(member.number, '👍')
  await react(friend.number, '❤️')
  // The account itself, on its phone.
  await react(own.number, '🇪🇬')
  await react(member.number, '🙏🏽')
  assert.deepEqual(
    (await standing(bed)).sort(),
    [`${id} ${member.number} 🙏🏽`, `${id} ${friend.number} ❤️`, `${id} ${own.number} 🇪🇬`].sort()
  )
  await react(friend.number, '')
  await bed.simulator.react(member.number, { to, id, author, emoji: '🙏🏽' })
  await settled(bed, own.number)
  assert.equal((await standing(bed)).length, 2)
  assert.equal((await told(bed)).length, 5, 'the same once more changes nothing')
  assert.equal((await bed.messages(session_id)).length, 1, 'a reaction is no message')
  assert.equal((await bed.simulator.stats()).nacks, 0)
})

test('a reaction that comes before its message is kept on disk and stands at it when it is there; from another chat it never does', async (t) => {
  const bed = await workerBed(t)
  const { session_id, own, friend } = await linked(bed)
  const stranger = await bed.simulator.createPhone({})
  const id = 'A0'.repeat(16)
  await bed.simulator.react(friend.number, { to: own.number, id, author: own.number, emoji: '👎' })
  await bed.simulator.react(friend.number, {
    to: own.number,
    id,
    author: friend.number,
    emoji: '👍'
  })
  await bed.simulator.react(stranger.number, { to: own.number, id, emoji: '😈' })
  await settled(bed, own.number)
  assert.deepEqual(await told(bed), [])
  bed.worker.kill('SIGKILL')
  await bed.spawnWorker()
  await bed.assign(session_id)
  await until('logged in again', async () => (await bed.simulator.phone(own.number)).logins === 2)
  await say(bed, friend.number, own.number, 'at last', [id])
  await arrived(bed, session_id, id)
  await until('it stands there', async () => (await standing(bed)).length === 1)
  const expected = [`${id} ${friend.number} 👍`]
  assert.deepEqual([await standing(bed), await told(bed)], [expected, expected])
  await bed.simulator.react(stranger.number, { to: own.number, id, emoji: '😈' })
  await settled(bed, own.number)
  assert.deepEqual(await standing(bed), expected)
})

test('a reaction that comes again after its acknowledgement was lost is told once, and an older one changes nothing', async (t) => {
  const bed = await workerBed(t)
  const { session_id, own, friend } = await linked(bed)
  const id = await say(bed, friend.number, own.number, 'text')
  const message = await arrived(bed, session_id, id)
  await settled(bed, own.number)
  await bed.simulator.setFaults({ number: own.number, drop_at_receipt: 1 })
  const to = own.number
  await bed.simulator.react(friend.number, { to, id, author: friend.number, emoji: '👍' })
  await until('logged in again', async () => (await bed.simulator.phone(own.number)).logins === 2)
  await settled(bed, own.number)
  const expected = [`${id} ${friend.number} 👍`]
  assert.deepEqual([await standing(bed), await told(bed)], [expected, expected])
  const minute_ago = String(Math.floor(Date.now() / 1000) - 60)
  await bed.simulator.react(friend.number, {
    to,
    id,
    author: friend.number,
    emoji: '👎',
    attrs: { t: minute_ago }
  })
  await settled(bed, own.number)
  assert.deepEqual([await standing(bed), await told(bed)], [expected, expected])
  await bed.simulator.revoke(friend.number, { to, id })
  await until('it is deleted', async () => (await bed.messages(session_id))[0]?.deleted_at)
  await bed.simulator.react(friend.number, { to, id, author: friend.number, emoji: '🎉' })
  await settled(bed, own.number)
  assert.equal((await told(bed)).length, 1, `nobody reacts to ${message.id} any more`)
})
