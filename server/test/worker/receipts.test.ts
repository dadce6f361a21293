import assert from 'node:assert/strict'
import { test } from 'node:test'
import { messageView } from '../../src/schemas/messages/message.ts'
import { moveReceipts, putGroupReceipts } from '../../src/store/messages/receipts.ts'
import { until } from '../../testkit/until.ts'
import { type WorkerBed, workerBed } from '../../testkit/worker-fixture.ts'

/** A linked session in a group with two others, who say nothing of what they get by themselves. */
const inGroup = async (bed: WorkerBed) => {
  const session_id = await bed.createSession()
  const own = await bed.link(session_id)
  const [first, second] = await bed.simulator.createPhones(2, {
    auto_delivered: false,
    auto_read: false
  })
  if (!first || !second) throw new Error('no phones')
  const group = await bed.simulator.createGroup(first.number, {
    subject: 'Team',
    participants: [own.number, second.number]
  })
  return { session_id, own, first, second, group }
}

const messageOf = async (bed: WorkerBed, session_id: string, whatsapp_id: string) =>
  (await bed.messages(session_id)).find((one) => one.whatsapp_id === whatsapp_id)

/** How far a message is, and the counts of its receipts. */
const stateOf = async (bed: WorkerBed, session_id: string, whatsapp_id: string) => {
  const row = await messageOf(bed, session_id, whatsapp_id)
  const counts = row && messageView(row).receipts
  return `${row?.status} ${counts?.delivered} ${counts?.read} ${counts?.played} of ${counts?.of}`
}

const persons = async (bed: WorkerBed): Promise<string[]> =>
  (
    await bed.owner.query<{ text: string }>(
      `select split_part(person_id, '@', 1) || case when read_at is null then '' else ' read' end
         || case when played_at is null then '' else ' played' end as text
       from message_receipts order by 1`
    )
  ).map(({ text }) => text)

const told = async (bed: WorkerBed, id: string): Promise<string[]> =>
  (
    await bed.owner.query<{ type: string }>(
      "select type from events where data ->> 'whatsapp_id' = $1 and type like 'message.%' order by seq",
      [id]
    )
  ).map(({ type }) => type.replace('message.', ''))

test('a message to a group is delivered, read and played when all its members say so, and each is counted once', async (t) => {
  const bed = await workerBed(t)
  const { session_id, first, second, group } = await inGroup(bed)
  const { whatsapp_id: id } = await bed.accept(session_id, group.id, 'lunch?')
  await bed.call('POST', '/poke')
  const is = (expected: string) =>
    until(expected, async () => (await stateOf(bed, session_id, id)) === expected)
  for (const { number } of [first, second]) await bed.simulator.waitReceived(number, { id })
  await is('sent 0 0 0 of 2')
  const said = { chat: group.id, ids: [id] }
  await bed.simulator.delivered(first.number, said)
  await is('sent 1 0 0 of 2')
  await bed.simulator.read(first.number, said)
  await is('sent 1 1 0 of 2')
  await bed.simulator.read(first.number, said)
  // Its own receipt of the delivery comes later, or never.
  await bed.simulator.read(second.number, said)
  await is('read 2 2 0 of 2')
  await bed.simulator.delivered(second.number, said)
  await bed.simulator.played(first.number, said)
  await is('read 2 2 1 of 2')
  await bed.simulator.played(second.number, said)
  await is('read 2 2 2 of 2')
  assert.deepEqual(
    await persons(bed),
    [first, second].map(({ number }) => `${number} read played`).sort()
  )
  assert.deepEqual(await told(bed, id), ['sent', 'delivered', 'read', 'played'])
})

test('receipts that come before their message, which the phone has sent, count when it is there', async (t) => {
  const bed = await workerBed(t)
  const { session_id, own, first, second, group } = await inGroup(bed)
  const [in_group, alone, never] = ['A1', 'A2', 'A3'].map((name) => name.repeat(16))
  if (!in_group || !alone || !never) throw new Error('no ids')
  const t_s = String(Math.floor(Date.now() / 1000))
  const receipt = (attrs: Record<string, string>) =>
    bed.simulator.sendStanza(own.number, { tag: 'receipt', attrs: { t: t_s, ...attrs } })
  const participant = second.lid
  await receipt({ id: in_group, from: group.id, participant, type: 'read' })
  await receipt({ id: in_group, from: group.id, participant })
  await receipt({ id: alone, from: first.jid, type: 'read' })
  await receipt({ id: never, from: first.jid })
  const early = () =>
    bed.owner.query<{ whatsapp_id: string }>('select whatsapp_id from early_receipts order by 1')
  await until('they are kept', async () => (await early()).length === 3)
  bed.worker.kill('SIGKILL')
  await bed.spawnWorker()
  await bed.assign(session_id)
  await until('logged in again', async () => (await bed.simulator.phone(own.number)).logins === 2)
  await bed.simulator.say(own.number, { to: group.id, text: 'from the phone', ids: [in_group] })
  await bed.simulator.say(own.number, { to: first.number, text: 'from the phone', ids: [alone] })
  await until('it is read', async () => {
    const row = await messageOf(bed, session_id, alone)
    return row?.status === 'read'
  })
  // How many are in the group is not known here, so nobody says that all have it.
  await until('it is counted', async () =>
    (await stateOf(bed, session_id, in_group)).startsWith('sent 1 1 0 of')
  )
  assert.deepEqual(
    (await early()).map((row) => row.whatsapp_id),
    [never]
  )
  assert.deepEqual(await told(bed, alone), ['sent', 'delivered', 'read'])
})

test('only members of the group of a message count: a receipt from another group or from one person changes nothing', async (t) => {
  const bed = await workerBed(t)
  const { session_id, own, first, second, group } = await inGroup(bed)
  const { whatsapp_id: id } = await bed.accept(session_id, group.id, 'lunch?')
  await bed.call('POST', '/poke')
  await until('sent', async () => (await stateOf(bed, session_id, id)) === 'sent 0 0 0 of 2')
  const receipt = (attrs: Record<string, string>) =>
    bed.simulator.sendStanza(own.number, { tag: 'receipt', attrs: { id, type: 'read', ...attrs } })
  await receipt({ from: '120363999999999999@g.us', participant: second.lid })
  await receipt({ from: second.jid })
  await bed.simulator.delivered(first.number, { chat: group.id, ids: [id] })
  await until('told', async () => (await stateOf(bed, session_id, id)) !== 'sent 0 0 0 of 2')
  assert.deepEqual(await persons(bed), [first.number])
  assert.equal(await stateOf(bed, session_id, id), 'sent 1 0 0 of 2')
  assert.deepEqual(await bed.owner.query('select 1 from early_receipts'), [])
})

test('somebody who has sent receipts under both addresses counts once when the two are known to be one', async (t) => {
  const bed = await workerBed(t)
  const { session_id, group } = await inGroup(bed)
  const { tenant_id } = bed
  const { whatsapp_id } = await bed.accept(session_id, group.id, 'lunch?')
  await bed.call('POST', '/poke')
  await until('sent', async () => (await stateOf(bed, session_id, whatsapp_id)).startsWith('sent'))
  const [lid, jid] = ['77@lid', '201001234567@s.whatsapp.net']
  if (!lid || !jid) throw new Error('no addresses')
  const at = new Date()
  const from = (person_id: string, read_at: Date | null) => ({
    ...{ session_id, tenant_id, whatsapp_id, group_id: group.id, person_id },
    ...{ delivered_at: at, read_at, played_at: null }
  })
  await bed.owner.transaction((tx) => putGroupReceipts(tx, [from(lid, at), from(jid, null)]))
  assert.equal(await stateOf(bed, session_id, whatsapp_id), 'delivered 2 1 0 of 2')
  await bed.owner.transaction((tx) => moveReceipts(tx, [{ session_id, tenant_id, lid, jid }]))
  assert.equal(await stateOf(bed, session_id, whatsapp_id), 'delivered 1 1 0 of 2')
  assert.deepEqual(await persons(bed), ['201001234567 read'])
})
