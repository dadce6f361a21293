import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDb } from '../../src/lib/db.ts'
import { reportAlive } from '../../src/usecases/health/report-alive.ts'
import { harness } from '../../testkit/app.ts'
import { stateOf } from '../../testkit/resources.ts'
import { seedConnected, seedSession } from '../../testkit/seed-session.ts'

const waiting = { status: 'reconnecting', status_reason: 'worker_unavailable' } as const

test('a message of a session that waits for a worker is accepted, and says so', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant, waiting)
  for (const reason of ['worker_unavailable', 'no_capacity', 'key_unavailable']) {
    await app.owner.query('update sessions set status_reason = $1', [reason])
    const answer = await app.as(tenant).post('/api/v1/messages', {
      session_id,
      to: '+201001234567',
      type: 'text',
      text: { body: 'hello' }
    })
    assert.equal(answer.statusCode, 202)
    assert.equal(answer.json().waiting_reason, 'worker_unavailable')
    const read = await app.as(tenant).get(`/api/v1/messages/${answer.json().id}`)
    assert.equal(read.json().waiting_reason, 'worker_unavailable')
  }
})

test('what needs the worker of a session that waits for one is answered with 503 and Retry-After, not as not started', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const session_id = await seedSession(app, tenant, {
    status: 'starting',
    desired: 'running',
    status_reason: 'worker_unavailable'
  })
  for (const answer of [
    await me.get(`/api/v1/sessions/${session_id}/qr`),
    await me.post(`/api/v1/sessions/${session_id}/pairing-code`, { phone_number: '+201001234567' })
  ]) {
    assert.equal(answer.statusCode, 503)
    assert.equal(answer.json().code, 'worker_unavailable')
    assert.ok(Number(answer.headers['retry-after']) > 0)
  }
})

test('no more unlinked sessions run than a customer may have, however many are started at once', async (t) => {
  const app = await harness(t, { config: { UNLINKED_SESSIONS_MAX: '3' } })
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const sessions = await Promise.all(Array.from({ length: 8 }, () => seedSession(app, tenant)))
  const start = (id: string) => me.post(`/api/v1/sessions/${id}/start`)
  const answers = await Promise.all(sessions.map(start))
  const codes = answers.map((answer) => answer.statusCode)
  assert.deepEqual(codes.toSorted(), [202, 202, 202, 429, 429, 429, 429, 429])
  const refused = answers.find((answer) => answer.statusCode === 429)
  assert.equal(refused?.json().code, 'too_many_unlinked')
  assert.match(refused?.json().detail, /3 sessions.*Scan their codes or stop them/)
  assert.ok(Number(refused?.headers['retry-after']) > 0)
  const [out = '', inside = ''] = [429, 202].map((code) => sessions[codes.indexOf(code)])
  assert.equal((await stateOf(app, out)).desired, 'stopped')
  // One that runs may be started again; a linked one and another customer's are not counted.
  assert.equal((await start(inside)).statusCode, 202)
  const linked = await seedConnected(app, tenant, { desired: 'stopped', status: 'stopped' })
  assert.equal((await start(linked)).statusCode, 202)
  const other = await app.seed.tenant()
  const theirs = await seedSession(app, other)
  assert.equal((await app.as(other).post(`/api/v1/sessions/${theirs}/start`)).statusCode, 202)
  await me.post(`/api/v1/sessions/${inside}/stop`)
  assert.equal((await start(out)).statusCode, 202)
})

test('sessions that wait for a worker make the installation degraded, and are counted in the metrics', async (t) => {
  const app = await harness(t)
  const system = openDb({ url: app.urls.system, connections_max: 1, application_name: 'test' })
  const report = async (count: number): Promise<void> => {
    for (const [role, pid] of [
      ['delivery', 1],
      ['orchestrator', 2],
      // One that stands by knows of none.
      ['orchestrator', 3]
    ] as const) {
      const details =
        pid === 2
          ? { waiting: { no_capacity: 0, worker_unavailable: count, key_unavailable: 0 } }
          : {}
      await reportAlive(system, { role, host: 'a', pid, started_at: new Date(), details })
    }
  }
  await report(7)
  const health = (await app.anonymous.get('/health')).json()
  assert.deepEqual(
    [health.status, health.parts.instances.state, health.parts.instances.waiting_sessions],
    ['degraded', 'degraded', { no_capacity: 0, worker_unavailable: 7, key_unavailable: 0 }]
  )
  const metrics = (await app.anonymous.get('/metrics')).body
  assert.match(metrics, /gateway_sessions_waiting_for_worker\{reason="worker_unavailable"\} 7/)
  assert.match(metrics, /gateway_workers\{state="running"\} 0/)
  await report(0)
  assert.equal((await app.anonymous.get('/health')).json().status, 'ok')
  await system.close()
})
