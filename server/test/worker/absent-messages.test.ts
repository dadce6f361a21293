import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import type { MessageRow } from '../../src/domain/message.ts'
import { until } from '../../testkit/until.ts'
import { type WorkerBed, workerBed } from '../../testkit/worker-fixture.ts'

const bodyOf = (row: MessageRow | undefined) =>
  (row?.content as { text?: { body: string } } | undefined)?.text?.body

/** The types of events that tell of messages, with the text. */
const told = async (bed: WorkerBed): Promise<string[]> => {
  const rows = await bed.owner.query<{ type: string; data: { text?: { body: string } } }>(
    "select type, data from events where type in ('message.received', 'message.sent') order by seq"
  )
  return rows.map(({ type, data }) => `${type} ${data.text?.body}`)
}

const linked = async (bed: WorkerBed) => {
  const session_id = await bed.createSession()
  const own = await bed.link(session_id)
  return { session_id, own, friend: await bed.simulator.createPhone({ name: 'Friend' }) }
}

const acknowledged = (bed: WorkerBed, number: string): Promise<unknown> =>
  until('all is acknowledged', async () => {
    const { devices } = await bed.simulator.phone(number)
    return devices.every((device) => device.queued === 0)
  })

test('a message without content, of a person, in a group, after an advertisement or from the own phone, is received once, with its text and in its place', async (t) => {
  const bed = await workerBed(t)
  const { simulator } = bed
  const { session_id, own, friend } = await linked(bed)
  const shy = await simulator.createPhone({ lid_addressing: true })
  const group = await simulator.createGroup(friend.number, {
    subject: 'Team',
    participants: [own.number]
  })
  const without = (fault: 'absent_messages' | 'bare_messages') =>
    simulator.setFaults({ number: own.number, [fault]: 1 })
  await without('absent_messages')
  await simulator.say(friend.number, { to: own.number, text: 'absent' })
  await simulator.say(friend.number, { to: own.number, text: 'behind it' })
  await without('bare_messages')
  await simulator.say(shy.number, { to: own.number, text: 'advertised' })
  await without('absent_messages')
  await simulator.say(friend.number, { to: group.id, text: 'in the group' })
  await without('absent_messages')
  await simulator.say(own.number, { to: friend.number, text: 'by my phone' })
  const rows = await until('all are there', async () => {
    const found = await bed.messages(session_id)
    return found.length === 5 && found.every((row) => row.status !== 'undecryptable') && found
  })
  const friend_jid = friend.jid
  assert.deepEqual(
    rows.map((row) => [bodyOf(row), row.direction, row.chat_id, row.sender_id]),
    [
      ['absent', 'inbound', friend_jid, friend_jid],
      ['behind it', 'inbound', friend_jid, friend_jid],
      ['advertised', 'inbound', shy.jid, shy.jid],
      ['in the group', 'inbound', group.id, friend_jid],
      ['by my phone', 'outbound', friend_jid, own.jid]
    ]
  )
  await acknowledged(bed, own.number)
  assert.deepEqual((await told(bed)).sort(), [
    'message.received absent',
    'message.received advertised',
    'message.received behind it',
    'message.received in the group',
    'message.sent by my phone'
  ])
  const { nacks, retries_in } = await simulator.stats()
  assert.deepEqual({ nacks, retries_in }, { nacks: 0, retries_in: 0 })
})

test('a message whose content the phone has is on disk before it is acknowledged, and is asked for by whoever comes after a worker that was killed', async (t) => {
  const bed = await workerBed(t)
  const { simulator } = bed
  const { session_id, own, friend } = await linked(bed)
  await simulator.setFaults({ number: own.number, absent_messages: 2 })
  await simulator.say(friend.number, { to: own.number, text: 'one' })
  await simulator.say(friend.number, { to: own.number, text: 'two' })
  await acknowledged(bed, own.number)
  // Baileys asks the phone after two seconds; this worker does not live so long.
  const killed = once(bed.worker, 'exit')
  bed.worker.kill('SIGKILL')
  await killed
  const before = await bed.messages(session_id)
  assert.deepEqual(
    before.map((row) => [row.status, row.chat_id]),
    [
      ['undecryptable', friend.jid],
      ['undecryptable', friend.jid]
    ]
  )
  await bed.spawnWorker()
  await bed.assign(session_id)
  const rows = await until('both are there', async () => {
    const found = await bed.messages(session_id)
    return found.every((row) => row.status === 'received') && found
  })
  assert.deepEqual(
    rows.map((row) => [row.id, bodyOf(row)]),
    before.map((row, place) => [row.id, ['one', 'two'][place]])
  )
  assert.deepEqual(await told(bed), ['message.received one', 'message.received two'])
  await until('nothing is awaited any more', async () => {
    const kept = await bed.owner.query("select from signal_keys where kind = 'gateway'")
    return kept.length === 0
  })
})

test('a phone that is away gives the content when it is back, and what was asked twice is received once', async (t) => {
  const bed = await workerBed(t)
  const { simulator } = bed
  const { session_id, own, friend } = await linked(bed)
  await simulator.updatePhone(own.number, { away: true })
  await simulator.setFaults({ number: own.number, absent_messages: 1 })
  await simulator.say(friend.number, { to: own.number, text: 'later' })
  await acknowledged(bed, own.number)
  await bed.call('POST', `/sessions/${session_id}/restart`)
  await until('logged in again', async () => (await simulator.phone(own.number)).logins === 2)
  await bed.waitStatus(session_id, 'connected')
  await simulator.say(friend.number, { to: own.number, text: 'meanwhile' })
  await until('the second is there', async () => (await bed.messages(session_id)).length === 2)
  assert.equal((await bed.messages(session_id))[0]?.status, 'undecryptable')
  await simulator.updatePhone(own.number, { away: false })
  await until('it is there', async () =>
    (await bed.messages(session_id)).every((row) => row.status === 'received')
  )
  await acknowledged(bed, own.number)
  assert.deepEqual(await told(bed), ['message.received meanwhile', 'message.received later'])
})

test('what nobody can give is shown as unsupported and acknowledged: a view-once message, the answer of a bot', async (t) => {
  const bed = await workerBed(t)
  const { session_id, own, friend } = await linked(bed)
  const say = (id: string, child: { tag: string; attrs: Record<string, string> }) =>
    bed.simulator.sendStanza(own.number, {
      tag: 'message',
      attrs: { id, from: friend.jid, type: 'text', t: String(Math.floor(Date.now() / 1000)) },
      content: [{ ...child, content: 'bytes' }]
    })
  await say('V1', { tag: 'unavailable', attrs: { type: 'view_once_unavailable_fanout' } })
  await say('V2', { tag: 'unavailable', attrs: { type: 'view_once' } })
  await say('B1', { tag: 'enc', attrs: { v: '2', type: 'msmsg' } })
  const rows = await until('all are there', async () => {
    const found = await bed.messages(session_id)
    return found.length === 3 && found
  })
  assert.deepEqual(
    rows.map((row) => [row.whatsapp_id, row.status, row.content]),
    [
      ['V1', 'received', { unsupported: { kinds: ['view_once_unavailable_fanout'] } }],
      ['V2', 'received', { unsupported: { kinds: ['view_once'] } }],
      ['B1', 'received', { unsupported: { kinds: ['msmsg'] } }]
    ]
  )
  await until('acknowledged', async () => (await bed.simulator.stats()).awaited_acks === 0)
  assert.equal((await bed.simulator.stats()).nacks, 0)
})

test('a post of a status is acknowledged without being refused or asked for, whoever posted it, however old and whatever is missing of it', async (t) => {
  const bed = await workerBed(t)
  const { simulator } = bed
  const { session_id, own, friend } = await linked(bed)
  const long_ago = String(Math.floor(Date.now() / 1000) - 3 * 86_400)
  const posted = { from: 'status@broadcast', participant: friend.jid }
  const by_us = { from: 'status@broadcast', participant: own.jid }
  const posts: Record<string, string>[] = [
    posted,
    { ...posted, t: long_ago },
    by_us,
    { ...by_us, t: long_ago },
    { from: own.jid, recipient: 'status@broadcast' }
  ]
  for (const fault of ['corrupt_messages', 'absent_messages', 'bare_messages'] as const) {
    for (const attrs of posts) {
      await simulator.setFaults({ number: own.number, [fault]: 1 })
      await simulator.say(friend.number, { to: own.number, text: 'a story', attrs })
    }
  }
  await simulator.say(friend.number, { to: own.number, text: 'to you' })
  await until('what comes after them arrives', async () =>
    (await bed.messages(session_id)).some((row) => row.status === 'received')
  )
  await acknowledged(bed, own.number)
  await until('acknowledged', async () => (await simulator.stats()).awaited_acks === 0)
  const { nacks, retries_in } = await simulator.stats()
  assert.deepEqual({ nacks, retries_in }, { nacks: 0, retries_in: 0 })
  assert.equal((await bed.messages(session_id)).length, 1)
})
