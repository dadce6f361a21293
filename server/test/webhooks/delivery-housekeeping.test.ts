import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { cleanUp } from '../../src/jobs/tasks/clean-up.ts'
import { renewSubscriptions } from '../../src/jobs/tasks/renew-subscriptions.ts'
import { openDb } from '../../src/lib/db.ts'
import { freeJobsOfTheDead, putDeliveryJobs } from '../../src/queue/delivery-jobs.ts'
import { recoverOverdue } from '../../src/webhooks/records/postpone.ts'
import { deliveryBed, receiver } from '../../testkit/delivery-fixture.ts'
import { until } from '../../testkit/until.ts'

test('a process killed after the receiver took it and before that was recorded: it is delivered again, with the same webhook-id', async (t) => {
  const bed = await deliveryBed(t)
  const target = await receiver(t)
  const webhook = await bed.webhook(target.url)
  const locked = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  t.after(() => release.resolve())
  const [event] = await bed.events()
  // Nobody can record anything as long as this transaction is open.
  const holding = bed.owner.transaction(async (tx) => {
    await tx.query('lock table webhook_deliveries in share mode')
    locked.resolve()
    await release.promise
  })
  await locked.promise
  const first = bed.spawn()
  await until('it was received', () => target.received.length === 1)
  await until('it is being recorded', async () => {
    const [row] = await bed.owner.query<{ waiting: number }>(
      "select count(*) as waiting from pg_stat_activity where wait_event_type = 'Lock' and query like '%update webhook_deliveries d set%'"
    )
    return (row?.waiting ?? 0) > 0
  })
  first.kill('SIGKILL')
  await once(first, 'exit')
  // The server would still finish what it was asked for: as if the question had never left.
  await bed.owner.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock' and query like '%update webhook_deliveries d set%'"
  )
  release.resolve()
  await holding
  assert.equal((await bed.deliveries(webhook))[0]?.status, 'pending')
  bed.run()
  await bed.delivery('it is delivered', webhook, (row) => row.status === 'succeeded')
  assert.deepEqual(
    target.received.map((one) => one.headers['webhook-id']),
    [event, event]
  )
})

test('a stop lets go of what is under way without counting it', async (t) => {
  const bed = await deliveryBed(t)
  const silent = await receiver(t, () => undefined)
  const webhook = await bed.webhook(silent.url)
  const first = bed.run({ timeout_ms: 60_000 })
  await bed.events()
  await until('it was received', () => silent.received.length === 1)
  await first.stop()
  const [row] = await bed.deliveries(webhook)
  assert.deepEqual([row?.status, row?.attempts], ['pending', 0])
  bed.run()
  await until('it is sent again', () => silent.received.length === 2)
})

test('when its connections are cut, delivery goes on by itself', async (t) => {
  const bed = await deliveryBed(t)
  const target = await receiver(t)
  const webhook = await bed.webhook(target.url)
  const delivery = bed.run()
  await until('it is at work', () => delivery.well())
  await bed.owner.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()'
  )
  await bed.events(20)
  await until('all are delivered', async () =>
    (await bed.deliveries(webhook)).every((row) => row.status === 'succeeded')
  )
})

test('a queue whose very first look was cut off does not stay blind', async (t) => {
  const bed = await deliveryBed(t)
  const target = await receiver(t)
  const webhook = await bed.webhook(target.url)
  const waiting =
    "from pg_stat_activity where wait_event_type = 'Lock' and query like '%_private_tasks%' and datname = current_database()"
  let delivery: ReturnType<typeof bed.run> | undefined
  await bed.owner.transaction(async (tx) => {
    await tx.query('lock table graphile_worker._private_tasks in access exclusive mode')
    delivery = bed.run()
    await until('it waits for its first look', async () => {
      const rows = await bed.owner.query(`select ${waiting}`)
      return rows.length > 0
    })
    assert.equal(delivery.well(), false)
    await bed.owner.query(`select pg_terminate_backend(pid) ${waiting}`)
  })
  await until('it is at work', () => delivery?.well())
  await bed.events()
  await bed.delivery('it is delivered', webhook, (row) => row.status === 'succeeded')
})

test('deliveries whose job is lost are put in the queue again', async (t) => {
  const bed = await deliveryBed(t)
  const target = await receiver(t)
  const webhook = await bed.webhook(target.url)
  await bed.events()
  await bed.owner.query('delete from graphile_worker._private_jobs')
  await bed.owner.query("update webhook_deliveries set next_attempt_at = now() - interval '1 hour'")
  const system = openDb({ url: bed.urls.system, connections_max: 1, application_name: 'test' })
  t.after(() => system.close())
  assert.equal(await recoverOverdue(system), 1)
  bed.run()
  await bed.delivery('it is delivered', webhook, (row) => row.status === 'succeeded')
})

test('jobs that were replaced while a process that died had them are deleted, those that wait are not', async (t) => {
  const bed = await deliveryBed(t)
  const system = openDb({ url: bed.urls.system, connections_max: 1, application_name: 'test' })
  t.after(() => system.close())
  await bed.webhook('http://127.0.0.1:9/')
  await bed.events(2)
  const putAgain = async (): Promise<void> => {
    const rows = await bed.owner.query<{ id: string }>('select id from webhook_deliveries')
    const again = rows.map(({ id }) => ({ id, next_attempt_at: new Date() }))
    await system.transaction((tx) => putDeliveryJobs(tx, again))
  }
  await putAgain()
  await bed.owner.query(
    `update graphile_worker._private_jobs set locked_by = 'dead', locked_at = now() - interval '1 minute', attempts = 1 where key is not null`
  )
  await putAgain()
  assert.equal(await freeJobsOfTheDead(system), 1)
  const old = "update graphile_worker._private_jobs set updated_at = now() - interval '73 hours'"
  const countJobs = async (): Promise<unknown> => {
    const rows = await bed.owner.query<{ can_run: boolean; jobs: number }>(
      'select is_available as can_run, count(*)::int as jobs from graphile_worker._private_jobs group by 1 order by 1'
    )
    return rows.map(({ can_run, jobs }) => [can_run, jobs])
  }
  const never = new AbortController().signal
  assert.equal((await cleanUp(system, 30, never)).jobs, 0, 'not at once')
  assert.deepEqual(await countJobs(), [
    [false, 2],
    [true, 4]
  ])
  await bed.owner.query(old)
  assert.equal((await cleanUp(system, 30, never)).jobs, 2)
  assert.deepEqual(await countJobs(), [[true, 4]])
})

test('old rows are deleted, younger ones stay, and subscriptions begin their next month', async (t) => {
  const bed = await deliveryBed(t)
  const system = openDb({ url: bed.urls.system, connections_max: 1, application_name: 'test' })
  t.after(() => system.close())
  await bed.webhook('http://127.0.0.1:9/')
  await bed.events(1)
  const time = (Date.now() - 31 * 86_400_000).toString(16).padStart(12, '0')
  await bed.owner.query(
    "insert into events (id, tenant_id, type, data) values ($1, $2, 'message.received', '{}')",
    [`evt_${time}${newId('event').slice(16)}`, bed.tenant_id]
  )
  await bed.owner.query(
    `insert into idempotency_keys (tenant_id, key, fingerprint, created_at)
     values ($1, 'old', '', now() - interval '73 hours'), ($1, 'young', '', now())`,
    [bed.tenant_id]
  )
  await bed.owner.query(
    `insert into subscriptions (id, tenant_id, plan_id, status, current_period_start, current_period_end)
     select new_id('sub'), $1, id, 'active', now() - interval '3 months', now() - interval '2 months' from subscription_plans limit 1`,
    [bed.tenant_id]
  )
  const never = new AbortController().signal
  const deleted = await cleanUp(system, 30, never)
  assert.deepEqual([deleted.events, deleted.idempotency_keys, deleted.instances], [1, 1, 0])
  const [left] = await bed.owner.query(
    'select (select count(*) from events) as events, (select count(*) from webhook_deliveries) as deliveries'
  )
  assert.deepEqual(left, { events: 1, deliveries: 1 })
  assert.equal(await renewSubscriptions(system, never), 3)
  const [row] = await bed.owner.query<{ runs: boolean }>(
    'select now() between current_period_start and current_period_end as runs from subscriptions'
  )
  assert.equal(row?.runs, true)
})
