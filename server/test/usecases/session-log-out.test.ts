import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AppError } from '../../src/domain/errors.ts'
import { type Harness, harness } from '../../testkit/app.ts'
import { eventTypes, recordingWorkers, seedInstance } from '../../testkit/resources.ts'
import { seedConnected, seedSession } from '../../testkit/seed-session.ts'

const path = '/api/v1/sessions'

const leavingWorkers = (app: () => Harness) => {
  const { workers, asked } = recordingWorkers()
  Object.assign(workers, {
    logout: async (_address: unknown, session_id: string) => {
      asked.push(`logout ${session_id}`)
      await app().owner.query(
        `update sessions set status = 'logged_out', status_reason = 'logged_out_by_user', desired = 'stopped',
           linked_at = null, logout_requested_at = null where id = $1`,
        [session_id]
      )
    }
  })
  return { workers, asked }
}

test('a log-out is asked of the worker and answered when it has come about', async (t) => {
  const { workers, asked } = leavingWorkers(() => app)
  const app = await harness(t, { deps: () => ({ workers }) })
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const hosted = await seedConnected(app, tenant, { instance_id: await seedInstance(app, tenant) })
  const answer = await me.post(`${path}/${hosted}/logout`)
  assert.equal(answer.statusCode, 202)
  assert.equal(answer.json().status, 'logged_out')
  assert.deepEqual(asked, [`logout ${hosted}`])
  assert.equal((await me.post(`${path}/${hosted}/logout`)).statusCode, 202)
  const never = await seedSession(app, tenant, { status: 'qr', desired: 'running' })
  assert.equal((await me.post(`${path}/${never}/logout`)).json().status, 'qr')
  assert.equal(asked.length, 1, 'what is not linked has nothing to leave')
})

test('a log-out that nobody confirms says so, stays wanted until a start, and with force forgets the link', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const id = await seedConnected(app, tenant, { status: 'stopped', desired: 'stopped' })
  await app.owner.query(
    `insert into session_credentials (session_id, tenant_id, sealed, epoch) values ($1, $2, 'x', 1)`,
    [id, tenant.tenant_id]
  )
  const refused = await me.post(`${path}/${id}/logout`)
  assert.equal(refused.statusCode, 409)
  assert.equal(refused.json().code, 'logout_not_confirmed')
  assert.match(refused.json().detail, /force=true/)
  assert.ok(refused.headers['retry-after'])
  const waiting = (await me.get(`${path}/${id}/status`)).json()
  assert.equal(waiting.desired, 'logged_out')
  assert.equal(waiting.status_reason, 'logging_out')
  assert.equal((await me.post(`${path}/${id}/start`)).statusCode, 202)
  const kept = (await me.get(`${path}/${id}/status`)).json()
  assert.equal(kept.desired, 'running')
  assert.equal(kept.status_reason, null)
  assert.ok(kept.linked_at)

  const forced = (await me.post(`${path}/${id}/logout?force=true`)).json()
  assert.equal(forced.status, 'logged_out')
  assert.equal(forced.phone_number, null)
  assert.equal(await app.count('session_credentials'), 0)
  assert.deepEqual(await eventTypes(app), ['session.starting', 'session.logged_out'])
  assert.equal((await me.post(`${path}/${id}/logout?force=maybe`)).statusCode, 422)
})

test('a banned number is forgotten by a log-out, and its session deleted, without WhatsApp', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const banned = () =>
    seedConnected(app, tenant, { status: 'failed', status_reason: 'banned', desired: 'stopped' })
  const id = await banned()
  assert.match((await me.get(`${path}/${id}/qr`)).json().detail, /logout forgets the number/)
  assert.equal((await me.post(`${path}/${id}/logout`)).json().status, 'logged_out')
  const started = (await me.post(`${path}/${id}/start`)).json()
  assert.equal(started.status, 'starting')
  assert.equal((await me.get(`${path}/${id}/qr`)).json().code, 'qr_not_ready')
  assert.equal((await me.delete(`${path}/${await banned()}`)).statusCode, 204)
  assert.deepEqual(await eventTypes(app), [
    'session.logged_out',
    'session.starting',
    'session.deleted'
  ])
})

test('deleting logs out first, tells of the deletion alone, and is refused while WhatsApp does not confirm', async (t) => {
  const { workers, asked } = leavingWorkers(() => app)
  const app = await harness(t, { deps: () => ({ workers }) })
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const instance_id = await seedInstance(app, tenant)
  const linked = await seedConnected(app, tenant, { instance_id })
  assert.equal((await me.delete(`${path}/${linked}`)).statusCode, 204)
  assert.deepEqual(asked, [`logout ${linked}`, `release ${linked}`])
  assert.equal((await me.get(`${path}/${linked}`)).statusCode, 404)
  const unlinked = await seedSession(app, tenant, { status: 'qr', desired: 'running', instance_id })
  const both = await Promise.all([1, 2].map(() => me.delete(`${path}/${unlinked}`)))
  for (const answer of both) assert.ok([204, 404].includes(answer.statusCode))
  assert.deepEqual(await eventTypes(app), ['session.deleted', 'session.deleted'])

  Object.assign(workers, {
    logout: async () => {
      throw new AppError('worker_unreachable')
    }
  })
  const orphan = await seedConnected(app, tenant, { instance_id })
  const refused = await me.delete(`${path}/${orphan}`)
  assert.equal(refused.statusCode, 409)
  assert.equal(refused.json().code, 'logout_not_confirmed')
  assert.equal((await me.delete(`${path}/${orphan}?force=true`)).statusCode, 204)
  assert.equal((await me.delete(`${path}/${orphan}`)).statusCode, 404)
  assert.equal(await app.count('sessions'), 0)
})
