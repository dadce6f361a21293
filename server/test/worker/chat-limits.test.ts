import assert from 'node:assert/strict'
import type { MessageRow } from '../../src/domain/message.ts'
import { waitingOf } from '../../src/domain/waiting.ts'
import { findPlaces } from '../../src/store/messages/places.ts'
import { sideBySide } from '../../testkit/side-by-side.ts'
import { until } from '../../testkit/until.ts'
import { type WorkerBed, workerBed } from '../../testkit/worker-fixture.ts'

const test = sideBySide(3)

/** As many messages of a session may be on their way at once. */
const at_once = 24

const start = async (t: Parameters<typeof workerBed>[0]) => {
  const bed = await workerBed(t)
  const session_id = await bed.createSession()
  const own = await bed.link(session_id)
  return { bed, session_id, own, simulator: bed.simulator }
}

const status = async (bed: WorkerBed, id: string): Promise<MessageRow> => {
  const [row] = await bed.owner.query<MessageRow>('select * from messages where id = $1', [id])
  assert.ok(row)
  return row
}

const became = (bed: WorkerBed, { id }: MessageRow, ...wanted: string[]): Promise<MessageRow> =>
  until(`message is ${wanted.join(' or ')}`, async () => {
    const row = await status(bed, id)
    return wanted.includes(row.status) && row
  })

const waitingFor = async (bed: WorkerBed, { id, tenant_id }: MessageRow) => {
  const [place] = await bed.owner.transaction((tx) => findPlaces(tx, tenant_id, [id]))
  return place ? waitingOf(place, new Date()) : null
}

const held = (bed: WorkerBed, message: MessageRow) =>
  until('it waits for the end of a limit', async () => {
    const [row] = await bed.owner.query(
      "select from outbound where message_id = $1 and turn is null and run_at = 'infinity'",
      [message.id]
    )
    const waiting = row && (await waitingFor(bed, message))
    return waiting?.reason === 'new_chat_limit' && waiting
  })

const limited = (bed: WorkerBed): Promise<{ data: Record<string, unknown> }[]> =>
  bed.owner.query("select data from events where type = 'session.limited' order by id")

test('a restriction in the middle of a campaign: replies flow, the rest waits with its reason, nothing is tried against it, and after its end all goes out once', async (t) => {
  const { bed, session_id, own, simulator } = await start(t)
  const strangers = await simulator.createPhones(500)
  const friends = await simulator.createPhones(50)
  await simulator.sayMany(
    friends.map((friend) => ({ number: friend.number, to: own.number, text: 'a question' }))
  )
  await until('the questions are there', async () => {
    const rows = await bed.messages(session_id)
    return rows.filter((row) => row.direction === 'inbound').length === friends.length
  })
  const campaign: MessageRow[] = []
  const replies: MessageRow[] = []
  for (const [nth, stranger] of strangers.entries()) {
    campaign.push(await bed.accept(session_id, stranger.jid, `offer ${nth}`))
    const friend = nth % 10 === 9 && friends[(nth - 9) / 10]
    if (friend) replies.push(await bed.accept(session_id, friend.jid, `answer ${nth}`))
    if (nth === 250)
      await until('it is under way', async () => {
        const rows = await bed.messages(session_id)
        return rows.filter((row) => row.sent_at).length > 40
      })
    if (nth === 300) await simulator.setLimits(own.number, { timelock: { for_ms: 25_000 } })
  }
  for (const reply of replies)
    assert.equal((await became(bed, reply, 'sent', 'delivered')).error, null)
  const { until: ends } = await held(bed, campaign.at(-1) as MessageRow)
  assert.ok(ends && ends.getTime() > Date.now())
  const row = await bed.session(session_id)
  assert.equal(row.restricted_until?.getTime(), ends.getTime())
  const during = await simulator.limits(own.number)
  assert.equal(during.timelock, true, 'all replies went out while it stood')
  assert.ok(during.refused_463 <= at_once, `${during.refused_463} were under way when it began`)
  const waiting = (await bed.messages(session_id)).filter((one) => one.status === 'queued')
  assert.ok(waiting.length > 150, `${waiting.length} wait`)

  await until(
    'the whole campaign is out',
    async () => {
      const rows = await bed.messages(session_id)
      return rows.every((one) => one.direction === 'inbound' || one.sent_at)
    },
    90_000
  )
  const after = await simulator.limits(own.number)
  assert.deepEqual([after.refused_463, after.repeats], [during.refused_463, 0])
  const { accepted_again, shown_again } = await simulator.audit({ number: own.number })
  assert.deepEqual([accepted_again, shown_again], [[], []])
  for (const [nth, stranger] of strangers.entries()) {
    const { messages } = await simulator.received(stranger.number)
    assert.deepEqual(
      messages.map((one) => one.text),
      [`offer ${nth}`]
    )
  }
  const kinds = (await limited(bed)).map(({ data }) => (data['limited'] as { kind: string })?.kind)
  assert.deepEqual(kinds, ['time_lock', undefined])
})

test('who writes during a time-lock is no stranger any more: what waited for them goes out, in order', async (t) => {
  const { bed, session_id, own, simulator } = await start(t)
  await simulator.setLimits(own.number, { timelock: { for_ms: 600_000 } })
  await until('it is known', async () => (await bed.session(session_id)).restricted_until)
  const person = await simulator.createPhone({})
  const first = await bed.accept(session_id, person.jid, 'one')
  await held(bed, first)
  await bed.accept(session_id, person.jid, 'two')
  await simulator.say(person.number, { to: own.number, text: 'hello?' })
  await bed.accept(session_id, person.jid, 'three')
  await simulator.waitReceived(person.number, { text: 'three' })
  const { messages } = await simulator.received(person.number, { from: own.number })
  assert.deepEqual(
    messages.map((one) => one.text),
    ['one', 'two', 'three']
  )
  assert.equal((await simulator.limits(own.number)).refused_463, 0)
})

test('a limit is read at connect, survives the worker, and what waits may be canceled and expires', async (t) => {
  const { bed, session_id, own, simulator } = await start(t)
  // Nobody is told, and the next connection asks.
  await simulator.setLimits(own.number, { timelock: { for_ms: 600_000 }, notify: false })
  await simulator.disconnect(own.number, { how: 'drop' })
  const row = await until('it was asked for', async () => {
    const now = await bed.session(session_id)
    return now.restricted_until && now
  })
  assert.equal(row.restriction, 'RESTRICT_ALL_COMPANIONS')
  const stranger = await simulator.createPhone({})
  const message = await bed.accept(session_id, stranger.jid, 'first')
  await held(bed, message)
  const late = await bed.accept(session_id, stranger.jid, 'late', {
    expires_at: new Date(Date.now() + 3_600_000)
  })
  await held(bed, late)

  // The next worker is told nothing by WhatsApp and knows all the same.
  await simulator.setLimits(own.number, { questions: 'unanswered' })
  bed.worker.kill('SIGKILL')
  await bed.spawnWorker()
  await bed.assign(session_id)
  await bed.waitStatus(session_id, 'connected')
  const another = await bed.accept(session_id, (await simulator.createPhone({})).jid, 'another')
  await held(bed, another)
  const [canceled] = await bed.owner.query(
    'delete from outbound where message_id = $1 and began_epoch = 0 returning 1',
    [message.id]
  )
  assert.ok(canceled, 'nothing of it has begun')
  const [expires] = await bed.owner.query(
    'select from outbound where message_id = $1 and began_epoch = 0 and expires_at is not null',
    [late.id]
  )
  assert.ok(expires)
  assert.equal((await simulator.limits(own.number)).refused_463, 0)
})

test('a quota of new chats that is used up holds the others until it is renewed, the refused one too, and each goes out once', async (t) => {
  const { bed, session_id, own, simulator } = await start(t)
  await simulator.setLimits(own.number, {
    quota: { total: 2, renews_in_ms: 8_000 },
    notify: false
  })
  const people = await simulator.createPhones(5)
  const sent: MessageRow[] = []
  for (const person of people) sent.push(await bed.accept(session_id, person.jid, 'offer'))
  await until('the quota is known to be used up', async () => {
    const row = await bed.session(session_id)
    return row.new_chats_status === 'capped' && row.new_chats_renew_at
  })
  for (const message of sent)
    assert.equal((await became(bed, message, 'sent', 'delivered')).error, null)
  for (const person of people) {
    const { messages } = await simulator.received(person.number)
    assert.equal(messages.length, 1)
  }
  const { refused_475 } = await simulator.limits(own.number)
  // Three more than the quota at first, then one.
  assert.ok(refused_475 <= 4, `${refused_475} refusals`)
})

test('a refusal that no limit explains is the own matter of the person, and three strangers in a row stop the others', async (t) => {
  const { bed, session_id, own, simulator } = await start(t)
  const friend = await simulator.createPhone({})
  await simulator.say(friend.number, { to: own.number, text: 'hello' })
  const people = await simulator.createPhones(4)
  await simulator.setFaults({ number: own.number, refuse_sends: 3, refusal_code: 463 })
  for (const person of people.slice(0, 3)) {
    const message = await bed.accept(session_id, person.jid, 'hello')
    const { error } = await became(bed, message, 'failed')
    assert.ok(error && ['recipient_restricted', 'address_refused'].includes(error.code))
  }
  const last = await bed.accept(session_id, people[3]?.jid ?? '', 'hello')
  await held(bed, last)
  assert.equal((await bed.session(session_id)).restriction, 'several_refused')
  const reply = await bed.accept(session_id, friend.jid, 'a reply')
  await became(bed, reply, 'sent', 'delivered')
  const { applied } = await simulator.faults({ number: own.number })
  assert.equal(applied.refuse_sends, 3, 'nothing was repeated')
})

test('questions after the limits that are refused or never answered hold nothing up', async (t) => {
  const { bed, session_id, own, simulator } = await start(t)
  for (const questions of ['refused', 'unanswered'] as const) {
    await simulator.setLimits(own.number, { questions })
    await simulator.disconnect(own.number, { how: 'drop' })
    await until('it was asked', async () => (await simulator.limits(own.number)).questions >= 2)
    const person = await simulator.createPhone({})
    await bed.accept(session_id, person.jid, 'at once')
    await simulator.waitReceived(person.number, { text: 'at once' })
  }
  assert.equal((await bed.session(session_id)).restricted_until, null)
})
