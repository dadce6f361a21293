import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Webhook } from 'standardwebhooks'
import type { DueDelivery } from '../../src/store/webhook-deliveries/record.ts'
import { batchOf } from '../../src/webhooks/envelope.ts'
import { harness } from '../../testkit/app.ts'
import {
  type DeliveryBed,
  deliveryBed,
  type Received,
  receiver,
  test_secret
} from '../../testkit/delivery-fixture.ts'
import { until } from '../../testkit/until.ts'

const path = '/api/v1/webhooks'
const url = 'https://example.com/in'

type Sent = { id: string; type: string; data: { events: { id: string; type: string }[] } }

const bodyOf = ({ body, headers }: Received): Sent =>
  new Webhook(test_secret).verify(body, headers as Record<string, string>) as Sent

const idsOf = (received: Received): string[] => bodyOf(received).data.events.map(({ id }) => id)

const batched = async (bed: DeliveryBed, to: string, batch: object, ordered = false) => {
  const id = await bed.webhook(to, ['message.received'])
  await bed.owner.query('update webhooks set batch = $2, ordered = $3 where id = $1', [
    id,
    JSON.stringify(batch),
    ordered
  ])
  return id
}

const delivered = (bed: DeliveryBed, webhook: string, count: number) =>
  until(`${count} are delivered`, async () => {
    const rows = await bed.deliveries(webhook)
    return rows.length === count && rows.every((row) => row.status === 'succeeded') && rows
  })

test('a webhook with batches gets several events in one request, each once and in their order, signed as a whole', async (t) => {
  const bed = await deliveryBed(t)
  const target = await receiver(t)
  const alone = await receiver(t)
  const webhook = await batched(bed, target.url, { events_max: 10, wait_ms: 300 })
  const single = await bed.webhook(alone.url, ['message.received'])
  bed.run()
  const events = [...(await bed.events(23)), ...(await bed.events(2))]
  const rows = await delivered(bed, webhook, 25)
  await delivered(bed, single, 25)
  assert.ok(rows.every((row) => row.attempts === 1 && row.response_status === 204))
  for (const one of target.received) {
    const body = bodyOf(one)
    assert.deepEqual(Object.keys(body), ['id', 'type', 'created_at', 'session_id', 'data'])
    assert.deepEqual([body.type, body.id], ['batch', one.headers['webhook-id']])
    assert.match(body.id, /^bat_[0-9a-f]{32}$/)
    assert.ok(body.data.events.length <= 10, `${body.data.events.length} events`)
  }
  assert.ok(target.received.length < 10, `${target.received.length} requests`)
  assert.deepEqual(target.received.flatMap(idsOf), events)
  assert.equal(alone.received.length, 25)
  const as_alone = new Map(alone.received.map((one) => [one.headers['webhook-id'], one.body]))
  for (const event of target.received.flatMap((one) => bodyOf(one).data.events))
    assert.equal(as_alone.get(event.id), JSON.stringify(event))
  const [kept] = await bed.owner.query<{ count: number }>(
    `select count(*) from webhook_attempts a join webhook_deliveries d on d.id = a.delivery_id
     where d.webhook_id = $1 and a.headers ->> 'webhook-id' like 'bat_%'`,
    [webhook]
  )
  assert.equal(kept?.count, 25, 'each of the deliveries tells of its attempt')
})

test('a batch that fails is one failure, and comes again as the same batch', async (t) => {
  const bed = await deliveryBed(t)
  const target = await receiver(t, (response, _received, count) =>
    response.writeHead(count === 1 ? 500 : 200).end()
  )
  const webhook = await batched(bed, target.url, { events_max: 5, wait_ms: 60_000 })
  bed.run()
  const events = await bed.events(5)
  const failed = await until('the batch has failed', async () => {
    const rows = await bed.deliveries(webhook)
    return rows.every((row) => row.attempts === 1) && rows
  })
  assert.equal(new Set(failed.map((row) => row.next_attempt_at?.getTime())).size, 1, 'due together')
  const [hook] = await bed.owner.query('select consecutive_failures from webhooks')
  assert.equal(hook?.['consecutive_failures'], 1)
  await bed.hurry()
  await delivered(bed, webhook, 5)
  assert.equal(target.received.length, 2)
  assert.deepEqual(target.received.map(idsOf), [events, events])
  const [first, second] = target.received
  assert.equal(first?.headers['webhook-id'], second?.headers['webhook-id'])
  assert.equal(first?.body, second?.body)
})

test('two delivery processes send each event once, and those of an ordered webhook in their order', async (t) => {
  const bed = await deliveryBed(t)
  const targets = [await receiver(t), await receiver(t)] as const
  const batch = { events_max: 7, wait_ms: 100 }
  const hooks = [
    await batched(bed, targets[0].url, batch, true),
    await batched(bed, targets[1].url, batch)
  ]
  bed.run()
  bed.run()
  const events: string[] = []
  for (let nth = 0; nth < 30; nth++) events.push(...(await bed.events(10)))
  for (const hook of hooks) await delivered(bed, hook, events.length)
  assert.deepEqual(targets[0].received.flatMap(idsOf), events)
  assert.deepEqual(targets[1].received.flatMap(idsOf).sort(), [...events].sort())
})

test('nobody else sends the events of a batch for longer than its receiver is waited for', async (t) => {
  const bed = await deliveryBed(t)
  const asked_enough = Promise.withResolvers<void>()
  const target = await receiver(t, async (response) => {
    await asked_enough.promise
    response.writeHead(204).end()
  })
  const webhook = await batched(bed, target.url, { events_max: 2, wait_ms: 100 })
  bed.run({ timeout_ms: 300_000 })
  await bed.events(2)
  await until('it is asked', () => target.received.length === 1)
  const rows = await bed.owner.query<{ is_theirs: boolean }>(
    "select next_attempt_at > now() + interval '300 seconds' as is_theirs from webhook_deliveries"
  )
  assert.deepEqual(rows, [{ is_theirs: true }, { is_theirs: true }])
  asked_enough.resolve()
  await delivered(bed, webhook, 2)
})

test('in an ordered webhook nothing overtakes a batch of its session that has failed', async (t) => {
  const bed = await deliveryBed(t)
  let is_well = false
  const target = await receiver(t, (response) => response.writeHead(is_well ? 200 : 500).end())
  const webhook = await batched(bed, target.url, { events_max: 4, wait_ms: 100 }, true)
  bed.run()
  const events = await bed.events(4)
  await until('the first have failed', async () =>
    (await bed.deliveries(webhook)).every((row) => row.attempts >= 1)
  )
  events.push(...(await bed.events(6)))
  await until('the others wait', async () => {
    const [row] = await bed.owner.query<{ count: number }>('select count(*) from webhook_backlog')
    return row?.count === 10
  })
  const failed = target.received.length
  assert.ok(target.received.flatMap(idsOf).every((id) => events.slice(0, 4).includes(id)))
  is_well = true
  await until('all are delivered', async () => {
    await bed.hurry()
    return (await bed.deliveries(webhook)).every((row) => row.status === 'succeeded')
  })
  assert.deepEqual(target.received.slice(failed).flatMap(idsOf), events)
})

test('what waits for a batch is sent alone once batches are switched off, and nothing when the webhook is', async (t) => {
  const bed = await deliveryBed(t)
  const target = await receiver(t)
  const webhook = await batched(bed, target.url, { events_max: 100, wait_ms: 60_000 })
  bed.run()
  const events = await bed.events(3)
  const waiting = (count: number) =>
    until(`${count} wait`, async () => {
      const [row] = await bed.owner.query<{ count: number }>('select count(*) from webhook_backlog')
      return row?.count === count
    })
  await waiting(3)
  assert.equal(target.received.length, 0)
  await bed.owner.query('update webhooks set batch = null')
  await bed.hurry()
  await delivered(bed, webhook, 3)
  assert.deepEqual(
    target.received.map((one) => one.headers['webhook-id']),
    events
  )
  await bed.owner.query(`update webhooks set batch = '{"events_max":100,"wait_ms":60000}'`)
  await bed.events(2)
  await waiting(2)
  await bed.owner.query('update webhooks set enabled = false')
  await until('nothing waits', async () => {
    // One that was read before is still being put with the others.
    await bed.hurry()
    const rows = await bed.owner.query('select from webhook_backlog')
    return rows.length === 0
  })
  assert.equal(target.received.length, 3)
})

test('a process that is killed in the middle of batches loses no event, and what comes again has the same ids', async (t) => {
  const bed = await deliveryBed(t)
  const target = await receiver(t)
  const webhook = await batched(bed, target.url, { events_max: 10, wait_ms: 100 })
  const child = bed.spawn()
  const events = await bed.events(400)
  await until('it is in the middle of it', () => target.received.length >= 5)
  child.kill('SIGKILL')
  bed.run()
  await until(
    'all are delivered',
    async () => {
      // What the dead one had taken is its own for a minute.
      await bed.hurry()
      return (await bed.deliveries(webhook)).every((row) => row.status === 'succeeded')
    },
    60_000
  )
  assert.deepEqual([...new Set(target.received.flatMap(idsOf))].sort(), [...events].sort())
})

test('a batch has at most a megabyte, one event at least, and an id that is made of what is in it', () => {
  const big = 'x'.repeat(400_000)
  const due = ['evt_1', 'evt_2', 'evt_3', 'evt_4'].map(
    (event_id) =>
      ({
        event_id,
        event_type: 'message.received',
        event_created_at: new Date('2026-11-29T10:00:00Z'),
        session_id: null,
        data: { big }
      }) as unknown as DueDelivery
  )
  const batch = batchOf(due)
  assert.deepEqual(
    batch.deliveries.map((one) => one.event_id),
    ['evt_1', 'evt_2']
  )
  assert.equal(batchOf(due).id, batch.id)
  assert.notEqual(batchOf(due.slice(1)).id, batch.id)
  const huge = due.map((one) => ({ ...one, data: { big: big.repeat(4) } }))
  assert.equal(batchOf(huge).deliveries.length, 1)
})

test('batches are switched on, shown, changed and taken away, within their bounds', async (t) => {
  const app = await harness(t)
  const me = app.as(await app.seed.tenant())
  const batch = { events_max: 50, wait_ms: 1_000 }
  const made = await me.post(path, { url, batch })
  assert.equal(made.statusCode, 201, made.body)
  assert.deepEqual(made.json().batch, batch)
  const one = `${path}/${made.json().id}`
  assert.deepEqual((await me.patch(one, { description: 'x' })).json().batch, batch)
  const other = { events_max: 2, wait_ms: 60_000 }
  assert.deepEqual((await me.patch(one, { batch: other })).json().batch, other)
  assert.equal((await me.patch(one, { batch: null })).json().batch, null)
  assert.equal((await me.get(one)).json().batch, null)
  assert.equal((await me.post(path, { url })).json().batch, null)
  for (const [wrong, at] of [
    [{ ...batch, events_max: 1 }, 'batch.events_max'],
    [{ ...batch, events_max: 101 }, 'batch.events_max'],
    [{ ...batch, wait_ms: 99 }, 'batch.wait_ms'],
    [{ ...batch, wait_ms: 60_001 }, 'batch.wait_ms'],
    [{ events_max: 5 }, 'batch.wait_ms'],
    [{ ...batch, bytes: 1 }, 'batch.bytes']
  ] as const)
    for (const answer of [
      await me.post(path, { url, batch: wrong }),
      await me.patch(one, { batch: wrong })
    ]) {
      assert.equal(answer.statusCode, 422, answer.body)
      assert.equal(answer.json().errors[0].path, at)
    }
})
