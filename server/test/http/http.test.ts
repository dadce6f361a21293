import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { z } from 'zod'
import { buildServer } from '../../src/http/build-server.ts'
import { route } from '../../src/http/route.ts'
import { gateway_routes } from '../../src/http/services/gateway-api.ts'
import { session_auth_routes } from '../../src/http/services/session-auth.ts'
import { openDb } from '../../src/lib/db.ts'
import { readConfig } from '../../src/main/config/config.ts'
import { startEmbeddedPostgres } from '../../src/main/embedded/embedded-postgres.ts'
import { migrateDatabase } from '../../src/main/migrate-database.ts'
import { reportAlive } from '../../src/usecases/health/report-alive.ts'
import { type Answer, harness, testDeps } from '../../testkit/app.ts'

const problem = (answer: Answer, status: number, code: string) => {
  assert.equal(answer.statusCode, status, answer.body)
  const body = answer.json()
  assert.equal(body.code, code)
  assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
  assert.equal(body.status, status)
  assert.equal(body.type, `/api-docs#problem-${code}`)
  assert.equal(body.request_id, answer.headers['x-request-id'])
  assert.deepEqual(Object.keys(body), [
    'type',
    'title',
    'status',
    'detail',
    'code',
    'errors',
    'errors_total',
    'retryable',
    'request_id'
  ])
  return body
}

const echo = route({
  method: 'POST',
  url: '/echo/:id',
  public: true,
  body_bytes_max: 1024 * 1024,
  schema: {
    params: z.strictObject({ id: z.string().regex(/^\d+$/) }),
    querystring: z.strictObject({ limit: z.coerce.number().int().max(10).optional() }),
    body: z.strictObject({
      name: z.string().min(2).max(5).optional(),
      kind: z.enum(['a', 'b']).optional(),
      text: z.strictObject({ body: z.string() }).optional(),
      any: z.json().optional(),
      choice: z
        .discriminatedUnion('type', [
          z.strictObject({ type: z.literal('text'), text: z.string() }),
          z.strictObject({ type: z.literal('image'), url: z.url() })
        ])
        .optional()
    }),
    response: { 200: z.object({ seen: z.unknown() }) }
  },
  summary: 'Echo',
  tags: ['test'],
  handler: (_deps, request) => ({ seen: request.body, secret: 'not declared' })
})
const url = '/echo/1'
const json = { 'content-type': 'application/json' }

test('a body that is not JSON, of another kind, too large or empty is refused with a problem', async (t) => {
  const { anonymous } = await harness(t, { routes: [echo] })
  problem(await anonymous.post(url, '{"name":', json), 400, 'bad_json')
  problem(await anonymous.post(url, '{"__proto__":{"x":1}}', json), 400, 'bad_json')
  problem(await anonymous.post(url, '{"constructor":{"prototype":{}}}', json), 400, 'bad_json')
  const csv = { 'content-type': 'text/csv' }
  problem(await anonymous.post(url, 'a,b', csv), 415, 'unsupported_media_type')
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  problem(await anonymous.post(url, 'name=x', form), 415, 'unsupported_media_type')
  const large = JSON.stringify({ name: 'x'.repeat(1024 * 1024) })
  problem(await anonymous.post(url, large, json), 413, 'body_too_large')
  for (const empty of [await anonymous.post(url), await anonymous.post(url, '', json)]) {
    const { errors } = problem(empty, 422, 'validation_failed')
    assert.deepEqual(errors, [{ path: '', message: 'A JSON body is required.' }])
  }
  problem(await anonymous.post(url, 'null', json), 422, 'validation_failed')
  problem(await anonymous.post(url, '[]', json), 422, 'validation_failed')
})

test('a bad value is named by its path in words', async (t) => {
  const { anonymous } = await harness(t, { routes: [echo] })
  const cases: [object, string, string][] = [
    [{ nome: 1 }, 'nome', 'There is no such field.'],
    [{ text: { body: 'x', more: 1 } }, 'text.more', 'There is no such field.'],
    [{ text: {} }, 'text.body', 'Is required.'],
    [{ text: { body: 5 } }, 'text.body', 'Must be a string.'],
    [{ text: [] }, 'text', 'Must be an object.'],
    [{ kind: 'c' }, 'kind', 'Must be one of: a, b.'],
    [{ name: 'x' }, 'name', 'Must have at least 2 characters.'],
    [{ name: 'xxxxxx' }, 'name', 'Must have at most 5 characters.'],
    [{ choice: { type: 'image', url: 'x' } }, 'choice.url', 'Must be a URL.'],
    [{ choice: { type: 'text' } }, 'choice.text', 'Is required.'],
    [{ choice: { type: 'video' } }, 'choice.type', 'Must be one of: text, image.']
  ]
  for (const [body, path, message] of cases) {
    const { errors } = problem(await anonymous.post(url, body), 422, 'validation_failed')
    assert.deepEqual(errors, [{ path, message }], JSON.stringify(body))
  }
  const query = problem(await anonymous.post(`${url}?limit=x`, {}), 422, 'validation_failed')
  assert.deepEqual(query.errors, [{ path: 'limit', message: 'Must be a number.' }])
  const unknown = problem(await anonymous.post(`${url}?limits=1`, {}), 422, 'validation_failed')
  assert.deepEqual(unknown.errors, [{ path: 'limits', message: 'There is no such field.' }])
})

test('what PostgreSQL cannot keep and what is nested too deeply is refused, never a fault of ours', async (t) => {
  const { anonymous } = await harness(t, { routes: [echo] })
  const bodies = [
    '{"name":"a\\u0000b"}',
    '{"any":{"x\\u0000":1}}',
    '{"any":["\\ud800"]}',
    `{"any":${'['.repeat(100)}${']'.repeat(100)}}`,
    `{"any":${'['.repeat(200_000)}${']'.repeat(200_000)}}`
  ]
  for (const body of bodies) {
    problem(await anonymous.post(url, body, json), 422, 'validation_failed')
  }
  problem(await anonymous.post(`${url}?limit=%00`, {}), 422, 'validation_failed')
})

test('an id in the wrong form is not found, like an address that does not exist', async (t) => {
  const { anonymous } = await harness(t, { routes: [echo] })
  for (const id of ['x', '%00', '1%2F2', 'x'.repeat(500), '%ff', '..%2f..']) {
    problem(await anonymous.post(`/echo/${id}`, {}), 404, 'not_found')
  }
  problem(await anonymous.get('/nothing'), 404, 'not_found')
})

test('a method that an address does not have is told with those it has', async (t) => {
  const { anonymous } = await harness(t, { routes: [echo] })
  const answer = await anonymous.delete(url)
  problem(answer, 405, 'method_not_allowed')
  assert.equal(answer.headers['allow'], 'OPTIONS, POST')
  const live = await harness(t)
  const head = await live.anonymous.post('/health/live')
  assert.equal(head.headers['allow'], 'GET, HEAD, OPTIONS')
})

test('an answer holds what is declared and nothing else', async (t) => {
  const { anonymous } = await harness(t, { routes: [echo] })
  const answer = await anonymous.post(url, { name: 'abc' })
  assert.deepEqual(answer.json(), { seen: { name: 'abc' } })
})

test('every answer has a request id, the one of the caller when it is well formed', async (t) => {
  const { anonymous } = await harness(t, { routes: [echo] })
  const own = await anonymous.post(url, {}, { 'x-request-id': 'trace-1' })
  assert.equal(own.headers['x-request-id'], 'trace-1')
  for (const bad of ['a b', 'x'.repeat(101), '<script>']) {
    const answer = await anonymous.post(url, {}, { 'x-request-id': bad })
    assert.match(String(answer.headers['x-request-id']), /^req_[0-9a-f]{32}$/)
  }
  for (const path of ['/nothing', '/echo/%zz']) {
    const answer = await anonymous.get(path, { 'x-request-id': 'trace-2' })
    assert.equal(answer.headers['x-request-id'], 'trace-2')
    assert.equal(answer.json().request_id, 'trace-2')
  }
})

test('a fault of ours shows nothing of its cause and is logged under the request id', async (t) => {
  const secret = 'the password is swordfish'
  const lines: Record<string, unknown>[] = []
  const fail = route({
    method: 'GET',
    url: '/fail',
    public: true,
    schema: { response: { 200: z.object({ name: z.string() }) } },
    summary: 'Fail',
    tags: ['test'],
    handler: () => {
      throw new Error(secret)
    }
  })
  const misfit = { ...fail, url: '/misfit', handler: () => ({ name: 5 }) }
  const app = await harness(t, { routes: [fail, misfit] })
  app.deps.log.error = (about: Record<string, unknown>) => void lines.push(about)
  for (const path of ['/fail', '/misfit']) {
    const answer = await app.anonymous.get(path)
    const body = problem(answer, 500, 'internal')
    assert.equal(answer.body.includes(secret), false)
    assert.equal(lines.pop()?.['request_id'], body.request_id)
  }
})

test('a server refuses to start with a route that takes unknown fields', async (t) => {
  const lax = { ...echo, schema: { ...echo.schema, body: z.object({ a: z.object({}) }) } }
  const { deps } = await harness(t, { routes: [] })
  const options = { title: 'Test', description: 'Test' }
  await assert.rejects(buildServer(deps, [lax], options), /POST \/echo\/:id body takes unknown/)
})

test('health tells of every part: degraded without orchestrator and delivery, ok when they report', async (t) => {
  const app = await harness(t)
  const before = (await app.anonymous.get('/health')).json()
  assert.equal(before.status, 'degraded')
  assert.equal(before.parts.database.state, 'ok')
  assert.equal(before.parts.orchestrator.state, 'down')

  const system = openDb({ url: app.urls.system, connections_max: 1, application_name: 'test' })
  const started_at = new Date('2026-01-01T00:00:00Z')
  for (const role of ['orchestrator', 'delivery'] as const) {
    await reportAlive(system, { role, host: 'a', pid: 1, started_at, details: {} })
    await reportAlive(system, { role, host: 'a', pid: 1, started_at, details: { leads: true } })
  }
  const answer = await app.anonymous.get('/health')
  assert.equal(answer.statusCode, 200)
  const { status, parts } = answer.json()
  assert.equal(status, 'ok')
  assert.deepEqual(parts.delivery, { state: 'ok', since: '2026-01-01T00:00:00.000Z' })
  assert.deepEqual(parts.instances.counts, { running: 0, starting: 0, unhealthy: 0 })

  await app.owner.query(
    "update service_heartbeats set seen_at = now() - interval '1 minute' where role = 'delivery'"
  )
  assert.equal((await app.anonymous.get('/health')).json().parts.delivery.state, 'down')
  await system.close()
})

test('without its database the service answers 503 with Retry-After, and recovers with it', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-away-'))
  const data = join(folder, 'postgres')
  let postgres = await startEmbeddedPostgres(data, { fsync: 'off' })
  await postgres.createDatabase('gateway')
  await migrateDatabase(postgres.url('gateway', 'wa_owner'))
  const deps = testDeps(postgres.url('gateway', 'wa_tenant'), readConfig({ BCRYPT_COST: '4' }))
  const server = await buildServer(deps, gateway_routes, { title: 'Test', description: 'Test' })
  t.after(async () => {
    await server.close()
    await deps.db.close()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  })
  const person = { email: 'ada@example.com', password: 'correct horse', name: 'Ada' }
  const register = () =>
    server.inject({ method: 'POST', url: '/api/v1/auth/register', payload: person })
  const get = (path: string, headers = {}) => server.inject({ method: 'GET', url: path, headers })
  const { access_token } = (await register()).json()
  const headers = { authorization: `Bearer ${access_token}` }
  assert.equal((await get('/api/v1/auth/me', headers)).statusCode, 200)

  await postgres.stop()
  for (const answer of [await get('/api/v1/auth/me', headers), await register()]) {
    problem(answer, 503, 'database_away')
    assert.ok(Number(answer.headers['retry-after']) > 0)
  }
  const health = await get('/health')
  assert.equal(health.statusCode, 503)
  assert.equal(health.json().status, 'down')
  assert.equal((await get('/health/ready')).statusCode, 503)
  assert.equal((await get('/health/live')).statusCode, 200)

  postgres = await startEmbeddedPostgres(data, { fsync: 'off' })
  assert.equal((await get('/api/v1/auth/me', headers)).statusCode, 200)
  assert.equal((await get('/health')).statusCode, 200)
})

test('closing lets a running request end, answers new ones with 503 and ends streams', async (t) => {
  const { promise: entered, resolve: enter } = Promise.withResolvers<void>()
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  const slow = route({
    method: 'GET',
    url: '/slow',
    public: true,
    schema: { response: { 200: z.object({ aborted: z.boolean() }) } },
    summary: 'Slow',
    tags: ['test'],
    handler: async (_deps, request) => {
      const { signal } = request
      enter()
      await released
      return { aborted: signal.aborted }
    }
  })
  const app = await harness(t, { routes: [slow, echo] })
  const address = await app.server.listen({ host: '127.0.0.1', port: 0 })
  const running = fetch(`${address}/slow`)
  await entered
  // A connection that is open already, as a client with keep-alive has.
  const { port } = new URL(address)
  const socket = connect(Number(port), '127.0.0.1')
  t.after(() => socket.destroy())
  await new Promise((resolve) => socket.once('connect', resolve))
  socket.write('POST /echo/1 HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n')
  await new Promise((resolve) => app.server.server.getConnections(resolve))
  const closed = app.server.close()
  socket.write('content-length: 2\r\n\r\n{}')
  const [refused] = await new Promise<Buffer[]>((resolve) =>
    socket.once('data', (data) => resolve([data]))
  )
  assert.match(String(refused), /^HTTP\/1.1 503 /)
  assert.match(String(refused), /"code":"stopping"/)
  socket.destroy()
  release()
  const answer = await running
  assert.deepEqual(await answer.json(), { aborted: true })
  assert.equal(answer.headers.get('connection'), 'close')
  await closed
})

test('a caller who leaves aborts the signal of his request', async (t) => {
  const { promise: aborted, resolve: abort } = Promise.withResolvers<void>()
  const { promise: entered, resolve: enter } = Promise.withResolvers<void>()
  const waits = route({
    method: 'GET',
    url: '/waits',
    public: true,
    schema: { response: { 200: z.object({}) } },
    summary: 'Waits',
    tags: ['test'],
    handler: async (_deps, request) => {
      request.signal.addEventListener('abort', () => abort())
      enter()
      await aborted
      return {}
    }
  })
  const app = await harness(t, { routes: [waits] })
  const address = await app.server.listen({ host: '127.0.0.1', port: 0 })
  const leaving = httpRequest(`${address}/waits`)
  leaving.on('error', () => undefined)
  leaving.end()
  await entered
  leaving.destroy()
  await aborted
})

test('every route but the public ones asks for a credential, and the document says which', async (t) => {
  for (const routes of [gateway_routes, session_auth_routes]) {
    const app = await harness(t, { routes })
    const document = (await app.anonymous.get('/openapi.json')).json()
    assert.equal(document.openapi, '3.1.0')
    let asked = 0
    for (const [path, item] of Object.entries<Record<string, Operation>>(document.paths)) {
      for (const [method, operation] of Object.entries(item)) {
        const given = path.replace(/\{\w+\}/g, 'usr_01890000000070008000000000000000')
        const answer = await app.server.inject({
          method: method.toUpperCase() as 'GET',
          url: given,
          ...(operation.requestBody !== undefined && { payload: {} })
        })
        const is_public = operation.security?.length === 0
        if (is_public) continue
        asked++
        assert.equal(answer.statusCode, 401, `${method} ${path}`)
        assert.equal(answer.json().code, 'unauthenticated')
        assert.ok(operation.responses['401'], `${method} ${path} does not document 401`)
        assert.ok(operation.summary && operation.tags.length > 0, `${method} ${path}`)
      }
    }
    assert.equal(
      asked,
      routes.filter((one) => !one.public && !one.hidden).length,
      'every route is in the document'
    )
  }
})

type Operation = {
  security?: unknown[]
  requestBody?: unknown
  responses: Record<string, unknown>
  summary?: string
  tags: string[]
}

test('the documentation page loads nothing from elsewhere and nothing that its policy forbids', async (t) => {
  const app = await harness(t)
  const page = await app.anonymous.get('/api-docs')
  assert.equal(page.statusCode, 200)
  const policy = String(page.headers['content-security-policy'])
  assert.match(policy, /script-src 'self'(;|$)/)
  assert.doesNotMatch(policy, /upgrade-insecure-requests/)
  const sources = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) =>
    String(match[1])
  )
  assert.ok(sources.length >= 5)
  for (const source of sources) {
    assert.match(source, /^\/api-docs\//)
    assert.equal((await app.anonymous.get(source)).statusCode, 200, source)
  }
  assert.doesNotMatch(page.body, /<script>(?!<)/)
  const start = await app.anonymous.get('/api-docs/static/swagger-initializer.js')
  assert.match(start.body, /"validatorUrl":null/)
})

test('metrics count requests by route and are for programs of this machine, not for what a proxy passes on', async (t) => {
  const app = await harness(t)
  await app.anonymous.get('/health/live')
  const local = await app.anonymous.get('/metrics')
  assert.match(
    local.body,
    /http_request_duration_seconds_count\{method="GET",route="\/health\/live",status="200"\} 1/
  )
  for (const header of ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via']) {
    for (const value of ['203.0.113.9', '127.0.0.1', '']) {
      const passed_on = await app.anonymous.get('/metrics', { [header]: value })
      assert.equal(passed_on.statusCode, 404, `${header}: ${value}`)
    }
  }
  for (const remoteAddress of [
    '172.17.0.1',
    '10.0.0.8',
    '203.0.113.9',
    'fe80::1',
    '::ffff:10.0.0.8'
  ]) {
    const other = await app.server.inject({ method: 'GET', url: '/metrics', remoteAddress })
    assert.equal(other.statusCode, 404, remoteAddress)
  }
})

test('metrics and health tell the version that WhatsApp sees, its age, and the logins refused because of it', async (t) => {
  const app = await harness(t)
  assert.doesNotMatch((await app.anonymous.get('/metrics')).body, /^gateway_whatsapp_client_/m)
  await app.owner.query(
    `insert into client_versions (build, source, found_at, accepted_at, refused_at, refused_logins) values
       (1043857760, 'library', now(), null, now(), 3),
       (1047769893, 'website', now() - interval '50 hours', now(), null, 0)`
  )
  const { body } = await app.anonymous.get('/metrics')
  for (const line of [
    'gateway_whatsapp_client_age_days{version="2.3000.1047769893"} 2',
    'gateway_whatsapp_client_refused{version="2.3000.1047769893"} 0',
    'gateway_whatsapp_refused_logins_total{version="2.3000.1043857760"} 3'
  ])
    assert.ok(body.includes(`\n${line}\n`), line)
  const { client } = (await app.anonymous.get('/health')).json().parts.whatsapp
  assert.equal(client.age_days, 2)
  assert.deepEqual(client.refused_logins, [{ version: '2.3000.1043857760', logins: 3 }])
  const again = await app.anonymous.get('/metrics')
  assert.match(
    again.body,
    /refused_logins_total\{version="2.3000.1043857760"\} 3\n/,
    'counted once'
  )
})

test('with a token metrics are for whoever has it, and behind a public address for nobody else', async (t) => {
  const METRICS_TOKEN = 'a-token-for-metrics'
  const [open, closed] = [
    await harness(t, { config: { METRICS_TOKEN } }),
    await harness(t, { config: { PUBLIC_URL: 'https://wa.example.com' } })
  ]
  const from = (authorization?: string) =>
    open.server.inject({
      method: 'GET',
      url: '/metrics',
      remoteAddress: '203.0.113.9',
      headers: { 'x-forwarded-for': '203.0.113.9', ...(authorization && { authorization }) }
    })
  assert.equal((await from(`Bearer ${METRICS_TOKEN}`)).statusCode, 200)
  for (const wrong of [undefined, 'Bearer a-token-for-metric', 'Bearer ', METRICS_TOKEN])
    assert.equal((await from(wrong)).statusCode, 404, wrong)
  assert.equal((await open.anonymous.get('/metrics')).statusCode, 404)
  assert.equal((await closed.anonymous.get('/metrics')).statusCode, 404)
})

test('OPTIONS tells the methods of an address, and that there is nothing at another', async (t) => {
  const app = await harness(t)
  const options = (path: string, headers = {}) =>
    app.server.inject({ method: 'OPTIONS', url: path, headers })
  const plain = await options('/api/v1/sessions')
  assert.equal(plain.statusCode, 204)
  assert.equal(plain.headers['allow'], 'GET, HEAD, OPTIONS, POST')
  problem(await options('/nothing'), 404, 'not_found')
  const asked = { origin: 'https://example.com', 'access-control-request-method': 'PATCH' }
  problem(await options('/nothing', asked), 404, 'not_found')
})

test('a page of another origin may use every method and header of the API', async (t) => {
  const app = await harness(t)
  for (const { method, url: path } of gateway_routes) {
    const given = path.replace(/:\w+/g, 'x')
    const answer = await app.server.inject({
      method: 'OPTIONS',
      url: given,
      headers: {
        origin: 'https://example.com',
        'access-control-request-method': method,
        'access-control-request-headers': 'authorization,idempotency-key,content-type'
      }
    })
    assert.equal(answer.statusCode, 204, given)
    assert.equal(answer.headers['access-control-allow-origin'], '*')
    const methods = String(answer.headers['access-control-allow-methods']).split(', ')
    assert.ok(methods.includes(method), `${method} ${given}`)
    const allowed = String(answer.headers['access-control-allow-headers']).toLowerCase()
    for (const name of ['authorization', 'content-type', 'x-api-key', 'idempotency-key']) {
      assert.ok(allowed.includes(name), name)
    }
  }
})

test('browsers of any origin may call, and read the headers that matter', async (t) => {
  const app = await harness(t)
  const answer = await app.anonymous.get('/health/live', { origin: 'https://example.com' })
  assert.equal(answer.headers['access-control-allow-origin'], '*')
  assert.match(String(answer.headers['access-control-expose-headers']), /X-Request-Id/)
})
