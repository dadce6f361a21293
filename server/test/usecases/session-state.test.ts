import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type SessionReason, session_reasons, session_statuses } from '../../src/domain/session.ts'
import { sessionHelp } from '../../src/domain/session-help.ts'
import { harness } from '../../testkit/app.ts'
import { eventTypes, recordingWorkers, seedInstance, stateOf } from '../../testkit/resources.ts'
import { seedConnected, seedSession } from '../../testkit/seed-session.ts'
import { until } from '../../testkit/until.ts'
import { path } from './session-calls.ts'

test('starting sets what is wanted, says so once and tells the orchestrator', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const told: string[] = []
  const listening = new AbortController()
  const listener = app.owner.listen('reconcile', () => told.push('told'), listening.signal)
  t.after(async () => {
    listening.abort()
    await listener
  })
  await until('the listener is there', () => told.length === 1)
  for (const status of ['created', 'stopped', 'logged_out', 'failed'] as const) {
    const id = await seedSession(app, tenant, { status, status_reason: 'no_capacity' })
    const answer = await me.post(`${path}/${id}/start`)
    assert.equal(answer.statusCode, 202)
    assert.equal(answer.json().status, 'starting')
    await me.post(`${path}/${id}/start`)
    assert.deepEqual(await stateOf(app, id), {
      status: 'starting',
      status_reason: null,
      desired: 'running'
    })
  }
  assert.deepEqual(await eventTypes(app), Array(4).fill('session.starting'))
  await until('the orchestrator was told of each start', () => told.length === 9)
  const id = await seedConnected(app, tenant)
  assert.equal((await me.post(`${path}/${id}/start`)).json().status, 'connected')
})

test('stopping a session that nobody hosts writes its status; one that is hosted is asked of its worker', async (t) => {
  const { workers, asked } = recordingWorkers()
  const app = await harness(t, { deps: () => ({ workers }) })
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const alone = await seedConnected(app, tenant)
  const answer = await me.post(`${path}/${alone}/stop`)
  assert.equal(answer.statusCode, 202)
  assert.equal(answer.json().status, 'stopped')
  assert.equal(answer.json().status_text, 'Stopped by its user.')
  assert.deepEqual(await eventTypes(app), ['session.stopped'])

  const instance_id = await seedInstance(app, tenant)
  const hosted = await seedConnected(app, tenant, { instance_id })
  assert.equal((await me.post(`${path}/${hosted}/stop`)).json().status, 'connected')
  assert.deepEqual(asked, [`release ${hosted}`])
  assert.equal((await stateOf(app, hosted)).desired, 'stopped')
  assert.deepEqual(await eventTypes(app), ['session.stopped'])
})

test('a worker that does not answer does not keep a session from being stopped', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const id = await seedConnected(app, tenant, { instance_id: await seedInstance(app, tenant) })
  assert.equal((await app.as(tenant).post(`${path}/${id}/stop`)).statusCode, 202)
  assert.equal((await stateOf(app, id)).desired, 'stopped')
})

test('restart asks the worker of a running session, and starts one that does not run', async (t) => {
  const { workers, asked } = recordingWorkers()
  const app = await harness(t, { deps: () => ({ workers }) })
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const running = await seedConnected(app, tenant, { instance_id: await seedInstance(app, tenant) })
  assert.equal((await me.post(`${path}/${running}/restart`)).statusCode, 202)
  assert.deepEqual(asked, [`restart ${running}`])
  const failed = await seedSession(app, tenant, { status: 'failed', status_reason: 'qr_expired' })
  assert.equal((await me.post(`${path}/${failed}/restart`)).json().status, 'starting')
  assert.equal(asked.length, 1)
})

/** Workers that carry out a log-out as far as the database shows it. */
test('a session tells since when it is what it is, what leads on, and when it is tried again', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const id = await seedConnected(app, tenant)
  const before = (await me.get(`${path}/${id}`)).json()
  assert.equal(before.status_help, null)
  await app.owner.query(
    `update sessions set status = 'reconnecting', status_reason = 'connection_lost', next_attempt_at = now() + interval '1 minute'`
  )
  const lost = (await me.get(`${path}/${id}/status`)).json()
  assert.ok(lost.status_since > before.status_since)
  assert.ok(lost.next_attempt_at > lost.status_since)
  assert.match(lost.status_help, /tries again at next_attempt_at/)
  await app.owner.query("update sessions set push_name = 'Shop', status = 'connected'")
  const back = (await me.get(`${path}/${id}`)).json()
  assert.ok(back.status_since > lost.status_since)
  assert.equal(back.next_attempt_at, null)
  await app.owner.query("update sessions set push_name = 'Other'")
  assert.equal((await me.get(`${path}/${id}`)).json().status_since, back.status_since)

  const qr = await seedSession(app, tenant, { status: 'qr' })
  for (const [minutes, status] of [
    [1, 'pending'],
    [-1, 'expired']
  ] as const) {
    await app.owner.query(
      `update sessions set pairing_phone_number = '+201001234567', pairing_expires_at = now() + make_interval(mins => $2)
       where id = $1`,
      [qr, minutes]
    )
    const { pairing } = (await me.get(`${path}/${qr}/status`)).json()
    assert.equal(pairing.status, status)
    assert.equal(pairing.phone_number, '+201001234567')
  }
})

test('every status has a way out that the session names', () => {
  const reasons = Object.keys(session_reasons) as SessionReason[]
  for (const status of session_statuses) {
    for (const status_reason of [null, ...reasons]) {
      for (const linked_at of [null, new Date()]) {
        const help = sessionHelp({
          status,
          status_reason,
          linked_at,
          logout_requested_at: null,
          waits: false,
          unhealthy: false,
          passkey_step: null
        })
        if (status === 'connected') assert.equal(help, null)
        else assert.match(help ?? '', /POST|GET|DELETE|Nothing to do/, `${status} ${status_reason}`)
      }
    }
  }
})

test('the status tells what is wanted, what is and why', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const id = await seedSession(app, tenant, { status: 'failed', status_reason: 'banned' })
  const status = (await app.as(tenant).get(`${path}/${id}/status`)).json()
  assert.equal(status.status, 'failed')
  assert.equal(status.desired, 'stopped')
  assert.match(status.status_text, /banned this number/)
  assert.equal(status.connected_at, null)
})
