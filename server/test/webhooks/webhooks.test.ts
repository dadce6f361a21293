import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gateway_routes } from '../../src/http/services/gateway-api.ts'
import { unsealWith } from '../../src/lib/key-ring.ts'
import { type Harness, harness, type SeededTenant } from '../../testkit/app.ts'
import { proveGuards } from '../../testkit/guards.ts'
import { seedSession } from '../../testkit/seed-session.ts'

const path = '/api/v1/webhooks'
const url = 'https://example.com/in'

const create = async (
  app: Harness,
  tenant: SeededTenant,
  body: Record<string, unknown> = {}
): Promise<{ id: string; secret: string }> => {
  const answer = await app.as(tenant).post(path, { url, ...body })
  assert.equal(answer.statusCode, 201, answer.body)
  return answer.json()
}

const storedSecret = async (app: Harness, id: string): Promise<string> => {
  const [row] = await app.owner.query<{ sealed_secret: Buffer }>(
    'select sealed_secret from webhooks where id = $1',
    [id]
  )
  assert.ok(row)
  return unsealWith(app.deps.webhook_key, row.sealed_secret, `webhook:${id}`).toString()
}

/** The delivery engine's part: every pending delivery was tried and failed for good. */
const failDeliveries = (app: Harness) =>
  app.owner.query(
    `update webhook_deliveries set status = 'failed', attempts = 14, response_status = 500, finished_at = now(),
       next_attempt_at = null`
  )

const jobs = async (app: Harness): Promise<number> => {
  const rows = await app.owner.query<{ count: number }>('select count(*) from graphile_worker.jobs')
  return rows[0]?.count ?? 0
}

test('a webhook asks for all events unless it names some, and shows its secret once', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedSession(app, tenant)
  const all = await create(app, tenant)
  assert.match(all.secret, /^whsec_[A-Za-z0-9+/]{32}$/)
  assert.equal(await storedSecret(app, all.id), all.secret)
  const read = (await app.as(tenant).get(`${path}/${all.id}`)).json()
  assert.deepEqual(read.event_types, ['*'])
  assert.equal('secret' in read, false)
  const some = await create(app, tenant, {
    event_types: ['message.received', 'message.received', 'session.qr'],
    session_id,
    description: 'orders'
  })
  const listed = (await app.as(tenant).get(`${path}?session_id=${session_id}`)).json().data
  assert.equal(listed.length, 1)
  assert.equal(listed[0].id, some.id)
  assert.deepEqual(listed[0].event_types, ['message.received', 'session.qr'])
  assert.equal(listed[0].description, 'orders')
})

test('a webhook with a wrong address, event, field or session is refused', async (t) => {
  const app = await harness(t)
  const me = app.as(await app.seed.tenant())
  const foreign = await seedSession(app, await app.seed.tenant())
  const refused = [
    { url: 'ftp://example.com' },
    { url: 'https://a:b@example.com' },
    { url, event_types: ['message.eaten'] },
    { url, event_types: [] },
    { url, events: ['*'] },
    {}
  ]
  for (const body of refused) {
    assert.equal((await me.post(path, body)).statusCode, 422, JSON.stringify(body))
  }
  assert.equal((await me.post(path, { url, session_id: foreign })).statusCode, 404)
  assert.equal(await app.count('webhooks'), 0)
})

test('concurrent creations never pass the limit of the plan', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant({ plan: 'starter' })
  const me = app.as(tenant)
  // The address of a session comes with the session and does not count.
  await me.post('/api/v1/sessions', { session_name: 'shop', webhook_url: url })
  const answers = await Promise.all(Array.from({ length: 15 }, () => me.post(path, { url })))
  const accepted = answers.filter((answer) => answer.statusCode === 201)
  const refused = answers.filter((answer) => answer.json().code === 'plan_limit_reached')
  assert.deepEqual([accepted.length, refused.length], [10, 5])
})

test('webhooks are listed newest first, in pages', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const ids: string[] = []
  for (let count = 0; count < 3; count++) ids.unshift((await create(app, tenant)).id)
  await create(app, await app.seed.tenant())
  const first = (await app.as(tenant).get(`${path}?limit=2`)).json()
  const second = (await app.as(tenant).get(`${path}?limit=2&cursor=${first.next_cursor}`)).json()
  const listed = [...first.data, ...second.data].map((webhook: { id: string }) => webhook.id)
  assert.deepEqual(listed, ids)
})

test('a webhook is changed, switched off and on; switching on forgets its failures', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const { id } = await create(app, tenant, { event_types: ['session.qr'] })
  const changed = (await me.patch(`${path}/${id}`, { url: 'http://b.example.com' })).json()
  assert.equal(changed.url, 'http://b.example.com')
  assert.deepEqual(changed.event_types, ['session.qr'])
  await app.owner.query(
    "update webhooks set enabled = false, disabled_reason = 'gone', consecutive_failures = 9"
  )
  const on = (await me.post(`${path}/${id}/enable`)).json()
  assert.deepEqual([on.enabled, on.disabled_reason, on.consecutive_failures], [true, null, 0])
  assert.equal((await me.patch(`${path}/${id}`, { enabled: false })).json().enabled, false)
  assert.equal(on.ordered, false)
  assert.equal((await me.patch(`${path}/${id}`, { ordered: true })).json().ordered, true)
  assert.equal((await me.get(`${path}/${id}`)).json().ordered, true)
  assert.equal((await me.patch(`${path}/${id}`, { ordered: 'yes' })).statusCode, 422)
  assert.equal((await me.patch(`${path}/${id}`, { url: 'nonsense' })).statusCode, 422)
  assert.equal((await me.delete(`${path}/${id}`)).statusCode, 204)
  assert.equal((await me.get(`${path}/${id}`)).statusCode, 404)
})

test('a rotated secret replaces the old one', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const { id, secret } = await create(app, tenant)
  const rotated = (await app.as(tenant).post(`${path}/${id}/rotate-secret`)).json()
  assert.notEqual(rotated.secret, secret)
  assert.equal(await storedSecret(app, id), rotated.secret)
})

test('a test reaches the webhook it is for and no other, whatever they ask for', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  await create(app, tenant)
  const session_id = await seedSession(app, tenant)
  const { id } = await create(app, tenant, { event_types: ['session.qr'], session_id })
  const answer = await me.post(`${path}/${id}/test`)
  assert.equal(answer.statusCode, 202)
  const delivery = answer.json()
  assert.equal(delivery.webhook_id, id)
  assert.equal(delivery.event_type, 'webhook.test')
  assert.equal(delivery.status, 'pending')
  assert.equal(await app.count('webhook_deliveries'), 1)
  assert.equal(await jobs(app), 1)
  await me.patch(`${path}/${id}`, { enabled: false })
  assert.equal((await me.post(`${path}/${id}/test`)).json().code, 'webhook_disabled')
})

test('deliveries are listed newest first with their event to be read', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const { id } = await create(app, tenant)
  const first = (await me.post(`${path}/${id}/test`)).json()
  await failDeliveries(app)
  await me.post('/api/v1/sessions', { session_name: 'shop' })
  const listed = (await me.get(`${path}/${id}/deliveries`)).json().data
  assert.deepEqual(
    listed.map((delivery: { event_type: string }) => delivery.event_type),
    ['session.created', 'webhook.test']
  )
  const failed = (await me.get(`${path}/${id}/deliveries?status=failed`)).json().data
  assert.deepEqual(
    failed.map((delivery: { id: string }) => delivery.id),
    [first.id]
  )
  const read = (await me.get(`${path}/${id}/deliveries/${first.id}`)).json()
  assert.equal(read.response_status, 500)
  assert.equal(read.event.id, first.event_id)
  assert.equal(read.event.data.webhook_id, id)
  assert.equal((await me.get(`${path}/${id}/deliveries?status=lost`)).statusCode, 422)
})

test('a finished delivery is sent again as the same event; a pending one is left alone', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const { id } = await create(app, tenant)
  const delivery = (await me.post(`${path}/${id}/test`)).json()
  const replay = () => me.post(`${path}/${id}/deliveries/${delivery.id}/replay`)
  assert.equal((await replay()).statusCode, 202)
  assert.equal(await jobs(app), 1)
  await failDeliveries(app)
  const again = (await replay()).json()
  assert.deepEqual([again.id, again.event_id], [delivery.id, delivery.event_id])
  assert.deepEqual([again.status, again.attempts], ['pending', 0])
  assert.equal(await jobs(app), 2)
  assert.equal(await app.count('webhook_deliveries'), 1)
  await failDeliveries(app)
  await me.patch(`${path}/${id}`, { enabled: false })
  assert.equal((await replay()).json().code, 'webhook_disabled')
})

test('the routes of webhooks are guarded by credential, scope and tenant', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedSession(app, tenant)
  const { id } = await create(app, tenant)
  const delivery = (await app.as(tenant).post(`${path}/${id}/test`)).json()
  await failDeliveries(app)
  const routes = gateway_routes.filter((route) => route.url.startsWith(path))
  assert.ok(routes.length >= 12)
  await proveGuards(
    app,
    routes,
    (address) => address.replace(':id', id).replace(':delivery_id', delivery.id),
    {
      [`PATCH ${path}/:id`]: { enabled: false },
      [`POST ${path}/:id/replay`]: { since: '2026-01-01T00:00:00Z' },
      [`POST ${path}/:id/replay/preview`]: { since: '2026-01-01T00:00:00Z' },
      [`POST ${path}`]: { url, session_id }
    }
  )
  const mine = (await app.as(tenant).get(`${path}/${id}/deliveries/${delivery.id}`)).json()
  assert.equal(mine.status, 'failed')
  // A delivery of one webhook is not found under another of the same tenant.
  const other = await create(app, tenant)
  const mixed = await app.as(tenant).get(`${path}/${other.id}/deliveries/${delivery.id}`)
  assert.equal(mixed.statusCode, 404)
})
