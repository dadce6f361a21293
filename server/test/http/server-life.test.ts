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
import { openDb } from '../../src/lib/db.ts'
import { readConfig } from '../../src/main/config/config.ts'
import { startEmbeddedPostgres } from '../../src/main/embedded/embedded-postgres.ts'
import { migrateDatabase } from '../../src/main/migrate-database.ts'
import { reportAlive } from '../../src/usecases/health/report-alive.ts'
import { harness, testDeps } from '../../testkit/app.ts'
import { echo, problem } from './http-app.ts'

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
    operation_id: 'watch',
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
    operation_id: 'wait',
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
