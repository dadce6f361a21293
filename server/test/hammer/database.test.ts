import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { spawnSimulator } from '@whatsapp-saas/simulator/client'
import { testDatabase } from '../../testkit/database.ts'
import { freePort } from '../../testkit/free-port.ts'
import { until } from '../../testkit/until.ts'
import { reserveWorkerPorts } from '../../testkit/worker-ports.ts'
import { findWorkers } from '../../testkit/worker-processes.ts'
import { badPostgres, type Mood } from './bad-postgres.ts'
import { long, use } from './meter.ts'
import { type Role, startRole } from './role.ts'

/** Connections that a role may try in a second: each of its loops a few, and its pool once around. */
const tries_per_second_max = 15
/** All roles together. A loop without a pause logs thousands of lines and takes a whole core. */
const lines_per_second_max = 10
const cpu_share_max = 0.6
const rss_growth_max = 2

const startAll = async (t: TestContext) => {
  const folder = await mkdtemp(join(tmpdir(), 'hammer-'))
  t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 20 }))
  const urls = await testDatabase(t)
  const postgres = await badPostgres(t, urls.owner)
  const simulator = await spawnSimulator()
  t.after(() => simulator.stop())
  const port = await freePort()
  const ports = await reserveWorkerPorts()
  t.after(() => ports.release())
  const environment = {
    PATH: process.env['PATH'] ?? '',
    HOME: process.env['HOME'] ?? '',
    DATA_DIR: folder,
    DATABASE_TENANT_URL: postgres.through(urls.tenant),
    DATABASE_WORKER_URL: postgres.through(urls.worker),
    DATABASE_SYSTEM_URL: postgres.through(urls.system),
    MASTER_KEY: randomBytes(32).toString('hex'),
    GATEWAY_PORT: String(port),
    WORKER_PORT_FIRST: String(ports.first),
    WORKER_PORT_LAST: String(ports.last),
    BCRYPT_COST: '4',
    WHATSAPP_WS_URL: simulator.info.ws_url,
    WHATSAPP_ROOT_KEY: simulator.info.root_key,
    WHATSAPP_MEDIA_CA: simulator.info.media_ca ?? ''
  }
  const roles: Role[] = ['gateway-api.ts', 'orchestrator.ts', 'delivery.ts'].map((file) =>
    startRole(t, file, environment)
  )
  const url = `http://127.0.0.1:${port}`
  const healthy = () =>
    until(
      'all is well',
      async () => {
        const health = await fetch(`${url}/health`).then(
          (res) => res.json() as Promise<{ status: string; parts: object }>,
          () => null
        )
        return health?.status === 'ok'
      },
      90_000
    )
  await healthy()
  const workers = (): Promise<number[]> => findWorkers(ports)
  t.after(async () => {
    for (const pid of await workers()) process.kill(pid, 'SIGKILL')
  })
  await until('a worker is warm', async () => (await workers()).length > 0)
  const log = async (): Promise<number> => {
    const files = await readdir(join(folder, 'logs')).catch(() => [])
    const texts = await Promise.all(
      files.map((file) => readFile(join(folder, 'logs', file), 'utf8'))
    )
    return texts.join('').split('\n').length
  }
  return { postgres, roles, workers, healthy, log, simulator, url }
}

const callOf =
  (url: string, token?: string) =>
  async (method: string, path: string, body?: object): Promise<Record<string, string>> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` })
      },
      ...(body && { body: JSON.stringify(body) })
    })
    return (await response.json()) as Record<string, string>
  }

test('whatever PostgreSQL does, every role waits between its attempts, says little, and goes on by itself afterwards', async (t) => {
  const all = await startAll(t)
  const { access_token } = await callOf(all.url)('POST', '/auth/register', {
    email: 'hammer@example.com',
    password: 'correct horse battery staple',
    name: 'Hammer'
  })
  const call = callOf(all.url, access_token)
  const { id } = await call('POST', '/sessions', { session_name: 'hammer' })
  await call('POST', '/instances', { session_id: id ?? '' })
  const { qr } = await until('a code', async () => {
    const answer = await call('GET', `/sessions/${id}/qr?wait=5`)
    return answer['qr'] !== undefined && answer
  })
  const phone = await all.simulator.client.createPhone({})
  await all.simulator.client.scan(phone.number, qr ?? '')
  const connected = () =>
    until(
      'the session is connected',
      async () => (await call('GET', `/sessions/${id}`))['status'] === 'connected',
      90_000
    )
  await connected()
  const friend = await all.simulator.client.createPhone({})

  const seconds = long ? 30 : 5
  let rss_before = 0
  const moods: Mood[] = ['closes', 'silent', 'dies at commit']
  for (const mood of moods) {
    const pids = [...all.roles.map((role) => role.pid), ...(await all.workers())]
    const tried = all.postgres.tried()
    const logged = await all.log()
    all.postgres.set(mood)
    const used = await use(
      pids,
      () => all.roles.reduce((sum, role) => sum + role.lines(), 0),
      seconds
    )
    const lines = used.lines + (await all.log()) - logged
    const tries = Object.entries(all.postgres.tried()).map(
      ([name, count]) => [name, count - (tried[name] ?? 0)] as const
    )
    t.diagnostic(`${mood}: ${JSON.stringify({ ...used, lines, tries: Object.fromEntries(tries) })}`)
    for (const [name, count] of tries)
      assert.ok(
        count <= tries_per_second_max * used.seconds,
        `${mood}: ${name} tried ${count} times in ${used.seconds} s`
      )
    assert.ok(lines <= lines_per_second_max * used.seconds, `${mood}: ${lines} lines`)
    assert.ok(used.cpu_s <= cpu_share_max * used.seconds, `${mood}: ${used.cpu_s} s of processor`)
    rss_before ||= used.rss_mb
    assert.ok(used.rss_mb <= rss_before * rss_growth_max, `${mood}: ${used.rss_mb} MB`)
    all.postgres.set('well')
    await all.healthy()
    await connected()
    const { id: message_id } = await call('POST', '/messages', {
      session_id: id ?? '',
      to: `+${friend.number}`,
      type: 'text',
      text: { body: mood }
    })
    await until(
      'a message is sent',
      async () => {
        const { status = '' } = await call('GET', `/messages/${message_id}`)
        return ['sent', 'delivered', 'read'].includes(status)
      },
      60_000
    )
  }
})
