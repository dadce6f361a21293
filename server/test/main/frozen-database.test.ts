import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { DatabaseUnavailable } from '../../src/lib/database-unavailable.ts'
import { openDb, wholeTenant } from '../../src/lib/db.ts'
import { createKeyRing } from '../../src/lib/key-ring.ts'
import { readConfig } from '../../src/main/config/config.ts'
import { startEmbeddedPostgres } from '../../src/main/embedded/embedded-postgres.ts'
import { startGatewayApi } from '../../src/main/gateway-api.ts'
import { migrateDatabase } from '../../src/main/migrate-database.ts'
import { roleSecrets } from '../../src/main/secrets.ts'
import { testDatabase } from '../../testkit/database.ts'
import { freezePostgres } from '../../testkit/frozen-postgres.ts'
import { until } from '../../testkit/until.ts'

const startBed = async (t: TestContext) => {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-frozen-'))
  const postgres = await startEmbeddedPostgres(join(folder, 'postgres'), { fsync: 'off' })
  t.after(async () => {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  })
  await postgres.createDatabase('gateway')
  await migrateDatabase(postgres.url('gateway', 'wa_owner'))
  const config = readConfig({ BCRYPT_COST: '4', LOG_LEVEL: 'silent', GATEWAY_PORT: '0' })
  const gateway = await startGatewayApi({
    config,
    secrets: roleSecrets(config, createKeyRing([Buffer.alloc(32, 1)])),
    database_url: postgres.url('gateway', 'wa_tenant')
  })
  t.after(() => gateway.stop())
  const registered = await fetch(`${gateway.address}/api/v1/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'ada@example.com', password: 'correct horse', name: 'Ada' })
  })
  const { access_token } = (await registered.json()) as { access_token: string }
  const get = (path: string): Promise<Response> =>
    fetch(`${gateway.address}${path}`, {
      headers: { authorization: `Bearer ${access_token}` },
      signal: AbortSignal.timeout(90_000)
    })
  return { postgres, get }
}

test('while PostgreSQL is frozen calls and health are answered 503 with Retry-After, and live stays well; when it goes on so does the service', async (t) => {
  const { postgres, get } = await startBed(t)
  assert.equal((await get('/api/v1/sessions')).status, 200)
  const goOn = await freezePostgres(postgres.pid)
  t.after(goOn)
  // More than there are connections. All of them end while the server is still frozen.
  const calls = Array.from({ length: 25 }, () => get('/api/v1/sessions'))
  const health = await get('/health')
  assert.equal(health.status, 503)
  const { parts } = (await health.json()) as { parts: { database: { state: string } } }
  assert.equal(parts.database.state, 'down')
  assert.equal((await get('/health/ready')).status, 503)
  assert.equal((await get('/health/live')).status, 200)
  for (const answer of await Promise.all(calls)) {
    assert.equal(answer.status, 503)
    assert.ok(Number(answer.headers.get('retry-after')) > 0)
    assert.equal(((await answer.json()) as { code: string }).code, 'database_away')
  }
  goOn()
  await until('it serves again', async () => (await get('/api/v1/sessions')).status === 200, 30_000)
  await until('it is healthy again', async () => (await get('/health')).status === 200, 30_000)
  const together = await Promise.all(Array.from({ length: 25 }, () => get('/api/v1/sessions')))
  assert.ok(together.every((answer) => answer.status === 200))
})

test('a statement that never ends is ended by the server, and by ourselves when the server does not', async (t) => {
  const { owner } = await testDatabase(t)
  const open = (limits: { statement_ms?: number; answer_ms?: number }) => {
    const db = openDb({ url: owner, connections_max: 1, application_name: 'test', ...limits })
    t.after(() => db.close())
    return db
  }
  const ended = open({ statement_ms: 200 })
  await assert.rejects(ended.query('select pg_sleep(60)'), { code: '57014' })
  await assert.rejects(
    ended.withTenant(wholeTenant('x'), (tx) => tx.query('select pg_sleep(60)')),
    { code: '57014' }
  )
  // One that needs longer says so.
  await ended.withTenant(wholeTenant('x'), (tx) => tx.query('select pg_sleep(0.4)'), {
    statement_ms: 60_000
  })
  const given_up = open({ answer_ms: 200 })
  await assert.rejects(given_up.query('select pg_sleep(60)'), DatabaseUnavailable)
  await assert.rejects(
    given_up.transaction((tx) => tx.query('select pg_sleep(60)')),
    DatabaseUnavailable
  )
  assert.deepEqual(await given_up.query('select 1 as one'), [{ one: 1 }])
})
