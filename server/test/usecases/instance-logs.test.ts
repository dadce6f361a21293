import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { createWorkerControl } from '../../src/control/client.ts'
import { controlToken } from '../../src/control/token.ts'
import { createKeyRing } from '../../src/lib/key-ring.ts'
import { createLog } from '../../src/lib/log.ts'
import { createRecentLines } from '../../src/lib/recent-lines.ts'
import { keepInstanceLog } from '../../src/store/instances/logs.ts'
import { createControlPort } from '../../src/worker/control-port.ts'
import type { Worker } from '../../src/worker/worker.ts'
import { type Harness, harness, type SeededTenant } from '../../testkit/app.ts'
import { seedInstance } from '../../testkit/resources.ts'
import { seedConnected } from '../../testkit/seed-session.ts'

const path = '/api/v1/instances'
const all = '/api/v1/admin/instances'
const ring = createKeyRing([Buffer.alloc(32, 7)])

/** The log of an instance, as its worker writes it, behind a control port that is asked over the network. */
const startWorkerOf = async (t: TestContext, app: Harness, instance_id: string) => {
  const recent = createRecentLines(10_000)
  const sink = { write: () => undefined, settle: async () => undefined, flushSync: () => undefined }
  const log = createLog({ level: 'debug', role: 'worker', sink, recent }).child({ instance_id })
  const token = controlToken(ring.keys()[0]?.bytes as Buffer, instance_id)
  const none = () => undefined
  const port = createControlPort({
    worker: {} as Worker,
    token,
    log,
    recent,
    heard: none,
    drain: none
  })
  await port.listen({ host: '127.0.0.1', port: 0 })
  t.after(() => port.close())
  await app.owner.query('update instances set port = $2 where id = $1', [
    instance_id,
    (port.server.address() as AddressInfo).port
  ])
  return log
}

const bed = async (t: TestContext) => {
  const workers = createWorkerControl(ring)
  t.after(() => workers.close())
  const app = await harness(t, { deps: () => ({ workers }) })
  const boss = app.as(await app.seed.tenant({ role: 'admin' }))
  return { app, boss }
}
const told = (body: { data: { message: string }[] }): string[] =>
  body.data.map(({ message }) => message)

test('the owner of an instance reads the last lines of its worker, as serious, as new and as many as asked for', async (t) => {
  const { app, boss } = await bed(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const id = await seedInstance(app, tenant)
  const log = await startWorkerOf(t, app, id)
  log.debug({ attempt: 1 }, 'first')
  const secret = Object.assign(new Error('no way to 10.0.0.7'), { code: 'ECONNREFUSED' })
  log.warn({ err: secret, session_id: 'ses_1', host: { name: 'machine-7' } }, 'second')
  log.info('third')

  const answer = await me.get(`${path}/${id}/logs`)
  assert.equal(answer.statusCode, 200, answer.body)
  const body = answer.json()
  assert.deepEqual([told(body), body.source], [['first', 'second', 'third'], 'worker'])
  const [first, second] = body.data
  assert.deepEqual([first.level, first.fields], ['debug', { attempt: 1 }])
  assert.equal(body.oldest_at, first.time)
  assert.deepEqual(second.fields, {
    session_id: 'ses_1',
    err: { type: 'Error', code: 'ECONNREFUSED' }
  })
  assert.doesNotMatch(answer.body, /10\.0\.0\.7|machine-7|\.ts/, 'nothing of the machines')
  const query = async (text: string) => told((await me.get(`${path}/${id}/logs?${text}`)).json())
  assert.deepEqual(await query('level=info'), ['second', 'third'])
  assert.deepEqual(await query('limit=1'), ['third'])
  assert.deepEqual(await query(`since=${second.time}&level=warn`), ['second'])
  assert.deepEqual(await query('since=2100-01-01T00:00:00Z'), [])
  for (const wrong of ['level=loud', 'since=today', 'limit=0', 'limit=1001', 'x=1'])
    assert.equal((await me.get(`${path}/${id}/logs?${wrong}`)).statusCode, 422, wrong)

  const whole = (await boss.get(`${all}/${id}/logs`)).json()
  assert.equal(whole.data[1].fields.err.message, 'no way to 10.0.0.7')
  assert.equal((await app.as(await app.seed.tenant()).get(`${path}/${id}/logs`)).statusCode, 404)
})

test('the log of a shared instance is shown to administrators alone', async (t) => {
  const { app, boss } = await bed(t)
  const tenant = await app.seed.tenant()
  const id = await seedInstance(app, null)
  await seedConnected(app, tenant, { instance_id: id })
  const log = await startWorkerOf(t, app, id)
  log.info('about somebody')
  const refused = await app.as(tenant).get(`${path}/${id}/logs`)
  assert.deepEqual([refused.statusCode, refused.json().code], [403, 'instance_shared'])
  assert.deepEqual(told((await boss.get(`${all}/${id}/logs`)).json()), ['about somebody'])
})

test('of a worker that is gone the end of its log is shown, and of one without any that it is not running', async (t) => {
  const { app, boss } = await bed(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const kept = await seedInstance(app, tenant, 'failed')
  const lines = [
    'd":"cut off"}',
    '{"level":50,"time":"2026-01-02T03:04:05.678Z","role":"worker","msg":"last words"}',
    'FATAL ERROR: heap out of memory'
  ]
  await keepInstanceLog(app.owner, kept, lines.join('\n'))
  await keepInstanceLog(app.owner, kept, 'a second time')
  const own = (await me.get(`${path}/${kept}/logs`)).json()
  assert.deepEqual([told(own), own.source], [['last words'], 'end'])
  assert.equal(own.oldest_at, '2026-01-02T03:04:05.678Z')
  const whole = (await boss.get(`${all}/${kept}/logs`)).json()
  assert.deepEqual(told(whole), lines.with(1, 'last words'))

  const shared = await seedInstance(app, null, 'failed')
  await keepInstanceLog(app.owner, shared, 'of many')
  assert.equal(await app.count('instance_logs'), 1, 'that of a shared one is not kept')
  const silent = await seedInstance(app, tenant, 'stopped')
  for (const [caller, url] of [
    [me, `${path}/${silent}/logs`],
    [boss, `${all}/${shared}/logs`]
  ] as const) {
    const answer = await caller.get(url)
    assert.deepEqual([answer.statusCode, answer.json().code], [409, 'instance_not_running'])
  }
  const lost = await seedInstance(app, tenant)
  const answer = await me.get(`${path}/${lost}/logs`)
  assert.deepEqual([answer.statusCode, answer.json().code], [503, 'worker_unreachable'])
})

test('the log of an instance is guarded by credential, scope and binding, and goes with the account', async (t) => {
  const { app } = await bed(t)
  const tenant: SeededTenant = await app.seed.tenant()
  const id = await seedInstance(app, tenant, 'failed')
  await keepInstanceLog(app.owner, id, '{"msg":"x"}')
  const url = `${path}/${id}/logs`
  assert.equal((await app.anonymous.get(url)).statusCode, 401)
  const blind = await app.withKey(['messages:read'], tenant)
  assert.equal((await blind.get(url)).json().code, 'scope_missing')
  const seen = (session_ids: string[] | null) =>
    app.deps.db.withTenant({ tenant_id: tenant.tenant_id, session_ids }, (tx) =>
      tx.query('select from instance_logs')
    )
  assert.deepEqual([(await seen(null)).length, (await seen(['ses_1'])).length], [1, 0])
  await app.owner.query('delete from tenants where id = $1', [tenant.tenant_id])
  assert.equal(await app.count('instance_logs'), 0)
})
