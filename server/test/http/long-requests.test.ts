import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { z } from 'zod'
import { buildServer } from '../../src/http/build-server.ts'
import { createCredentialWatch } from '../../src/http/credential-watch.ts'
import { drawDataUrl, drawPng, drawSvg } from '../../src/http/qr-picture.ts'
import { route } from '../../src/http/route.ts'
import { gateway_routes } from '../../src/http/services/gateway-api.ts'
import { signAccessToken } from '../../src/usecases/auth/access-token.ts'
import { type Harness, harness, type SeededTenant } from '../../testkit/app.ts'
import { readEventStream } from '../../testkit/event-reader.ts'
import { seedSession } from '../../testkit/seed-session.ts'
import { until } from '../../testkit/until.ts'

const stream = '/api/v1/events/stream'

/** What ends a credential, and what those who hold it are told. */
const endings: Record<
  string,
  { code: string; end: (app: Harness, tenant: SeededTenant) => Promise<unknown> }
> = {
  'a log-out everywhere': {
    code: 'unauthenticated',
    end: (app, tenant) => app.as(tenant).post('/api/v1/auth/logout-all')
  },
  'a new password': {
    code: 'unauthenticated',
    end: async (app, tenant) => {
      const { email, password } = tenant
      const login = (await app.anonymous.post('/api/v1/auth/login', { email, password })).json()
      const headers = { authorization: `Bearer ${login.access_token}` }
      const body = { current_password: password, new_password: 'another good password' }
      return app.anonymous.post('/api/v1/auth/change-password', body, headers)
    }
  },
  'a suspension': {
    code: 'account_suspended',
    end: (app, tenant) =>
      app.owner.query("update users set status = 'suspended' where id = $1", [tenant.user_id])
  }
}

test('a stream ends soon after its credential, and its last event says why', async (t) => {
  const app = await harness(t)
  const address = await app.server.listen({ host: '127.0.0.1', port: 0 })
  for (const [what, { code, end }] of Object.entries(endings)) {
    const tenant = await app.seed.tenant()
    const other = await app.seed.tenant()
    const open = (of: SeededTenant, path = stream) =>
      readEventStream(address + path, { authorization: `Bearer ${of.access_token}` })
    const session_id = await seedSession(app, tenant)
    const readers = [
      await open(tenant),
      await open(tenant, `/api/v1/sessions/${session_id}/events`)
    ]
    const stays = await open(other)
    await end(app, tenant)
    for (const reader of readers) {
      const last = await reader.next()
      assert.equal(last.sse_event, 'stream.ended', what)
      assert.equal((last as unknown as { code: string }).code, code, what)
      await reader.ended()
    }
    await app.as(other).post('/api/v1/sessions', { session_name: what })
    assert.equal((await stays.next()).type, 'session.created', what)
    stays.close()
  }
})

test('a stream of an API key ends when the key is revoked, has expired or lost its scope', async (t) => {
  const app = await harness(t)
  const address = await app.server.listen({ host: '127.0.0.1', port: 0 })
  const tenant = await app.seed.tenant({ plan: 'unlimited' })
  const keys = '/api/v1/api-keys'
  const cases: [string, (id: string) => Promise<unknown>][] = [
    ['unauthenticated', (id) => app.as(tenant).delete(`${keys}/${id}`)],
    [
      'unauthenticated',
      (id) => app.owner.query('update api_keys set expires_at = now() where id = $1', [id])
    ],
    ['scope_missing', (id) => app.as(tenant).patch(`${keys}/${id}`, { scopes: ['account:read'] })]
  ]
  for (const [code, end] of cases) {
    const made = await app.as(tenant).post(keys, { name: 'x', scopes: ['sessions:read'] })
    const reader = await readEventStream(address + stream, { 'x-api-key': made.json().key })
    await end(made.json().id)
    const last = await reader.next()
    assert.equal(last.sse_event, 'stream.ended')
    assert.equal((last as unknown as { code: string }).code, code)
    await reader.ended()
  }
})

test('a stream ends when its access token expires', async (t) => {
  const app = await harness(t)
  const address = await app.server.listen({ host: '127.0.0.1', port: 0 })
  const { user_id, family_id } = await app.seed.tenant()
  // Issued so long ago that a moment of its life is left.
  const minutes = app.deps.config.ACCESS_TOKEN_MINUTES
  const clock = { ...app.deps.clock, now: () => new Date(Date.now() - minutes * 60_000 + 3_000) }
  const { access_token } = await signAccessToken({ ...app.deps, clock }, { user_id, family_id })
  const reader = await readEventStream(address + stream, {
    authorization: `Bearer ${access_token}`
  })
  const last = await reader.next()
  assert.equal((last as unknown as { code: string }).code, 'token_expired')
  await reader.ended()
})

test('who waits for a QR code is refused as soon as his credential ends', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const id = await seedSession(app, tenant, { status: 'starting', desired: 'running' })
  const waiting = app.as(tenant).get(`/api/v1/sessions/${id}/qr?wait=30`)
  await app.as(tenant).post('/api/v1/auth/logout-all')
  const began = Date.now()
  const answer = await waiting
  assert.equal(answer.statusCode, 401, answer.body)
  assert.ok(Date.now() - began < 20_000)
})

test('a database that is away ends no stream, and nobody is looked at when nobody waits', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const watch = createCredentialWatch()
  let looks = 0
  const ended: unknown[] = []
  const forget = watch.add(
    async () => {
      looks++
      throw new Error('away')
    },
    (error) => void ended.push(error)
  )
  for (let second = 1; second <= 3; second++) {
    t.mock.timers.tick(1_000)
    await new Promise(setImmediate)
    assert.equal(looks, second)
  }
  forget()
  t.mock.timers.tick(10_000)
  await new Promise(setImmediate)
  assert.equal(looks, 3)
  assert.deepEqual(ended, [])
})

test('a hundred streams of one login cost one look-up a second', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const watch = createCredentialWatch()
  const { credentials } = app.deps
  let statements = 0
  const query = app.deps.db.query
  app.deps.db.query = (text, values, name) => {
    if (name === 'find_logins') statements++
    return query(text, values, name)
  }
  let looks = 0
  const forget = Array.from({ length: 100 }, () =>
    watch.add(
      async () => {
        looks++
        await credentials.login(tenant)
      },
      () => undefined
    )
  )
  await until('all were looked at twice', () => looks >= 200)
  for (const one of forget) one()
  assert.ok(statements <= 3, `${statements} statements`)
})

test('a QR code is drawn once for all who ask for it', async () => {
  const text = `2@${'A'.repeat(230)}`
  const pictures = await Promise.all(Array.from({ length: 50 }, () => drawPng(text)))
  assert.equal(new Set(pictures).size, 1)
  assert.equal(await drawPng(text), pictures[0])
  const url = await drawDataUrl(text)
  assert.equal(url, `data:image/png;base64,${pictures[0]?.toString('base64')}`)
  assert.match((await drawSvg(text)).toString(), /^<svg/)
  assert.notEqual(await drawPng(`${text}B`), pictures[0])
})

test('large bodies in flight are bounded for each caller and for all; small ones and others get through', async (t) => {
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  let working = 0
  const slow = route({
    operation_id: 'wait',
    method: 'POST',
    audit: { none: 'A route of this test.' },
    url: '/slow',
    scope: 'messages:write',
    schema: { body: z.strictObject({ text: z.string() }), response: { 200: z.object({}) } },
    summary: 'Slow',
    tags: ['test'],
    handler: async () => {
      working++
      await released
      return {}
    }
  })
  const app = await harness(t, { routes: gateway_routes })
  const server = await buildServer(app.deps, [slow], {
    title: 'Test',
    description: 'Test',
    body_budget: { process_bytes: 500_000, caller_bytes: 300_000 }
  })
  t.after(() => server.close())
  const [one, two, three] = [
    await app.seed.tenant(),
    await app.seed.tenant(),
    await app.seed.tenant()
  ]
  const post = (tenant: SeededTenant, chars: number) =>
    server.inject({
      method: 'POST',
      url: '/slow',
      headers: { authorization: `Bearer ${tenant.access_token}` },
      payload: { text: 'x'.repeat(chars) }
    })
  const running = [post(one, 200_000), post(two, 200_000)]
  await until('both are being worked on', () => working === 2)
  const own = await post(one, 200_000)
  assert.equal(own.statusCode, 429)
  assert.equal(own.json().code, 'too_much_at_once')
  assert.equal(own.headers['retry-after'], '1')
  assert.equal(own.headers['connection'], 'close')
  const others = await post(three, 200_000)
  assert.equal(others.statusCode, 503)
  assert.equal(others.json().code, 'busy')
  running.push(post(one, 1_000), post(three, 1_000))
  await until('small ones are let in', () => working === 4)
  release()
  for (const answer of await Promise.all(running)) assert.equal(answer.statusCode, 200)
  await until('the room is free again', async () => (await post(one, 250_000)).statusCode === 200)
})

test('a caller who announces a large body and leaves gives the room back', async (t) => {
  const app = await harness(t, { routes: [] })
  const server = await buildServer(app.deps, gateway_routes, {
    title: 'Test',
    description: 'Test',
    body_budget: { process_bytes: 1_000_000, caller_bytes: 1_000_000 }
  })
  t.after(() => server.close())
  const address = await server.listen({ host: '127.0.0.1', port: 0 })
  const { access_token } = await app.seed.tenant()
  const { port } = new URL(address)
  const head = `POST /api/v1/sessions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${access_token}\r\ncontent-type: application/json\r\ncontent-length: 900000\r\n\r\n{`
  const leaving = connect(Number(port), '127.0.0.1')
  leaving.on('error', () => undefined)
  leaving.write(head)
  const post = () =>
    fetch(`${address}/api/v1/sessions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ session_name: 'x'.repeat(300_000) })
    }).then(
      (answer) => answer.status,
      () => 0
    )
  await until('the room is taken', async () => (await post()) !== 422)
  leaving.destroy()
  await until('the room is free', async () => (await post()) === 422)
})
