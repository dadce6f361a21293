import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { gateway_routes } from '../../src/http/services/gateway-api.ts'
import { unsealWith } from '../../src/lib/key-ring.ts'
import { harness } from '../../testkit/app.ts'
import { proveGuards } from '../../testkit/guards.ts'
import { signedFor } from '../../testkit/passkey.ts'
import { eventTypes, stateOf } from '../../testkit/resources.ts'
import { seedConnected, seedSession } from '../../testkit/seed-session.ts'
import { until } from '../../testkit/until.ts'
import { path } from './session-calls.ts'

test('a session is created with a webhook whose secret is shown once and stored sealed', async (t) => {
  const app = await harness(t)
  const me = app.as(await app.seed.tenant())
  const made = await me.post(path, { session_name: 'shop', webhook_url: 'https://example.com/in' })
  assert.equal(made.statusCode, 201)
  const session = made.json()
  assert.match(session.id, /^ses_/)
  assert.equal(session.status, 'created')
  assert.equal(session.webhook_url, 'https://example.com/in')
  assert.match(session.webhook_secret, /^whsec_[A-Za-z0-9+/]{32}$/)
  const read = (await me.get(`${path}/${session.id}`)).json()
  assert.equal('webhook_secret' in read, false)
  const [webhook] = await app.owner.query<{
    id: string
    sealed_secret: Buffer
    event_types: string[]
  }>('select id, sealed_secret, event_types from webhooks where is_session_url')
  assert.ok(webhook)
  const secret = unsealWith(app.deps.webhook_key, webhook.sealed_secret, `webhook:${webhook.id}`)
  assert.equal(secret.toString(), session.webhook_secret)
  assert.deepEqual(webhook.event_types, ['*'])
  assert.deepEqual(await eventTypes(app), ['session.created'])
  // The webhook was there before the event, so it hears of its own session's creation.
  assert.equal(await app.count('webhook_deliveries'), 1)
})

test('a session is refused when its name is taken, its address is no webhook or a field is unknown', async (t) => {
  const app = await harness(t)
  const me = app.as(await app.seed.tenant())
  await me.post(path, { session_name: 'shop' })
  const taken = await me.post(path, { session_name: ' shop ' })
  assert.equal(taken.statusCode, 409)
  assert.equal(taken.json().code, 'session_name_taken')
  const addresses = [
    'ftp://example.com',
    'https://user:word@example.com',
    'nonsense',
    `https://example.com/${'x'.repeat(2048)}`
  ]
  for (const webhook_url of addresses) {
    const refused = await me.post(path, { session_name: 'other', webhook_url })
    assert.equal(refused.statusCode, 422, webhook_url)
    assert.equal(refused.json().errors[0].path, 'webhook_url')
  }
  for (const body of [{ session_name: '' }, {}, { session_name: 'a', color: 'red' }]) {
    assert.equal((await me.post(path, body)).statusCode, 422)
  }
  assert.equal(await app.count('sessions'), 1)
})

test('two tenants may use the same session name', async (t) => {
  const app = await harness(t)
  for (const tenant of [await app.seed.tenant(), await app.seed.tenant()]) {
    assert.equal((await app.as(tenant).post(path, { session_name: 'shop' })).statusCode, 201)
  }
})

test('concurrent creations never pass the limit of the plan', async (t) => {
  const app = await harness(t)
  const me = app.as(await app.seed.tenant({ plan: 'starter' }))
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => me.post(path, { session_name: `s${index}` }))
  )
  const statuses = answers.map((answer) => answer.statusCode).toSorted()
  assert.deepEqual(statuses, [...Array(5).fill(201), ...Array(15).fill(403)])
  const refused = answers.find((answer) => answer.statusCode === 403)?.json()
  assert.equal(refused.code, 'plan_limit_reached')
  assert.match(refused.detail, /5 sessions/)
  assert.equal(await app.count('sessions'), 5)
})

test('one Idempotency-Key makes one session, and every answer shows the same secret', async (t) => {
  const app = await harness(t)
  const me = app.as(await app.seed.tenant())
  const body = { session_name: 'shop', webhook_url: 'https://example.com' }
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => me.post(path, body, { 'idempotency-key': 'once' }))
  )
  assert.deepEqual(new Set(answers.map((answer) => answer.statusCode)), new Set([201]))
  assert.equal(new Set(answers.map((answer) => answer.body)).size, 1)
  assert.equal(await app.count('sessions'), 1)
})

test('sessions are listed newest first, in pages, by status, and only the own ones', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const ids: string[] = []
  for (const status of ['connected', 'stopped', 'connected'] as const) {
    ids.unshift(await seedSession(app, tenant, { status }))
  }
  await seedSession(app, await app.seed.tenant())
  const first = (await me.get(`${path}?limit=2`)).json()
  const second = (await me.get(`${path}?limit=2&cursor=${first.next_cursor}`)).json()
  const listed = [...first.data, ...second.data].map((session: { id: string }) => session.id)
  assert.deepEqual(listed, ids)
  assert.equal(second.next_cursor, null)
  const connected = (await me.get(`${path}?status=connected`)).json()
  assert.deepEqual(
    connected.data.map((session: { id: string }) => session.id),
    [ids[0], ids[2]]
  )
  assert.equal((await me.get(`${path}?status=asleep`)).statusCode, 422)
  assert.equal((await me.get(`${path}?cursor=nonsense`)).statusCode, 422)
})

test('a session is renamed, and its webhook address is set, moved with its secret and removed', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const id = await seedSession(app, tenant, { session_name: 'old' })
  await seedSession(app, tenant, { session_name: 'other' })
  const change = async (body: Record<string, unknown>) =>
    (await me.patch(`${path}/${id}`, body)).json()

  assert.equal((await change({ session_name: 'new' })).session_name, 'new')
  assert.equal((await change({ session_name: 'other' })).code, 'session_name_taken')
  const set = await change({ webhook_url: 'https://a.example.com' })
  assert.match(set.webhook_secret, /^whsec_/)
  const moved = await change({ webhook_url: 'https://b.example.com' })
  assert.equal(moved.webhook_url, 'https://b.example.com')
  assert.equal('webhook_secret' in moved, false)
  assert.equal(await app.count('webhooks'), 1)
  assert.equal((await change({ webhook_url: null })).webhook_url, null)
  assert.equal(await app.count('webhooks'), 0)
  assert.equal((await change({ webhook_url: 'file:///etc' })).code, 'validation_failed')
})

test('a session gets another name, or goes, while its worker puts something into it and changes its state', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const customer = app.as(tenant)
  for (const change of ['rename', 'delete']) {
    const id = await seedSession(app, tenant)
    const put = Promise.withResolvers<void>()
    const go_on = Promise.withResolvers<void>()
    const working = app.owner.transaction(async (tx) => {
      await tx.query('select from sessions where id = $1 for key share', [id])
      put.resolve()
      await go_on.promise
      await tx.query('update sessions set push_name = $2 where id = $1', [id, 'Someone'])
    })
    await put.promise
    const answer =
      change === 'rename'
        ? customer.patch(`${path}/${id}`, { session_name: 'another' })
        : customer.delete(`${path}/${id}`)
    await until('the call waits for the session', async () => {
      const [row] = await app.owner.query<{ waits: boolean }>(
        "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock') as waits"
      )
      return row?.waits
    })
    go_on.resolve()
    await working
    assert.equal((await answer).statusCode, change === 'rename' ? 200 : 204)
  }
})

test('the routes of sessions are guarded by credential, scope and tenant', async (t) => {
  const app = await harness(t)
  const id = await seedConnected(app, await app.seed.tenant())
  // Those of groups and channels are proved beside what these do.
  const routes = gateway_routes.filter(
    ({ url }) => url.startsWith(path) && !/\/:id\/(groups|channels)/.test(url)
  )
  assert.ok(routes.length >= 13)
  await proveGuards(app, routes, (url) => url.replace(':id', id), {
    [`PATCH ${path}/:id`]: { session_name: 'mine now' },
    [`POST ${path}/:id/pairing-code`]: { phone_number: '+201001234567' },
    [`POST ${path}/:id/link-token`]: {},
    [`POST ${path}/:id/contacts/check`]: { phone_numbers: ['+201001234567'] },
    [`PATCH ${path}/:id/chats/:chat`]: { disappearing_seconds: 0 },
    [`POST ${path}/:id/passkey`]: { assertion: signedFor() },
    [`PUT ${path}/:id/profile/name`]: { name: 'Ada' },
    [`PUT ${path}/:id/profile/about`]: { about: 'Busy' },
    [`PUT ${path}/:id/profile/picture`]: { media_id: newId('media') },
    [`POST ${path}/:id/labels`]: { name: 'Paid' },
    [`PATCH ${path}/:id/labels/:label`]: { name: 'Paid' },
    [`POST ${path}/:id/labels/:label/chats`]: { chat: '201001234567' },
    [`DELETE ${path}/:id/labels/:label/chats`]: { chat: '201001234567' },
    [`POST ${path}/:id/labels/:label/messages`]: { message_id: newId('message') },
    [`DELETE ${path}/:id/labels/:label/messages`]: { message_id: newId('message') },
    [`PUT ${path}/:id/presence`]: { state: 'online' },
    [`PUT ${path}/:id/privacy`]: { last_seen: 'nobody' },
    [`POST ${path}/:id/status`]: { type: 'text', text: { body: 'Open' } },
    [`POST ${path}/:id/calls/:call/reject`]: {},
    [`POST ${path}/:id/calls/link`]: { media: 'audio' }
  })
  assert.deepEqual(await stateOf(app, id), {
    status: 'connected',
    status_reason: null,
    desired: 'running'
  })
})
