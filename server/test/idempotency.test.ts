import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gateway_routes, session_auth_routes } from '../src/http/register.ts'
import type { Route } from '../src/http/route.ts'
import { type Caller, type Harness, harness, type SeededTenant } from './support/app.ts'
import {
  instanceOfSession,
  recordingWorkers,
  seedConnected,
  seedInstance,
  seedSession
} from './support/resources.ts'

const all_routes = [
  ...gateway_routes,
  ...session_auth_routes.filter((route) => route.url.startsWith('/session/'))
]
const unsafe = all_routes.filter((route) => route.method !== 'GET' && !route.public)
const nameOf = (route: Route): string => `${route.method} ${route.url}`

type Call = { path?: Record<string, string>; body?: Record<string, unknown> }
type Seed = { app: Harness; tenant: SeededTenant; person: Caller }

const session = async ({ app, tenant }: Seed): Promise<Call> => ({
  path: { id: await seedSession(app, tenant) }
})
const hosted = async ({ app, tenant }: Seed) => {
  const id = await seedSession(app, tenant, { status: 'qr', desired: 'running' })
  const instance = await seedInstance(app, tenant)
  await instanceOfSession(app, id, instance)
  return { id, instance }
}
const instance = async (seed: Seed): Promise<Call> => ({
  path: { id: (await hosted(seed)).instance }
})
const pairing = async (seed: Seed): Promise<Call> => ({
  path: { id: (await hosted(seed)).id },
  body: { phone_number: '+201001234567' }
})
const webhook = async ({ person }: Seed): Promise<Call & { path: { id: string } }> => {
  const made = await person.post('/api/v1/webhooks', { url: 'https://example.com/x' })
  return { path: { id: made.json().id } }
}
const apiKey = async ({ person }: Seed): Promise<Call> => {
  const made = await person.post('/api/v1/api-keys', { name: 'x', scopes: ['messages:read'] })
  return { path: { id: made.json().id } }
}
const textTo = async ({ app, tenant }: Seed) => ({
  session_id: await seedConnected(app, tenant),
  to: '+201001234567',
  type: 'text',
  text: { body: 'hello' }
})
const message = async (seed: Seed): Promise<Call> => {
  const made = await seed.person.post('/api/v1/messages', await textTo(seed))
  return { path: { id: made.json().id } }
}

/** A call of every route that changes something, which succeeds. */
const calls: Record<string, (seed: Seed) => Promise<Call>> = {
  'POST /api/v1/auth/logout-all': async () => ({}),
  'PATCH /api/v1/auth/me': async () => ({ body: { name: 'Ada' } }),
  'POST /api/v1/auth/change-password': async ({ tenant }) => ({
    body: { current_password: tenant.password, new_password: 'another good password' }
  }),
  'DELETE /api/v1/auth/devices/:id': async ({ app, tenant }) => {
    const { email, password } = tenant
    await app.anonymous.post('/api/v1/auth/login', { email, password })
    const { data } = (await app.as(tenant).get('/api/v1/auth/devices')).json()
    return { path: { id: data.find((one: { current: boolean }) => !one.current).id } }
  },
  'POST /api/v1/api-keys': async () => ({ body: { name: 'x', scopes: ['messages:read'] } }),
  'PATCH /api/v1/api-keys/:id': async (seed) => ({ ...(await apiKey(seed)), body: { name: 'y' } }),
  'POST /api/v1/api-keys/:id/rotate': apiKey,
  'DELETE /api/v1/api-keys/:id': apiKey,
  'PUT /api/v1/subscription': async () => ({ body: { plan_id: 'trial' } }),
  'POST /api/v1/sessions': async () => ({ body: { session_name: 'x' } }),
  'PATCH /api/v1/sessions/:id': async (seed) => ({
    ...(await session(seed)),
    body: { session_name: 'y' }
  }),
  'DELETE /api/v1/sessions/:id': session,
  'POST /api/v1/sessions/:id/start': session,
  'POST /api/v1/sessions/:id/stop': session,
  'POST /api/v1/sessions/:id/restart': session,
  'POST /api/v1/sessions/:id/logout': async (seed) => {
    const { app, tenant } = seed
    const banned = { status: 'failed', status_reason: 'banned', desired: 'stopped' } as const
    return { path: { id: await seedConnected(app, tenant, banned) } }
  },
  'POST /api/v1/sessions/:id/pairing-code': pairing,
  'POST /session/:id/pairing-code': pairing,
  'POST /session/validate': async ({ app, tenant }) => ({
    body: { session_id: await seedSession(app, tenant) }
  }),
  'POST /api/v1/instances': async (seed) => ({ body: { session_id: (await hosted(seed)).id } }),
  'POST /api/v1/instances/:id/start': instance,
  'POST /api/v1/instances/:id/stop': instance,
  'POST /api/v1/instances/:id/restart': instance,
  'DELETE /api/v1/instances/:id': instance,
  'POST /api/v1/messages': async (seed) => ({ body: await textTo(seed) }),
  'POST /api/v1/messages/bulk': async (seed) => ({ body: { messages: [await textTo(seed)] } }),
  'POST /api/v1/messages/:id/cancel': message,
  'POST /api/v1/messages/:id/retry': async (seed) => {
    const call = await message(seed)
    await seed.app.owner.query('delete from outbound')
    await seed.app.owner.query("update messages set status = 'failed', failed_at = now()")
    return call
  },
  'POST /api/v1/webhooks': async () => ({ body: { url: 'https://example.com/x' } }),
  'PATCH /api/v1/webhooks/:id': async (seed) => ({
    ...(await webhook(seed)),
    body: { description: 'x' }
  }),
  'DELETE /api/v1/webhooks/:id': webhook,
  'POST /api/v1/webhooks/:id/enable': webhook,
  'POST /api/v1/webhooks/:id/rotate-secret': webhook,
  'POST /api/v1/webhooks/:id/test': webhook,
  'POST /api/v1/webhooks/:id/replay': async (seed) => ({
    ...(await webhook(seed)),
    body: { since: '2026-01-01T00:00:00Z' }
  }),
  'POST /api/v1/webhooks/:id/deliveries/:delivery_id/replay': async (seed) => {
    const { path } = await webhook(seed)
    const delivery = (await seed.person.post(`/api/v1/webhooks/${path.id}/test`)).json()
    await seed.app.owner.query(
      "update webhook_deliveries set status = 'failed', finished_at = now()"
    )
    return { path: { id: path.id, delivery_id: delivery.id } }
  }
}

const send = (caller: Caller, route: Route, call: Call, headers: Record<string, string>) => {
  const url = route.url.replace(/:(\w+)/g, (_, name: string) => call.path?.[name] ?? '')
  if (route.method === 'DELETE') return caller.delete(url, headers)
  if (route.method === 'PATCH') return caller.patch(url, call.body, headers)
  return route.method === 'PUT'
    ? caller.put(url, call.body, headers)
    : caller.post(url, call.body, headers)
}

test('every call that changes something is done once for its Idempotency-Key and gives the first answer again', async (t) => {
  const { workers } = recordingWorkers({
    pairingCode: async () => ({
      code: Math.random().toString(36).slice(2, 10).toUpperCase(),
      expires_at: new Date().toISOString()
    })
  })
  const app = await harness(t, { routes: all_routes, deps: () => ({ workers }) })
  assert.deepEqual(Object.keys(calls).sort(), unsafe.map(nameOf).sort())
  for (const route of unsafe) {
    const name = nameOf(route)
    const tenant = await app.seed.tenant({ plan: 'unlimited' })
    const person = app.as(tenant)
    const call = (await calls[name]?.({ app, tenant, person })) ?? {}
    const headers = { 'idempotency-key': 'once' }
    const first = await send(person, route, call, headers)
    assert.ok(first.statusCode < 300, `${name}: ${first.body}`)
    assert.equal(first.headers['idempotent-replayed'], undefined, name)
    // Its own login is over then.
    if (name === 'POST /api/v1/auth/logout-all') continue
    const again = await send(person, route, call, headers)
    assert.equal(again.statusCode, first.statusCode, `${name}: ${again.body}`)
    assert.equal(again.body, first.body, name)
    assert.equal(again.headers['idempotent-replayed'], 'true', name)
    const other = { ...call, body: { ...call.body, more: 1 } }
    if (call.body) {
      const refused = await send(person, route, { ...other, body: changed(call.body) }, headers)
      assert.equal(refused.json().code, 'idempotency_key_reused', `${name}: ${refused.body}`)
    }
  }
})

/** Another body that is as good as this one. */
const changed = (body: Record<string, unknown>): Record<string, unknown> => {
  const texts = Object.entries(body).filter(
    ([name, value]) => typeof value === 'string' && /name|phone|url|plan|desc|new_/.test(name)
  )
  const [name, value] = texts.at(-1) ?? []
  if (name === 'phone_number') return { ...body, [name]: '+201001234568' }
  if (name !== undefined) return { ...body, [name]: `${value}x` }
  if (body['text']) return { ...body, text: { body: 'other' } }
  if (body['since']) return { since: '2026-01-02T00:00:00Z' }
  if (body['messages']) return { messages: [...(body['messages'] as unknown[]), {}] }
  return { session_id: 'ses_01890000000070008000000000000000' }
}

test('a command under a key that runs is refused, one that failed frees it, and one that was broken off does so later', async (t) => {
  const { promise: entered, resolve: enter } = Promise.withResolvers<void>()
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  let asked = 0
  const { workers } = recordingWorkers({
    pairingCode: async () => {
      asked++
      enter()
      await released
      return { code: 'ABCDEFGH', expires_at: '2030-01-01T00:00:00.000Z' }
    }
  })
  const app = await harness(t, { deps: () => ({ workers }) })
  const tenant = await app.seed.tenant()
  const caller = app.as(tenant)
  const { id } = await hosted({ app, tenant, person: caller })
  const url = `/api/v1/sessions/${id}/pairing-code`
  const headers = { 'idempotency-key': 'k' }
  const body = { phone_number: '+201001234567' }
  const running = caller.post(url, body, headers)
  await entered
  const meanwhile = await caller.post(url, body, headers)
  assert.equal(meanwhile.statusCode, 409)
  assert.equal(meanwhile.json().code, 'idempotency_running')
  assert.equal(meanwhile.json().retryable, true)
  release()
  const first = await running
  assert.equal(first.statusCode, 200)
  assert.equal((await caller.post(url, body, headers)).body, first.body)
  assert.equal(asked, 1)

  const missing = await caller.post(
    '/api/v1/sessions/ses_01890000000070008000000000000000/start',
    undefined,
    { 'idempotency-key': 'gone' }
  )
  assert.equal(missing.statusCode, 404)
  assert.equal(await app.count("idempotency_keys where key = 'gone'"), 0)

  await app.owner.query(
    "update idempotency_keys set response = null, created_at = now() - interval '1 minute'"
  )
  assert.equal((await caller.post(url, body, headers)).json().code, 'idempotency_running')
  await app.owner.query("update idempotency_keys set created_at = now() - interval '3 minutes'")
  assert.equal((await caller.post(url, body, headers)).statusCode, 200)
  assert.equal(asked, 2)
})

test('who lacks the scopes of a key is not shown it again with the Idempotency-Key of another', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const person = app.as(tenant)
  const { path } = await apiKey({ app, tenant, person })
  const headers = { 'idempotency-key': 'rotation' }
  const url = `/api/v1/api-keys/${path?.['id']}/rotate`
  assert.equal((await person.post(url, undefined, headers)).statusCode, 200)
  const weaker = await app.withKey(['account:write'], tenant)
  const answer = await weaker.post(url, undefined, headers)
  assert.equal(answer.statusCode, 403)
  assert.equal(answer.body.includes('wak_'), false)
})

test('the answer that is kept of a thousand messages grows with their number, not with their length', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant({ plan: 'unlimited' })
  const item = { ...(await textTo({ app, tenant, person: app.as(tenant) })) }
  const long = { ...item, text: { body: '\u0001'.repeat(15_000) } }
  const messages = Array.from({ length: 100 }, () => long)
  const headers = { 'idempotency-key': 'campaign' }
  const answer = await app.as(tenant).post('/api/v1/messages/bulk', { messages }, headers)
  assert.equal(answer.json().accepted, 100)
  assert.ok(answer.body.length < 100 * 1_000, `${answer.body.length} bytes`)
  const [row] = await app.owner.query<{ bytes: number }>(
    'select octet_length(response) as bytes from idempotency_keys'
  )
  assert.ok(Number(row?.bytes) < answer.body.length / 2, `${row?.bytes} bytes kept`)
  const again = await app.as(tenant).post('/api/v1/messages/bulk', { messages }, headers)
  assert.equal(again.body, answer.body)

  const wrong = Array.from({ length: 1_000 }, () => ({ ...long, more: 1, and: 2 }))
  const refused = (
    await app.as(tenant).post('/api/v1/messages/bulk', { messages: wrong.slice(0, 50) })
  ).json()
  const named = refused.results.flatMap((one: { error: { errors: unknown[] } }) => one.error.errors)
  assert.equal(named.length, 20)
  assert.equal(refused.results[49].error.errors_total, 2)
})
