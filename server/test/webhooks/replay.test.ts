import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { putAnyEvents } from '../../testkit/any-events.ts'
import { type Harness, harness, type SeededTenant } from '../../testkit/app.ts'
import { deliveryOf, receiver } from '../../testkit/delivery-fixture.ts'
import { seedSession } from '../../testkit/seed-session.ts'
import { countLate, numbered } from '../../testkit/session-events.ts'
import { until } from '../../testkit/until.ts'

const path = '/api/v1/webhooks'
const hour_ms = 3_600_000
const ago = (ms: number): string => new Date(Date.now() - ms).toISOString()

const startDelivery = (t: TestContext, app: Harness): void => {
  const delivery = deliveryOf({
    system_url: app.urls.system,
    timeout_ms: 3_000,
    allow_loopback: true,
    webhook_key: app.deps.webhook_key
  })
  t.after(() => delivery.stop())
}

const create = async (
  app: Harness,
  tenant: SeededTenant,
  body: Record<string, unknown>
): Promise<string> => (await app.as(tenant).post(path, body)).json().id

const put = async (
  app: Harness,
  tenant: SeededTenant,
  session_id: string,
  numbers: number[],
  type: 'message.received' | 'message.sent' = 'message.received'
): Promise<void> =>
  app.owner.transaction(async (tx) =>
    putAnyEvents(
      tx,
      numbers.map((number) => ({ tenant_id: tenant.tenant_id, session_id, type, data: { number } }))
    )
  )

const range = (from: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => from + index)

test('what a webhook missed while it was off is sent in the order of events, and asking again doubles nothing', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const other = await app.seed.tenant()
  const target = await receiver(t)
  const session_id = await seedSession(app, tenant)
  const foreign = await seedSession(app, other)
  const id = await create(app, tenant, { url: target.url, event_types: ['message.received'] })
  startDelivery(t, app)
  const isQuiet = (count: number) =>
    until(
      `${count} are delivered and nothing is left to do`,
      async () => {
        const [row] = await app.owner.query<{ well: number; left: number }>(
          `select (select count(*)::int from webhook_deliveries where status = 'succeeded') as well,
           (select count(*)::int from webhook_backlog) + (select count(*)::int from graphile_worker.jobs
             where task_identifier = 'replay_webhook') as left`
        )
        return row?.well === count && row.left === 0
      },
      60_000
    )
  await put(app, tenant, session_id, range(0, 5))
  await isQuiet(5)
  await me.patch(`${path}/${id}`, { enabled: false })
  for (let from = 5; from < 1_205; from += 100) await put(app, tenant, session_id, range(from, 100))
  await put(app, tenant, session_id, [9_000], 'message.sent')
  await put(app, other, foreign, [9_001])
  await me.post(`${path}/${id}/enable`)
  const replay = () => me.post(`${path}/${id}/replay`, { since: ago(hour_ms) })
  const answer = await replay()
  assert.equal(answer.statusCode, 202, answer.body)
  assert.equal(answer.json().webhook_id, id)
  await isQuiet(1_205)
  assert.equal((await replay()).statusCode, 202)
  await isQuiet(1_205)
  const arrived = numbered(target.received)
  assert.equal(arrived.length, 1_205)
  assert.equal(new Set(arrived.map((one) => one.number)).size, 1_205)
  t.diagnostic(`${countLate(arrived)} of 1205 came behind a later one`)
  assert.ok(countLate(arrived) < 60)
})

test('a replay takes up what failed within its span, and leaves out what lies outside', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const target = await receiver(t)
  const session_id = await seedSession(app, tenant)
  const id = await create(app, tenant, { url: target.url, session_id })
  await put(app, tenant, session_id, range(0, 6))
  await app.owner.query(
    `update webhook_deliveries set status = 'failed', attempts = 21, next_attempt_at = null, finished_at = now()`
  )
  await app.owner.query(
    `update events set created_at = now() - interval '5 hours' where (data ->> 'number')::int < 2`
  )
  await app.owner.query(
    `update events set created_at = now() - interval '1 hour' where (data ->> 'number')::int = 5`
  )
  const span = { since: ago(6 * hour_ms), until: ago(2 * hour_ms) }
  assert.equal((await me.post(`${path}/${id}/replay`, span)).statusCode, 202)
  startDelivery(t, app)
  await until('two are delivered', async () => {
    const [row] = await app.owner.query<{ well: number }>(
      "select count(*)::int as well from webhook_deliveries where status = 'succeeded'"
    )
    return row?.well === 2
  })
  const numbers = numbered(target.received).map((one) => one.number)
  assert.deepEqual(numbers.sort(), [0, 1])
})

test('a replay is refused with a reason: no time, an empty span, a webhook that is off, one that is running', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const id = await create(app, tenant, { url: 'https://example.com/in' })
  const replay = async (body: object) => {
    const answer = await me.post(`${path}/${id}/replay`, body as Record<string, unknown>)
    return [answer.statusCode, answer.json().code]
  }
  for (const body of [{}, { since: 'yesterday' }, { since: ago(1), to: ago(0) }]) {
    assert.deepEqual(await replay(body), [422, 'validation_failed'])
  }
  const [late, early] = [ago(hour_ms), ago(2 * hour_ms)]
  assert.deepEqual(await replay({ since: late, until: early }), [422, 'replay_span_empty'])
  assert.equal((await replay({ since: early }))[0], 202)
  assert.deepEqual(await replay({ since: early }), [409, 'replay_running'])
  await me.patch(`${path}/${id}`, { enabled: false })
  assert.deepEqual(await replay({ since: early }), [409, 'webhook_disabled'])
})

test('calls at the same time start one replay', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const id = await create(app, tenant, { url: 'https://example.com/in' })
  const answers = await Promise.all(
    range(0, 6).map(() => app.as(tenant).post(`${path}/${id}/replay`, { since: ago(hour_ms) }))
  )
  const codes = answers.map((answer) => answer.statusCode).sort()
  assert.deepEqual(codes, [202, 409, 409, 409, 409, 409])
})

test('a replay sends what was chosen by type, session and result, and the preview counts exactly that', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const target = await receiver(t)
  const [shop, desk] = [await seedSession(app, tenant), await seedSession(app, tenant)]
  const foreign = await seedSession(app, await app.seed.tenant())
  const types = ['message.received', 'message.sent']
  const id = await create(app, tenant, { url: target.url, event_types: types })
  await put(app, tenant, shop, [1, 2])
  await put(app, tenant, desk, [3])
  await put(app, tenant, shop, [4], 'message.sent')
  const end = (status: string, numbers: number[]) =>
    app.owner.query(
      `update webhook_deliveries d set status = $1, next_attempt_at = null, finished_at = now() from events e
       where e.id = d.event_id and (e.data ->> 'number')::int = any ($2)`,
      [status, numbers]
    )
  await end('succeeded', [1])
  await end('failed', [2, 3, 4])
  await me.patch(`${path}/${id}`, { enabled: false })
  await put(app, tenant, shop, [5, 6])
  const preview = async (choice: object): Promise<number> => {
    const answer = await me.post(`${path}/${id}/replay/preview`, { since: ago(hour_ms), ...choice })
    assert.equal(answer.statusCode, 200, answer.body)
    assert.equal(answer.json().is_complete, true)
    return answer.json().count
  }
  assert.equal(await preview({}), 5)
  assert.equal(await preview({ statuses: ['missed'] }), 2)
  assert.equal(await preview({ statuses: ['succeeded'] }), 1)
  assert.equal(await preview({ statuses: ['missed', 'failed', 'succeeded'] }), 6)
  assert.equal(await preview({ event_types: ['message.sent'] }), 1)
  assert.equal(await preview({ event_types: ['message.*'], session_ids: [desk] }), 1)
  assert.equal(await preview({ event_types: ['session.qr'] }), 0)
  assert.equal(await preview({ since: ago(3 * hour_ms), until: ago(2 * hour_ms) }), 0)
  assert.equal(await app.count('webhook_backlog'), 0)
  for (const wrong of [{ statuses: [] }, { statuses: ['pending'] }, { session_ids: [] }, { x: 1 }])
    for (const way of ['replay', 'replay/preview']) {
      const answer = await me.post(`${path}/${id}/${way}`, { since: ago(hour_ms), ...wrong })
      assert.equal(answer.statusCode, 422, answer.body)
    }
  const stranger = { since: ago(hour_ms), session_ids: [foreign] }
  assert.equal((await me.post(`${path}/${id}/replay/preview`, stranger)).statusCode, 404)
  await me.post(`${path}/${id}/enable`)
  assert.equal((await me.post(`${path}/${id}/replay`, stranger)).statusCode, 404)
  startDelivery(t, app)
  const choice = { session_ids: [shop], event_types: ['message.received'] }
  const wanted = { since: ago(hour_ms), ...choice, statuses: ['missed', 'succeeded'] }
  assert.equal((await me.post(`${path}/${id}/replay/preview`, wanted)).json().count, 3)
  const answer = await me.post(`${path}/${id}/replay`, wanted)
  assert.equal(answer.statusCode, 202, answer.body)
  await until('what was chosen has come', async () => target.received.length >= 3)
  await until('nothing is left to do', async () => (await app.count('webhook_backlog')) === 0)
  assert.deepEqual(
    numbered(target.received)
      .map((one) => one.number)
      .sort(),
    [1, 5, 6]
  )
})

test('a replay that the version before this one has begun sends what was missed and what failed', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const target = await receiver(t)
  const session_id = await seedSession(app, tenant)
  const id = await create(app, tenant, { url: target.url, event_types: ['message.received'] })
  await put(app, tenant, session_id, [1, 2])
  await app.owner.query(
    `update webhook_deliveries set status = case when id = (select min(id::text) from webhook_deliveries) then 'failed' else 'succeeded' end,
       next_attempt_at = null, finished_at = now()`
  )
  await app.deps.db.withTenant({ tenant_id: tenant.tenant_id, session_ids: null }, (tx) =>
    tx.query(`select start_webhook_replay($1, now() - interval '1 hour', now())`, [id])
  )
  startDelivery(t, app)
  await until('the one that failed has come', async () => target.received.length >= 1)
  await until('nothing is left to do', async () => (await app.count('webhook_backlog')) === 0)
  assert.equal(target.received.length, 1)
})
