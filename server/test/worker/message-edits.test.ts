import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import type { MessageRow } from '../../src/domain/message.ts'
import { until } from '../../testkit/until.ts'
import { type WorkerBed, workerBed } from '../../testkit/worker-fixture.ts'

type Row = MessageRow & { secret: Buffer | null }

const linked = async (bed: WorkerBed) => {
  const session_id = await bed.createSession()
  const own = await bed.link(session_id)
  const friend = await bed.simulator.createPhone({ name: 'Friend' })
  const rows = () => bed.messages(session_id) as Promise<Row[]>
  const row = async (whatsapp_id: string) =>
    (await rows()).find((one) => one.whatsapp_id === whatsapp_id)
  return { session_id, own, friend, rows, row }
}

const bodyOf = (row: { content?: object } | undefined) =>
  (row?.content as { text?: { body: string } } | undefined)?.text?.body

const say = async (bed: WorkerBed, from: string, to: string, text: string) =>
  (await bed.simulator.say(from, { to, text })).ids[0] as string

/** The events that tell of messages, with the text each has. */
const told = async (bed: WorkerBed): Promise<string[]> => {
  const rows = await bed.owner.query<{ type: string; data: { text?: { body: string } } }>(
    "select type, data from events where type like 'message.%' order by seq"
  )
  return rows.map(({ type, data }) => `${type} ${data.text?.body ?? ''}`.trim())
}

const ignored = async (bed: WorkerBed): Promise<number> => {
  const health = (await (await bed.call('GET', '/health')).json()) as {
    facts: { ignored_changes: number }
  }
  return health.facts.ignored_changes
}

const settled = (bed: WorkerBed, number: string): Promise<unknown> =>
  until('all is acknowledged', async () => {
    const { devices } = await bed.simulator.phone(number)
    const { awaited_acks } = await bed.simulator.stats()
    return awaited_acks === 0 && devices.every((device) => device.queued === 0)
  })

test('an edit gives the message its new text, sealed or not, by whichever addresses its author was named, and is told once', async (t) => {
  const bed = await workerBed(t)
  const { own, friend, row, rows } = await linked(bed)
  const shy = await bed.simulator.createPhone({ lid_addressing: true })
  const group = await bed.simulator.createGroup(friend.number, {
    subject: 'Team',
    participants: [own.number]
  })
  const expected = ['message.received one', 'message.received two', 'message.received three']
  const ids: string[] = []
  for (const [from, to, text] of [
    [friend.number, own.number, 'one'],
    [shy.number, own.number, 'two'],
    [friend.number, group.id, 'three']
  ] as const) {
    const id = await say(bed, from, to, text)
    await until('it is received', async () => bodyOf(await row(id)) === text)
    ids.push(id)
    for (const form of ['plain', 'lid', 'pn', 'lid_pn', 'pn_lid'] as const) {
      const edited = `${text} ${form}`
      await bed.simulator.edit(from, { to, id, text: edited, form })
      await until(edited, async () => bodyOf(await row(id)) === edited)
      expected.push(`message.edited ${edited}`)
    }
  }
  const all = await rows()
  assert.deepEqual(
    all.map((one) => one.whatsapp_id),
    ids,
    'an edit is no message'
  )
  for (const one of all) {
    assert.ok(one.edited_at)
    assert.equal(one.status, 'received')
    // Sealed: 12 bytes of nonce or more, 32 of the secret and 16 of the tag.
    assert.ok((one.secret?.length ?? 0) >= 60)
  }
  assert.deepEqual((await told(bed)).sort(), expected.sort())
  await settled(bed, own.number)
  const { nacks, retries_in } = await bed.simulator.stats()
  assert.deepEqual({ nacks, retries_in }, { nacks: 0, retries_in: 0 })
  assert.equal(await ignored(bed), 0)
})

test('what the owner edits or deletes on the phone is so here, of what the phone has sent and of what the API has', async (t) => {
  const bed = await workerBed(t)
  const { own, friend, row, session_id } = await linked(bed)
  const by_phone = await say(bed, own.number, friend.number, 'from the phone')
  await until('it is there', async () => bodyOf(await row(by_phone)))
  for (const form of ['lid', 'pn', 'plain'] as const) {
    await bed.simulator.edit(own.number, { to: friend.number, id: by_phone, text: form, form })
    await until(form, async () => bodyOf(await row(by_phone)) === form)
  }
  const accepted = await bed.accept(session_id, friend.jid, 'from the API')
  await bed.call('POST', '/poke')
  const by_api = accepted.whatsapp_id
  await until('it is sent', async () => (await row(by_api))?.status === 'delivered')
  await bed.simulator.edit(own.number, {
    to: friend.number,
    id: by_api,
    text: 'corrected',
    form: 'plain'
  })
  await until('it is edited', async () => bodyOf(await row(by_api)) === 'corrected')
  assert.equal((await row(by_api))?.status, 'delivered')
  for (const id of [by_phone, by_api]) {
    await bed.simulator.revoke(own.number, { to: friend.number, id })
    const gone = await until('it is deleted', async () => {
      const one = await row(id)
      return one?.deleted_at && one
    })
    assert.deepEqual([gone.content, gone.secret, gone.type], [{}, null, 'text'])
  }
  const events = (await told(bed)).filter((one) => /edited|deleted/.test(one))
  assert.deepEqual(events, [
    'message.edited lid',
    'message.edited pn',
    'message.edited plain',
    'message.edited corrected',
    'message.deleted',
    'message.deleted'
  ])
})

test('a message that is deleted for everyone loses its content, is told once and stays deleted whatever comes after', async (t) => {
  const bed = await workerBed(t)
  const { own, friend, row, rows } = await linked(bed)
  const id = await say(bed, friend.number, own.number, 'a mistake')
  await until('it is there', async () => row(id))
  await bed.simulator.revoke(friend.number, { to: own.number, id })
  await until('it is deleted', async () => (await row(id))?.deleted_at)
  await bed.simulator.revoke(friend.number, { to: own.number, id })
  await bed.simulator.edit(friend.number, { to: own.number, id, text: 'back', form: 'plain' })
  await bed.simulator.edit(friend.number, { to: own.number, id, text: 'back', form: 'lid' })
  await say(bed, friend.number, own.number, 'the end')
  await until('all is heard', async () => (await rows()).length === 2)
  assert.deepEqual((await row(id))?.content, {})
  assert.deepEqual(await told(bed), [
    'message.received a mistake',
    'message.deleted',
    'message.received the end'
  ])
})

test('in a group an admin deletes what others said, also of the account, and nobody else does', async (t) => {
  const bed = await workerBed(t)
  const { own, friend, row, session_id, rows } = await linked(bed)
  const member = await bed.simulator.createPhone({})
  const group = await bed.simulator.createGroup(friend.number, {
    subject: 'Team',
    participants: [own.number, member.number]
  })
  const said = await say(bed, member.number, group.id, 'said')
  const accepted = await bed.accept(session_id, group.id, 'ours')
  await bed.call('POST', '/poke')
  const ours = accepted.whatsapp_id
  await until('both are there', async () => (await row(said)) && (await row(ours))?.sent_at)
  const to = group.id
  // Says that it is its own.
  await bed.simulator.revoke(member.number, { to, id: ours })
  await bed.simulator.edit(member.number, { to, id: ours, text: 'theirs', form: 'plain' })
  await until('both are ignored', async () => (await ignored(bed)) === 2)
  await bed.simulator.revoke(friend.number, { to, id: said })
  await until('that too, as it says nothing of an admin', async () => (await ignored(bed)) === 3)
  assert.ok((await rows()).every((one) => !one.deleted_at && !one.edited_at))
  for (const [id, author] of [
    [said, member.number],
    [ours, own.number]
  ] as const) {
    await bed.simulator.revoke(friend.number, { to, id, author, as_admin: true })
    await until('it is deleted', async () => (await row(id))?.deleted_at)
  }
})

test('an edit by somebody else than the author, or sealed by one who only knows the secret, is ignored, counted and acknowledged', async (t) => {
  const bed = await workerBed(t)
  const { own, friend, row, rows } = await linked(bed)
  const stranger = await bed.simulator.createPhone({})
  const id = await say(bed, friend.number, own.number, 'mine')
  await until('it is there', async () => row(id))
  const forged = { to: own.number, id, text: 'forged' }
  const author = friend.number
  await bed.simulator.edit(stranger.number, { ...forged, form: 'plain' })
  await bed.simulator.edit(stranger.number, { ...forged, form: 'lid', author })
  await bed.simulator.revoke(stranger.number, { to: own.number, id, author })
  // The author himself, sealed with another secret than that of the message.
  await bed.simulator.edit(friend.number, { ...forged, form: 'lid', author: stranger.number })
  await until('all are ignored', async () => (await ignored(bed)) === 4)
  await settled(bed, own.number)
  assert.equal(bodyOf(await row(id)), 'mine')
  assert.equal((await rows()).length, 1)
  assert.deepEqual(await told(bed), ['message.received mine'])
})

test('what is said about a message before it comes is kept, on disk, and applied when it is there; by whom it may not be, never', async (t) => {
  const bed = await workerBed(t)
  const { own, friend, row, session_id } = await linked(bed)
  const stranger = await bed.simulator.createPhone({})
  const to = own.number
  const [edited, deleted, forged] = ['E', 'D', 'F'].map((one) => one.repeat(32)) as [
    string,
    string,
    string
  ]
  await bed.simulator.edit(friend.number, { to, id: edited, text: 'first', form: 'plain' })
  await bed.simulator.edit(friend.number, { to, id: edited, text: 'edited', form: 'lid' })
  await bed.simulator.revoke(friend.number, { to, id: deleted })
  await bed.simulator.edit(stranger.number, { to, id: forged, text: 'forged', form: 'plain' })
  await settled(bed, own.number)
  const killed = once(bed.worker, 'exit')
  bed.worker.kill('SIGKILL')
  await killed
  await bed.spawnWorker()
  await bed.assign(session_id)
  await bed.waitStatus(session_id, 'connected')
  for (const id of [edited, deleted, forged])
    await bed.simulator.say(friend.number, { to, text: 'original', ids: [id] })
  await until('it is edited', async () => bodyOf(await row(edited)) === 'edited')
  await until('it is deleted', async () => (await row(deleted))?.deleted_at)
  await until('it is there', async () => bodyOf(await row(forged)) === 'original')
  await settled(bed, own.number)
  const events = await told(bed)
  assert.deepEqual(events.toSorted(), [
    'message.deleted',
    'message.edited edited',
    ...Array.from({ length: 3 }, () => 'message.received original')
  ])
  assert.equal((await row(forged))?.edited_at, null)
})

test('an edit of a message that could not be read waits for it where it is sealed, and is the message where it is not', async (t) => {
  const bed = await workerBed(t)
  const { own, friend, row } = await linked(bed)
  await bed.simulator.updatePhone(own.number, { away: true })
  await bed.simulator.setFaults({ number: own.number, absent_messages: 2 })
  const sealed = await say(bed, friend.number, own.number, 'sealed')
  const plain = await say(bed, friend.number, own.number, 'plain')
  await until('both are there', async () => (await row(sealed)) && (await row(plain)))
  const to = own.number
  await bed.simulator.edit(friend.number, { to, id: sealed, text: 'sealed, edited', form: 'lid' })
  await bed.simulator.edit(friend.number, { to, id: plain, text: 'plain, edited', form: 'plain' })
  await until('one is read', async () => bodyOf(await row(plain)) === 'plain, edited')
  assert.equal((await row(plain))?.status, 'received')
  assert.equal((await row(sealed))?.status, 'undecryptable')
  await bed.simulator.updatePhone(own.number, { away: false })
  await until('the other too', async () => bodyOf(await row(sealed)) === 'sealed, edited')
  assert.equal(bodyOf(await row(plain)), 'plain, edited')
  assert.deepEqual((await told(bed)).slice(0, 1), ['message.received plain, edited'])
})

test('an edit that comes again after its acknowledgement was lost is acknowledged again and told no second time', async (t) => {
  const bed = await workerBed(t)
  const { own, friend, row, rows } = await linked(bed)
  const id = await say(bed, friend.number, own.number, 'text')
  await until('it is there', async () => row(id))
  await settled(bed, own.number)
  await bed.simulator.setFaults({ number: own.number, drop_at_receipt: 1 })
  await bed.simulator.edit(friend.number, { to: own.number, id, text: 'edited', form: 'lid' })
  await until('logged in again', async () => {
    const phone = await bed.simulator.phone(own.number)
    return phone.logins === 2
  })
  await settled(bed, own.number)
  assert.equal((await rows()).length, 1)
  assert.deepEqual(await told(bed), ['message.received text', 'message.edited edited'])
  assert.equal((await bed.simulator.stats()).nacks, 0)
})
