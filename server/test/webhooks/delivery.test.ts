import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { Webhook } from 'standardwebhooks'
import { newId } from '../../src/domain/ids.ts'
import { cleanUp } from '../../src/jobs/tasks/clean-up.ts'
import { renewSubscriptions } from '../../src/jobs/tasks/renew-subscriptions.ts'
import { openDb } from '../../src/lib/db.ts'
import { freeJobsOfTheDead, putDeliveryJobs } from '../../src/queue/delivery-jobs.ts'
import { recoverOverdue } from '../../src/webhooks/records/postpone.ts'
import { deliveryBed, receiver, test_secret } from '../../testkit/delivery-fixture.ts'
import { until } from '../../testkit/until.ts'

test('an event reaches the webhooks that asked for it, signed as Standard Webhooks asks for', async (t) => {
  const bed = await deliveryBed(t)
  const wanted = await receiver(t)
  const other = await receiver(t)
  const webhook = await bed.webhook(wanted.url, ['message.received'])
  await bed.webhook(other.url, ['message.sent'])
  bed.run()
  const [event] = await bed.events()
  const row = await bed.delivery('it is delivered', webhook, (one) => one.status === 'succeeded')
  assert.deepEqual([row.attempts, row.response_status, row.last_error], [1, 204, null])
  const [got] = wanted.received
  assert.ok(got)
  assert.equal(got.headers['webhook-id'], event)
  assert.equal(got.headers['user-agent'], 'whatsapp-saas-gateway/test')
  assert.equal(got.headers['content-type'], 'application/json')
  const headers = got.headers as Record<string, string>
  const envelope = new Webhook(test_secret).verify(got.body, headers) as Record<string, unknown>
  assert.deepEqual(Object.keys(envelope), ['id', 'type', 'created_at', 'session_id', 'data'])
  assert.deepEqual([envelope['id'], envelope['type']], [event, 'message.received'])
  assert.throws(() => new Webhook(test_secret).verify(`${got.body} `, headers))
  assert.equal(other.received.length, 0)
})

test('what the receiver refuses is sent again with the same webhook-id', async (t) => {
  const bed = await deliveryBed(t)
  const target = await receiver(t, (response, _received, count) =>
    response.writeHead(count === 1 ? 500 : 200).end('on fire')
  )
  const webhook = await bed.webhook(target.url)
  bed.run()
  const [event] = await bed.events()
  const first = await bed.delivery('one attempt failed', webhook, (row) => row.attempts === 1)
  assert.deepEqual(
    [first.status, first.response_status, first.last_error],
    ['pending', 500, 'It answered 500.']
  )
  const wait_ms = (first.next_attempt_at?.getTime() ?? 0) - Date.now()
  assert.ok(wait_ms > 1_000 && wait_ms < 3_000, 'e seconds after the first attempt')
  await bed.hurry()
  await bed.delivery('it is delivered', webhook, (row) => row.status === 'succeeded')
  assert.deepEqual(
    target.received.map((one) => one.headers['webhook-id']),
    [event, event]
  )
  for (const one of target.received) {
    new Webhook(test_secret).verify(one.body, one.headers as Record<string, string>)
  }
  const [{ consecutive_failures } = {}] = await bed.owner.query(
    'select consecutive_failures from webhooks'
  )
  assert.equal(consecutive_failures, 0)
})

test('after the last attempt a delivery has failed, and no job is left', async (t) => {
  const bed = await deliveryBed(t)
  const target = await receiver(t, (response) => response.writeHead(503).end())
  const webhook = await bed.webhook(target.url)
  await bed.events()
  await bed.owner.query('update webhook_deliveries set attempts = 20')
  bed.run()
  const row = await bed.delivery('it has failed', webhook, (one) => one.status === 'failed')
  assert.deepEqual([row.attempts, row.next_attempt_at], [21, null])
  await until('no job is left', async () => {
    const [count] = await bed.owner.query<{ left: number }>(
      "select count(*) as left from graphile_worker.jobs where task_identifier = 'deliver_webhook'"
    )
    return count?.left === 0
  })
})

test('410 Gone switches the webhook off and tells the tenant', async (t) => {
  const bed = await deliveryBed(t)
  const gone = await receiver(t, (response) => response.writeHead(410).end())
  const watching = await receiver(t)
  const webhook = await bed.webhook(gone.url, ['message.received'])
  await bed.webhook(watching.url, ['webhook.disabled'])
  bed.run()
  await bed.events()
  await bed.delivery('it has failed', webhook, (row) => row.status === 'failed')
  const [row] = await bed.owner.query<{ enabled: boolean; disabled_reason: string }>(
    'select enabled, disabled_reason from webhooks where id = $1',
    [webhook]
  )
  assert.deepEqual(row, { enabled: false, disabled_reason: 'The receiver answered 410 Gone.' })
  const told = await until('the tenant is told', () => watching.received[0])
  assert.equal(JSON.parse(told.body).data.id, webhook)
  await bed.events()
  assert.equal((await bed.deliveries(webhook)).length, 1, 'no more deliveries are made')
})

test('a webhook that failed for three days with nothing in between is switched off; one that failed often for less is not', async (t) => {
  const bed = await deliveryBed(t)
  const target = await receiver(t, (response) => response.writeHead(500).end())
  const [old, young] = [await bed.webhook(target.url), await bed.webhook(target.url)]
  const failing =
    'update webhooks set consecutive_failures = 50, failing_since = now() - $2::interval where id = $1'
  await bed.owner.query(failing, [old, '73 hours'])
  await bed.owner.query(failing, [young, '20 hours'])
  bed.run()
  await bed.events()
  for (const id of [old, young]) {
    await bed.delivery('an attempt was made', id, (row) => row.attempts === 1)
  }
  const rows = await bed.owner.query<{
    id: string
    enabled: boolean
    disabled_reason: string | null
  }>('select id, enabled, disabled_reason from webhooks order by id')
  assert.deepEqual(
    rows.map((row) => row.enabled),
    [false, true]
  )
  assert.match(rows[0]?.disabled_reason ?? '', /73 hours, in 51 attempts/)
})

test('a redirect is not followed', async (t) => {
  const bed = await deliveryBed(t)
  const secret_place = await receiver(t)
  const target = await receiver(t, (response) =>
    response.writeHead(302, { location: secret_place.url }).end()
  )
  const webhook = await bed.webhook(target.url)
  bed.run()
  await bed.events()
  const row = await bed.delivery('an attempt failed', webhook, (one) => one.attempts === 1)
  assert.match(row.last_error ?? '', /302, a redirect/)
  assert.equal(secret_place.received.length, 0)
})

test('private addresses are refused when they are denied, whatever they are called', async (t) => {
  const bed = await deliveryBed(t)
  const target = await receiver(t)
  const { port } = new URL(target.url)
  const webhooks = []
  for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '2130706433', '0.0.0.0']) {
    webhooks.push(await bed.webhook(`http://${host}:${port}/hook`))
  }
  bed.run({ allow_loopback: false })
  await bed.events()
  for (const webhook of webhooks) {
    const row = await bed.delivery('it was refused', webhook, (one) => one.attempts === 1)
    assert.match(row.last_error ?? '', /is not public/)
  }
  assert.equal(target.received.length, 0)
})

test('nobody listening, a name that does not exist and a receiver that never answers are told in words', async (t) => {
  const bed = await deliveryBed(t)
  const silent = await receiver(t, () => undefined)
  const cases = [
    ['http://127.0.0.1:9/hook', /Nothing accepts connections at 127.0.0.1:9/],
    [
      'http://no-such-name.invalid/hook',
      /The name no-such-name.invalid (does not exist|could not be looked up)/
    ],
    [silent.url, /no answer within 3 seconds/]
  ] as const
  const webhooks = []
  for (const [url] of cases) webhooks.push(await bed.webhook(url))
  bed.run({ timeout_ms: 3_000 })
  await bed.events()
  for (const [index, [, text]] of cases.entries()) {
    const row = await bed.delivery('it failed', webhooks[index] ?? '', (one) => one.attempts === 1)
    assert.match(row.last_error ?? '', text)
  }
})

test('a receiver that never answers does not hold up the others, and gets few requests at a time', async (t) => {
  const bed = await deliveryBed(t)
  let open = 0
  let most = 0
  const slow = await receiver(t, (response) => {
    most = Math.max(most, ++open)
    response.on('close', () => open--)
  })
  const quick = await receiver(t)
  const slow_webhook = await bed.webhook(slow.url, ['message.sent'])
  const quick_webhook = await bed.webhook(quick.url, ['message.received'])
  bed.run({ timeout_ms: 8_000 })
  await bed.events(300, 'message.sent')
  await until('it is busy', () => open > 0)
  await bed.events(20, 'message.received')
  await until('the others are delivered', async () =>
    (await bed.deliveries(quick_webhook)).every((row) => row.status === 'succeeded')
  )
  const rows = await bed.deliveries(slow_webhook)
  assert.ok(
    rows.every((row) => row.attempts === 0),
    'while the slow ones are still waiting, uncounted'
  )
  assert.ok(most <= 8, `${most} at a time`)
})

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
