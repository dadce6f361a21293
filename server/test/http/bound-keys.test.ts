import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { type Scope, scopes } from '../../src/domain/tenant.ts'
import { reachesBeyondSessions } from '../../src/http/beyond-sessions.ts'
import type { Route } from '../../src/http/route.ts'
import { type Answer, type Harness, harness, type SeededTenant } from '../../testkit/app.ts'
import type { Call } from '../../testkit/call.ts'
import { all_routes, calls, nameOf, sendCall } from '../../testkit/calls.ts'
import { listening } from '../../testkit/event-socket.ts'
import { instanceOfSession, recordingWorkers, seedInstance } from '../../testkit/resources.ts'
import { seedConnected, seedSession } from '../../testkit/seed-session.ts'
import { until } from '../../testkit/until.ts'

const keys = '/api/v1/api-keys'
const all = scopes.filter((scope) => scope !== 'admin')

/** A caller with a key that is bound to these sessions. */
const boundTo = async (
  app: Harness,
  tenant: SeededTenant,
  session_ids: string[],
  more: object = {}
) => {
  const body = { name: 'bound', scopes: all, session_ids, ...more }
  const made = await app.as(tenant).post(keys, body)
  assert.equal(made.statusCode, 201, made.body)
  assert.deepEqual(made.json().session_ids, session_ids)
  const { id, key } = made.json() as { id: string; key: string }
  return { id, key, caller: app.bearing(key) }
}

const insertMessage = async (app: Harness, tenant_id: string, session_id: string) => {
  const id = newId('message')
  await app.owner.query(
    `insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, type, content)
     values ($1::text, $2, $3, 'inbound', 'received', $1::text, '201001234567@s.whatsapp.net', 'text', '{"text":{"body":"needle"}}')`,
    [id, tenant_id, session_id]
  )
  return id
}

/** A session with something of everything that a tenant can look at. */
const seedWorld = async (app: Harness, tenant: SeededTenant) => {
  const me = app.as(tenant)
  const { tenant_id } = tenant
  const session = await seedConnected(app, tenant)
  const instance = await seedInstance(app, tenant)
  await instanceOfSession(app, session, instance)
  const message = await insertMessage(app, tenant_id, session)
  const hook = async (more: object) =>
    (await me.post('/api/v1/webhooks', { url: 'https://example.com/x', ...more })).json().id
  const webhook = await hook({ session_ids: [session] })
  const delivery = (await me.post(`/api/v1/webhooks/${webhook}/test`)).json().id
  const media = newId('media')
  await app.owner.query(
    `insert into media (id, tenant_id, session_id, message_id, source, status)
     values ($1, $2, $3, $4, 'received', 'fetching')`,
    [media, tenant_id, session, message]
  )
  await app.owner.query(
    `insert into message_stats values ($1, $2, date_trunc('hour', now()), 'inbound', 'text', '', 7, 0, 0, 0, 0, 0)`,
    [tenant_id, session]
  )
  return { session, instance, message, webhook, delivery, media }
}
type World = Awaited<ReturnType<typeof seedWorld>>

const nouns: [RegExp, keyof World][] = [
  [/^(\/api\/v1)?\/sessions?\/:id/, 'session'],
  [/^\/api\/v1\/messages\/:id/, 'message'],
  [/^\/api\/v1\/instances\/:id/, 'instance'],
  [/^\/api\/v1\/webhooks\/:id/, 'webhook'],
  [/^\/api\/v1\/media\/:id/, 'media']
]
const names: Record<string, string> = {
  chat: '201001234567',
  contact: '201001234567',
  lid: '123@lid',
  group: '12345@g.us'
}

/** The address of a route about something of this world; null where it is about nothing in particular. */
const addressIn = (world: World, { url }: Route): string | null => {
  if (!url.includes('/:')) return null
  const noun = nouns.find(([pattern]) => pattern.test(url))?.[1]
  return url.replace(/:(\w+)/g, (_, name: string) => {
    if (name === 'id' && noun) return world[noun]
    if (name === 'delivery_id') return world.delivery
    const given = names[name]
    assert.ok(given, `what :${name} of ${url} is`)
    return given
  })
}

/** What reading needs besides the address. */
const queries: Record<string, string> = {
  '/api/v1/sessions/:id/groups/invite-info': '?invite=AbCdEfGhIjKlMnOpQrStUv'
}

const is_stream = (route: Route): boolean => /\/(stream|events)$/.test(route.url)
const known = all_routes.filter((route) => !route.public && route.scope !== 'admin')

test('a key that is bound to a session finds nothing of the others by any call that reads', async (t) => {
  const { workers } = recordingWorkers({})
  const app = await harness(t, { routes: all_routes, deps: () => ({ workers }) })
  const tenant = await app.seed.tenant({ plan: 'unlimited' })
  const [own, foreign] = [await seedWorld(app, tenant), await seedWorld(app, tenant)]
  await app.as(tenant).post('/api/v1/webhooks', { url: 'https://example.com/all' })
  const { caller } = await boundTo(app, tenant, [own.session])
  const reads = known.filter((one) => one.method === 'GET' && !reachesBeyondSessions(one))
  assert.ok(reads.length > 30)
  for (const route of reads) {
    const address = addressIn(foreign, route)
    if (address !== null) {
      const answer = await caller.get(address + (queries[route.url] ?? ''))
      assert.equal(answer.statusCode, 404, `${nameOf(route)}: ${answer.body}`)
      continue
    }
    if (is_stream(route) && route.url !== '/api/v1/events') continue
    const whole = await app.as(tenant).get(route.url)
    const answer = await caller.get(route.url)
    assert.equal(answer.statusCode, 200, `${nameOf(route)}: ${answer.body}`)
    for (const [what, id] of Object.entries(foreign))
      assert.ok(!answer.body.includes(id), `${nameOf(route)} shows the ${what} of another session`)
    if (whole.body.includes(foreign.session))
      assert.ok(answer.body.includes(own.session), `${nameOf(route)} shows its own`)
    assert.ok(!answer.body.includes('example.com/all'), 'nor webhooks of all sessions')
  }
  const found = await caller.get('/api/v1/messages?text=needle')
  assert.ok(!found.body.includes(foreign.message))
  assert.equal((await caller.get(`/api/v1/messages/${own.message}`)).statusCode, 200)
  assert.equal((await caller.get(`/api/v1/instances/${own.instance}`)).statusCode, 200)
  for (const query of [`session_id=${foreign.session}`, '']) {
    const overview = (await caller.get(`/api/v1/analytics/overview?${query}`)).json()
    // Seven were counted before, and one has come since.
    assert.equal(overview.inbound, query ? 0 : 8)
  }
})

/** What belongs to the tenant, and to none of its sessions. */
const of_the_tenant = ['POST /api/v1/media', 'DELETE /api/v1/media/:id']

test('a key that is bound to a session changes nothing of the others by any call, and nothing beyond sessions', async (t) => {
  const { workers } = recordingWorkers({})
  const app = await harness(t, { routes: all_routes, deps: () => ({ workers }) })
  for (const route of known.filter((one) => one.method !== 'GET')) {
    const name = nameOf(route)
    if (of_the_tenant.includes(name)) continue
    const tenant = await app.seed.tenant({ plan: 'unlimited' })
    const own = await seedSession(app, tenant)
    const { caller } = await boundTo(app, tenant, [own])
    if (reachesBeyondSessions(route)) {
      const address = route.url.replace(/:\w+/g, newId('session'))
      const call = { path: { id: address.split('/').at(-1) ?? '' }, body: {} }
      const answer = await sendCall(caller, route, call, {})
      assert.equal(answer.json().code, 'key_bound', `${name}: ${answer.body}`)
      continue
    }
    const call = (await calls[name]?.({ app, tenant, person: app.as(tenant) })) as Call
    const answer = await sendCall(caller, route, call, {})
    assert.equal(refusalOf(answer), 'not_found', `${name}: ${answer.body}`)
  }
})

/** In bulk each message has an answer of its own. */
const refusalOf = (answer: Answer): string => {
  const { code, data, results } = answer.json()
  return code ?? (data ?? results)?.[0]?.error?.code
}

test('a bound key uses its own session, and follows the events of it alone, over SSE and WebSocket alike', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const [own, foreign] = [await seedConnected(app, tenant), await seedConnected(app, tenant)]
  const { id, key, caller } = await boundTo(app, tenant, [own])
  const { open, opened } = await listening(t, app)
  const bearer = { authorization: `Bearer ${key}` }
  const reader = await opened(bearer)
  const send = (session_id: string, headers = {}) =>
    caller.post(
      '/api/v1/messages',
      { session_id, to: '+201001234567', type: 'text', text: { body: 'hello' } },
      headers
    )
  const text = { to: '+201001234567', type: 'text', text: { body: 'hello' } }
  const me = app.as(tenant)
  // What somebody who sees more was answered is not given again.
  const once = { 'idempotency-key': 'one' }
  const body = { session_id: foreign, ...text }
  assert.equal((await me.post('/api/v1/messages', body, once)).statusCode, 202)
  assert.equal((await send(foreign, once)).json().code, 'idempotency_key_reused')
  assert.equal((await send(foreign)).statusCode, 404)
  const both = await Promise.all([send(own), me.post('/api/v1/messages', body), send(foreign)])
  assert.deepEqual(
    both.map((answer) => answer.statusCode),
    [202, 202, 404]
  )
  const event = await reader.next()
  assert.deepEqual([event.type, event.session_id], ['message.accepted', own])
  const elsewhere = await open(bearer, `?session_id=${foreign}`).closed()
  assert.equal(elsewhere.code, 4404)
  // Whoever changes what a key is bound to ends what it has open.
  const changed = await me.patch(`${keys}/${id}`, { session_ids: [foreign] })
  assert.deepEqual(changed.json().session_ids, [foreign])
  const { code, rest } = await reader.closed()
  assert.equal(code, 4401)
  assert.ok(rest.every((one) => one.session_id === own || one.type === 'stream.ended'))
  assert.deepEqual([(await send(own)).statusCode, (await send(foreign)).statusCode], [404, 202])
  // A key whose sessions are gone is bound all the same.
  await app.owner.query('delete from sessions where id = $1', [foreign])
  assert.deepEqual((await caller.get('/api/v1/sessions')).json().data, [])
  assert.deepEqual((await me.patch(`${keys}/${id}`, { session_ids: [] })).json().session_ids, [])
  assert.equal((await caller.get('/api/v1/sessions')).json().data.length, 1)
})

test('keys are bound to sessions of their tenant, and those made with a key are bound with it', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant({ plan: 'unlimited' })
  const me = app.as(tenant)
  const [first, second] = [await seedSession(app, tenant), await seedSession(app, tenant)]
  const foreign = await seedSession(app, await app.seed.tenant())
  const body = { name: 'x', scopes: ['sessions:read', 'account:write'] satisfies Scope[] }
  for (const [session_ids, status] of [
    [[foreign], 404],
    [[newId('session')], 404],
    [['x'], 422],
    [Array.from({ length: 101 }, () => newId('session')), 422]
  ] as const)
    assert.equal((await me.post(keys, { ...body, session_ids })).statusCode, status)
  const maker = (await me.post(keys, body)).json()
  assert.deepEqual(maker.session_ids, [])
  const by_key = app.bearing(maker.key)
  const made = async (session_ids: string[]) =>
    (await by_key.post(keys, { ...body, session_ids })).json()
  const [free, of_both, of_second] = [
    await made([]),
    await made([first, second, first]),
    await made([second])
  ]
  assert.deepEqual(of_both.session_ids, [first, second])
  assert.equal((await me.patch(`${keys}/${maker.id}`, { session_ids: [first] })).statusCode, 200)
  const now = async (one: { id: string }) => (await me.get(`${keys}/${one.id}`)).json()
  assert.deepEqual((await now(free)).session_ids, [first])
  assert.deepEqual((await now(of_both)).session_ids, [first])
  assert.equal((await now(of_second)).code, 'not_found')
  const refused = await by_key.post(keys, body)
  assert.deepEqual([refused.statusCode, refused.json().code], [403, 'key_bound'])
})

test('every table in which rows belong to a session shows a bound transaction the rows of its sessions alone', async (t) => {
  const app = await harness(t)
  const open = await app.owner.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname in ('session_id', 'webhook_id')
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and has_table_privilege('wa_tenant', c.oid, 'select')
       and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'bound_sessions' and not p.polpermissive)`
  )
  assert.deepEqual(
    open.map(({ name }) => name),
    []
  )
  const tenant = await app.seed.tenant()
  const [own, other] = [await seedSession(app, tenant), await seedSession(app, tenant)]
  for (const session of [own, other]) await insertMessage(app, tenant.tenant_id, session)
  const seen = (session_ids: string[] | null, table: string, column: string) =>
    app.deps.db.withTenant({ tenant_id: tenant.tenant_id, session_ids }, async (tx) =>
      (await tx.query<{ id: string }>(`select ${column} as id from ${table} order by 1`)).map(
        ({ id }) => id
      )
    )
  for (const [table, column] of [
    ['sessions', 'id'],
    ['messages', 'session_id'],
    ['chats', 'session_id']
  ] as const) {
    assert.deepEqual(await seen(null, table, column), [own, other].sort())
    assert.deepEqual(await seen([own], table, column), [own])
    assert.deepEqual(await seen([], table, column), [])
  }
  await until('a row of another session is refused', () =>
    app.deps.db
      .withTenant({ tenant_id: tenant.tenant_id, session_ids: [own] }, (tx) =>
        tx.query(
          "insert into link_tokens (session_id, tenant_id, user_id, token_hash, expires_at) values ($1, $2, $3, 'x', now())",
          [other, tenant.tenant_id, tenant.user_id]
        )
      )
      .then(
        () => assert.fail('it was taken'),
        (error: { code?: string }) => error.code === '42501'
      )
  )
})
