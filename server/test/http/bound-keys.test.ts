import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { reachesBeyondSessions } from '../../src/http/beyond-sessions.ts'
import type { Route } from '../../src/http/route.ts'
import { type Answer, type Harness, harness, type SeededTenant } from '../../testkit/app.ts'
import { boundTo, insertMessage } from '../../testkit/bound-keys.ts'
import type { Call } from '../../testkit/call.ts'
import { all_routes, calls, nameOf, sendCall } from '../../testkit/calls.ts'
import { instanceOfSession, recordingWorkers, seedInstance } from '../../testkit/resources.ts'
import { seedConnected, seedSession } from '../../testkit/seed-session.ts'

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
    `insert into message_stats values ($1, $2, date_trunc('hour', now()) - interval '1 hour', 'inbound', 'text', '', 7, 0, 0, 0, 0, 0)`,
    [tenant_id, session]
  )
  const incoming = (
    await me.post('/api/v1/incoming-webhooks', {
      name: 'Alarms',
      session_id: session,
      to: '+201001234567'
    })
  ).json().id
  return { session, instance, message, webhook, delivery, media, incoming }
}
type World = Awaited<ReturnType<typeof seedWorld>>

const nouns: [RegExp, keyof World][] = [
  [/^(\/api\/v1)?\/sessions?\/:id/, 'session'],
  [/^\/api\/v1\/messages\/:id/, 'message'],
  [/^\/api\/v1\/instances\/:id/, 'instance'],
  [/^\/api\/v1\/webhooks\/:id/, 'webhook'],
  [/^\/api\/v1\/incoming-webhooks\/:id/, 'incoming'],
  [/^\/api\/v1\/media\/:id/, 'media']
]
const names: Record<string, string> = {
  chat: '201001234567',
  contact: '201001234567',
  lid: '123@lid',
  group: '12345@g.us',
  channel: '120363000000000001@newsletter',
  label: '100001',
  status: 'msg_00000000000000000000000000000001'
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
  '/api/v1/sessions/:id/channels/invite-info': '?invite=AbCdEfGhIjKlMnOpQrStUv',
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
  const reads = known.filter(
    (one) =>
      one.method === 'GET' && !reachesBeyondSessions(one) && !one.url.includes('/templates/:id')
  )
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
const of_the_tenant = [
  'POST /api/v1/media',
  'DELETE /api/v1/media/:id',
  'POST /api/v1/templates/:id/preview'
]

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

test('a key that is bound to a session does with it whatever its owner may', async (t) => {
  const { workers } = recordingWorkers({
    calls: {
      request_pairing_code: async () => ({
        code: 'ABCDEFGH',
        expires_at: '2030-01-01T00:00:00.000Z'
      })
    }
  })
  const app = await harness(t, { routes: all_routes, deps: () => ({ workers }) })
  const uses = known.filter((one) => one.method !== 'GET' && !reachesBeyondSessions(one))
  assert.ok(uses.length > 40)
  for (const route of uses) {
    const name = nameOf(route)
    const tenant = await app.seed.tenant({ plan: 'unlimited' })
    const call = (await calls[name]?.({ app, tenant, person: app.as(tenant) })) as Call
    const sessions = await app.owner.query<{ id: string }>(
      'select id from sessions where tenant_id = $1',
      [tenant.tenant_id]
    )
    const own = sessions.map(({ id }) => id)
    const { caller } = await boundTo(
      app,
      tenant,
      own.length > 0 ? own : [await seedSession(app, tenant)]
    )
    const answer = await sendCall(caller, route, call, {})
    assert.ok(answer.statusCode < 300, `${name}: ${answer.body}`)
  }
})

/** In bulk each message has an answer of its own. */
const refusalOf = (answer: Answer): string => {
  const { code, data, results } = answer.json()
  return code ?? (data ?? results)?.[0]?.error?.code
}
