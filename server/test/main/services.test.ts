import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { createKeyRing } from '../../src/lib/key-ring.ts'
import { readConfig } from '../../src/main/config/config.ts'
import { startGatewayApi } from '../../src/main/gateway-api.ts'
import { roleSecrets } from '../../src/main/secrets.ts'
import { startSessionAuth } from '../../src/main/session-auth.ts'
import { testDatabase } from '../../testkit/database.ts'
import { until } from '../../testkit/until.ts'

const master_key = 'ab'.repeat(32)
const silent = { LOG_LEVEL: 'silent', MASTER_KEY: master_key, BCRYPT_COST: '4' }

const options = (database_url: string, port: number) => {
  const ports = { GATEWAY_PORT: String(port), SESSION_AUTH_PORT: String(port) }
  const config = readConfig({ ...silent, ...ports })
  return {
    config,
    secrets: roleSecrets(config, createKeyRing([Buffer.from(master_key, 'hex')])),
    database_url
  }
}

/** Runs an entry point as a process of its own and gathers what it says. */
const run = (t: TestContext, name: string, environment: Record<string, string>) => {
  const path = fileURLToPath(new URL(`../../src/main/${name}.ts`, import.meta.url))
  const child: ChildProcess = spawn(process.execPath, [path], {
    env: { PATH: process.env['PATH'] ?? '', MASTER_KEY: master_key, ...environment },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  t.after(() => child.kill('SIGKILL'))
  const said = { text: '' }
  child.stderr?.on('data', (data) => {
    said.text += data
  })
  return { child, said, ended: once(child, 'exit') as Promise<[number | null, string | null]> }
}

const takenPort = async (t: TestContext): Promise<number> => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  t.after(() => other.close())
  const address = other.address()
  assert.ok(address && typeof address === 'object')
  return address.port
}

test('both services start on a database, answer, and leave nothing open when stopped', async (t) => {
  const { tenant } = await testDatabase(t)
  for (const start of [startGatewayApi, startSessionAuth]) {
    const service = await start(options(tenant, 0))
    const health = await fetch(`${service.address}/health`)
    assert.equal(health.status, 200)
    const { version } = (await health.json()) as { version: string }
    assert.match(version, /^\d+\.\d+\.\d+/)
    await service.stop()
    await assert.rejects(fetch(`${service.address}/health`))
  }
})

test('a taken port is told in a sentence, with exit code 1 and no stack', async (t) => {
  const { tenant } = await testDatabase(t)
  const port = await takenPort(t)
  const services = { 'gateway-api': 'GATEWAY_PORT', 'session-auth': 'SESSION_AUTH_PORT' }
  for (const [name, variable] of Object.entries(services)) {
    const process = run(t, name, { DATABASE_TENANT_URL: tenant, [variable]: String(port) })
    assert.equal((await process.ended)[0], 1)
    assert.equal(
      process.said.text,
      `Port ${port} is taken by another program. Stop it or set ${variable}.\n`
    )
  }
})

test('a database that cannot be used is told in a sentence without the password', async (t) => {
  const { owner } = await testDatabase(t)
  const cases: [Record<string, string>, RegExp][] = [
    [{}, /^Set DATABASE_TENANT_URL, or both DATABASE_URL and MASTER_KEY\./],
    [
      { DATABASE_TENANT_URL: 'postgresql://wa_tenant:swordfish@127.0.0.1:9/gateway' },
      /^The database at 127\.0\.0\.1:9\/gateway cannot be used: it cannot be reached/
    ],
    [
      { DATABASE_TENANT_URL: owner.replace(/\/t_\w+$/, '/postgres') },
      /it has no tables yet\. Run the migrations first\./
    ],
    [{ GATEWAY_PORT: 'http' }, /GATEWAY_PORT: /]
  ]
  for (const [environment, sentence] of cases) {
    const process = run(t, 'gateway-api', environment)
    assert.equal((await process.ended)[0], 1)
    assert.match(process.said.text, sentence)
    assert.doesNotMatch(process.said.text, /swordfish|\n {4}at /)
  }
})

test('a signal ends the process with exit code 0', async (t) => {
  const { tenant } = await testDatabase(t)
  const process = run(t, 'gateway-api', { DATABASE_TENANT_URL: tenant, GATEWAY_PORT: '0' })
  await until('the service is up', () => process.said.text.includes('service up'))
  const address = /"address":"([^"]+)"/.exec(process.said.text)?.[1]
  assert.equal((await fetch(`${address}/health/live`)).status, 200)
  process.child.kill('SIGTERM')
  assert.deepEqual(await process.ended, [0, null])
})
