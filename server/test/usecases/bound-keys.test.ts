import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import type { Scope } from '../../src/domain/tenant.ts'
import { harness } from '../../testkit/app.ts'
import { boundTo, insertMessage } from '../../testkit/bound-keys.ts'
import { listening } from '../../testkit/event-socket.ts'
import { seedConnected, seedSession } from '../../testkit/seed-session.ts'
import { until } from '../../testkit/until.ts'

const keys = '/api/v1/api-keys'

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

test('sessions that were never linked count for the whole tenant, also those that a bound key does not see', async (t) => {
  const app = await harness(t, { config: { UNLINKED_SESSIONS_MAX: '2' } })
  const tenant = await app.seed.tenant({ plan: 'unlimited' })
  const waiting = { status: 'qr', desired: 'running' } as const
  await seedSession(app, tenant, waiting)
  const own = await seedSession(app, tenant)
  const { caller } = await boundTo(app, tenant, [own])
  const other = await seedSession(app, tenant, waiting)
  const start = () => caller.post(`/api/v1/sessions/${own}/start`)
  assert.equal((await start()).json().code, 'too_many_unlinked')
  await app.owner.query("update sessions set desired = 'stopped' where id = $1", [other])
  assert.ok((await start()).statusCode < 300)
})
