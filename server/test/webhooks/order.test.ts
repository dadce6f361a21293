import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import {
  type DeliveryBed,
  deliveryBed,
  type Received,
  receiver
} from '../../testkit/delivery-fixture.ts'
import { countLate, numbered, putNumbered, seedSessions } from '../../testkit/session-events.ts'
import { until } from '../../testkit/until.ts'

const pendingOf = async (bed: DeliveryBed): Promise<number> => {
  const [row] = await bed.owner.query<{ left: number }>(
    "select count(*)::int as left from webhook_deliveries where status = 'pending'"
  )
  return row?.left ?? 0
}

test('events of a session arrive in their order while the receiver is well', async (t) => {
  const bed = await deliveryBed(t)
  const target = await receiver(t)
  await bed.webhook(target.url)
  const sessions = await seedSessions(bed, 5)
  bed.run()
  await putNumbered(bed, sessions, 0, 300)
  await until('all are delivered', async () => (await pendingOf(bed)) === 0, 60_000)
  const late = countLate(numbered(target.received))
  t.diagnostic(`${late} of 300 came behind a later one of their session`)
  assert.equal(target.received.length, 300)
  // Where a machine is too busy to answer within a moment they overtake each other; without any order half would.
  assert.ok(late < 120, `${late} came late`)
})

test('after an outage of the receiver what waited arrives in the order of events, and so does what happens meanwhile', async (t) => {
  const bed = await deliveryBed(t)
  let is_down = true
  const taken: Received[] = []
  const target = await receiver(t, (response, received) => {
    if (!is_down) taken.push(received)
    response.writeHead(is_down ? 503 : 204).end()
  })
  await bed.webhook(target.url)
  const sessions = await seedSessions(bed, 20)
  bed.run()
  await putNumbered(bed, sessions, 0, 600)
  await until('the receiver is left alone', async () => {
    const [row] = await bed.owner.query<{ held: boolean }>(
      'select held_until is not null as held from webhooks'
    )
    return row?.held
  })
  const tried = target.received.length
  is_down = false
  await until('the first has come', () => taken.length > 0)
  await putNumbered(bed, sessions, 600, 400)
  await until('all are delivered', async () => (await pendingOf(bed)) === 0, 90_000)
  const arrived = numbered(taken)
  const late = countLate(arrived)
  t.diagnostic(
    `${tried} tried during the outage; ${late} of 1000 came behind a later one of their session`
  )
  assert.equal(new Set(arrived.map((one) => one.number)).size, 1_000)
  assert.ok(tried < 200, `${tried} attempts while it was down`)
  assert.ok(late <= 30, `${late} came late`)
  await until('the webhook is let go', async () => {
    const [hook] = await bed.owner.query<{ held_until: Date | null; backlog: number }>(
      'select held_until, (select count(*)::int from webhook_backlog) as backlog from webhooks'
    )
    return hook?.held_until === null && hook.backlog === 0
  })
})

test('a killed delivery process leaves the order as it was, but for what it had in hand', async (t) => {
  const bed = await deliveryBed(t)
  const target = await receiver(t)
  await bed.webhook(target.url)
  const sessions = await seedSessions(bed, 5)
  await putNumbered(bed, sessions, 0, 600)
  const first = bed.spawn()
  await until('it is in the middle of it', () => target.received.length > 50)
  first.kill('SIGKILL')
  await once(first, 'exit')
  bed.run()
  await until('all are delivered', async () => (await pendingOf(bed)) === 0, 90_000)
  const late = countLate(numbered(target.received))
  t.diagnostic(`${late} of 600 came behind a later one of their session`)
  assert.equal(new Set(numbered(target.received).map((one) => one.number)).size, 600)
})

test('an ordered webhook gets each session strictly in order, and one that fails keeps back its own session only', async (t) => {
  const bed = await deliveryBed(t)
  const taken: Received[] = []
  let refused = -1
  const target = await receiver(t, (response, received) => {
    const { number } = JSON.parse(received.body).data
    if (number === refused) return response.writeHead(500).end()
    taken.push(received)
    response.writeHead(204).end()
  })
  const webhook = await bed.webhook(target.url)
  await bed.owner.query('update webhooks set ordered = true')
  const sessions = await seedSessions(bed, 4)
  refused = 4
  bed.run()
  await putNumbered(bed, sessions, 0, 80)
  const others = 60
  await until('the other sessions are done', () => taken.length === others + 1, 60_000)
  const [kept] = sessions
  assert.equal(countLate(numbered(taken)), 0)
  assert.deepEqual(
    numbered(taken)
      .filter((one) => one.session_id === kept)
      .map((one) => one.number),
    [0]
  )
  // It gives way when it has failed for good.
  await bed.owner.query(
    "update webhook_deliveries set attempts = 20 where status = 'pending' and attempts > 0"
  )
  await bed.hurry()
  await until('the session goes on', async () => (await pendingOf(bed)) === 0, 60_000)
  assert.equal(countLate(numbered(taken)), 0)
  assert.equal(taken.length, 79)
  const failed = (await bed.deliveries(webhook)).filter((row) => row.status === 'failed')
  assert.equal(failed.length, 1)
})

test('an ordered webhook whose receiver comes back gets every session strictly in order', async (t) => {
  const bed = await deliveryBed(t)
  let is_down = true
  const taken: Received[] = []
  const target = await receiver(t, (response, received) => {
    if (!is_down) taken.push(received)
    response.writeHead(is_down ? 500 : 204).end()
  })
  await bed.webhook(target.url)
  await bed.owner.query('update webhooks set ordered = true')
  const sessions = await seedSessions(bed, 5)
  bed.run()
  await putNumbered(bed, sessions, 0, 150)
  await until('it was tried', () => target.received.length >= 5)
  is_down = false
  await putNumbered(bed, sessions, 150, 50)
  await until('all are delivered', async () => (await pendingOf(bed)) === 0, 90_000)
  assert.equal(countLate(numbered(taken)), 0)
  assert.equal(new Set(numbered(taken).map((one) => one.number)).size, 200)
})
