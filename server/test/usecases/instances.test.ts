import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gateway_routes } from '../../src/http/services/gateway-api.ts'
import { harness } from '../../testkit/app.ts'
import { proveGuards } from '../../testkit/guards.ts'
import {
  instanceOfSession,
  recordingWorkers,
  seedInstance,
  stateOf
} from '../../testkit/resources.ts'
import { seedConnected, seedSession } from '../../testkit/seed-session.ts'
import { until } from '../../testkit/until.ts'

const path = '/api/v1/instances'

test('an instance is answered once a worker has the session', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedSession(app, tenant)
  const instance_id = await seedInstance(app, null, 'starting')
  const calling = app.as(tenant).post(path, { session_id })
  await until(
    'the session is wanted',
    async () => (await stateOf(app, session_id)).desired === 'running'
  )
  await instanceOfSession(app, session_id, instance_id)
  await app.owner.query("update instances set status = 'running'")
  const answer = await calling
  assert.equal(answer.statusCode, 201)
  const instance = answer.json()
  assert.equal(instance.id, instance_id)
  assert.equal(instance.session_id, session_id)
  assert.deepEqual(instance.session_ids, [session_id])
  assert.equal(instance.status, 'running')
  assert.equal(instance.mode, 'shared')
  assert.equal(instance.port, 4000)
  assert.equal('token_hash' in instance, false)
})

test('an instance that has not been started yet has no address', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const instance_id = await seedInstance(app, tenant, 'starting')
  await app.owner.query('update instances set host = id, port = 1')
  const { host, port } = (await app.as(tenant).get(`${path}/${instance_id}`)).json()
  assert.deepEqual([host, port], [null, null])
  const health = (await app.as(tenant).get(`${path}/${instance_id}/health`)).json()
  assert.equal(health.status, 'unhealthy')
})

test('asking again for a running session gives the instance that it has', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const instance_id = await seedInstance(app, tenant)
  const session_id = await seedConnected(app, tenant, { instance_id })
  for (let call = 0; call < 2; call++) {
    const answer = await app.as(tenant).post(path, { session_id })
    assert.equal(answer.json().id, instance_id)
  }
  assert.equal(await app.count('events'), 0)
})

test('when no worker can take the session the answer says so and when to come back', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedSession(app, tenant, { status_reason: 'no_capacity' })
  const calling = app.as(tenant).post(path, { session_id })
  // What an earlier attempt came to is forgotten first.
  await until('a new attempt', async () => (await stateOf(app, session_id)).status_reason === null)
  await app.owner.query("update sessions set status_reason = 'no_capacity'")
  const answer = await calling
  assert.equal(answer.statusCode, 503)
  assert.equal(answer.json().code, 'no_capacity')
  assert.ok(answer.headers['retry-after'])
})

test('a session stopped or deleted while its start is waited for ends the wait', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  for (const [verb, codes] of [
    ['stop', ['session_not_started']],
    // It is stopped on the way.
    ['delete', ['session_not_started', 'not_found']]
  ] as const) {
    const session_id = await seedSession(app, tenant)
    const calling = me.post(path, { session_id })
    await until(
      'the session is wanted',
      async () => (await stateOf(app, session_id)).desired === 'running'
    )
    const session = `/api/v1/sessions/${session_id}`
    await (verb === 'stop' ? me.post(`${session}/stop`) : me.delete(session))
    const { code } = (await calling).json()
    assert.ok((codes as readonly string[]).includes(code), code)
  }
})

test('a shared instance shows a tenant its own sessions and is shown to nobody else', async (t) => {
  const app = await harness(t)
  const [one, two, none] = [
    await app.seed.tenant(),
    await app.seed.tenant(),
    await app.seed.tenant()
  ]
  const instance_id = await seedInstance(app, null)
  const own = await seedConnected(app, one, { instance_id })
  await seedConnected(app, two, { instance_id })
  const listed = (await app.as(one).get(path)).json().data
  assert.deepEqual(
    listed.map((instance: { session_ids: string[] }) => instance.session_ids),
    [[own]]
  )
  const read = await app.as(one).get(`${path}/${instance_id}`)
  assert.deepEqual(read.json().session_ids, [own])
  assert.deepEqual((await app.as(none).get(path)).json().data, [])
  assert.equal((await app.as(none).get(`${path}/${instance_id}`)).statusCode, 404)
})

test('instances are listed newest first, in pages and by status', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const ids: string[] = []
  for (const status of ['running', 'stopped', 'running']) {
    ids.unshift(await seedInstance(app, tenant, status))
  }
  await seedInstance(app, await app.seed.tenant())
  const first = (await me.get(`${path}?limit=2`)).json()
  const second = (await me.get(`${path}?limit=2&cursor=${first.next_cursor}`)).json()
  const listed = [...first.data, ...second.data].map((instance: { id: string }) => instance.id)
  assert.deepEqual(listed, ids)
  const stopped = (await me.get(`${path}?status=stopped`)).json().data
  assert.deepEqual(
    stopped.map((instance: { id: string }) => instance.id),
    [ids[1]]
  )
})

test('health and stats come from the worker, cut to what the tenant may know', async (t) => {
  const told: { session_id: string; epoch: number; connected: boolean }[] = []
  const { workers } = recordingWorkers({
    health: async ({ instance_id }) => ({
      instance_id,
      status: 'running',
      uptime_s: 60,
      memory_rss_bytes: 1_000,
      cpu_s: 2,
      queue_depth: 3,
      facts: { refused: 0, unplaced: 0, status_posts: 0, ignored_changes: 0, unknown_stanzas: {} },
      sessions: told
    })
  })
  const app = await harness(t, { deps: () => ({ workers }) })
  const [tenant, other] = [await app.seed.tenant(), await app.seed.tenant()]
  const me = app.as(tenant)
  const shared = await seedInstance(app, null)
  const own = await seedInstance(app, tenant)
  const session_id = await seedConnected(app, tenant, { instance_id: shared })
  const foreign = await seedConnected(app, other, { instance_id: shared })
  for (const id of [session_id, foreign]) told.push({ session_id: id, epoch: 1, connected: true })

  const health = (await me.get(`${path}/${shared}/health`)).json()
  assert.equal(health.status, 'healthy')
  assert.deepEqual(health.sessions, [{ session_id, connected: true }])
  const stats = (await me.get(`${path}/${shared}/stats`)).json()
  assert.equal(stats.memory_rss_bytes, null)
  assert.equal(stats.sessions_count, 1)
  assert.equal((await me.get(`${path}/${own}/stats`)).json().memory_rss_bytes, 1_000)

  const gone = await seedInstance(app, tenant, 'stopped')
  assert.equal((await me.get(`${path}/${gone}/health`)).json().status, 'stopped')
  assert.equal((await me.get(`${path}/${gone}/stats`)).json().code, 'instance_not_running')
})

test('an instance whose worker does not answer is unhealthy', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const answer = await app.as(tenant).get(`${path}/${await seedInstance(app, tenant)}/health`)
  assert.equal(answer.statusCode, 200)
  assert.equal(answer.json().status, 'unhealthy')
})

test("stop, restart and delete reach the tenant's own sessions on a shared instance", async (t) => {
  const { workers, asked } = recordingWorkers()
  const app = await harness(t, { deps: () => ({ workers }) })
  const [tenant, other] = [await app.seed.tenant(), await app.seed.tenant()]
  const me = app.as(tenant)
  const instance_id = await seedInstance(app, null)
  const own = await seedConnected(app, tenant, { instance_id })
  const foreign = await seedConnected(app, other, { instance_id })
  const call = (verb: string) => me.post(`${path}/${instance_id}/${verb}`)

  assert.equal((await call('restart')).statusCode, 202)
  assert.equal((await call('stop')).statusCode, 202)
  assert.equal((await stateOf(app, own)).desired, 'stopped')
  assert.equal((await call('start')).statusCode, 202)
  assert.equal((await stateOf(app, own)).desired, 'running')
  assert.equal((await me.delete(`${path}/${instance_id}`)).statusCode, 204)
  assert.equal((await stateOf(app, own)).desired, 'stopped')
  assert.deepEqual(asked, [`restart ${own}`, `release ${own}`, `release ${own}`])
  assert.equal((await stateOf(app, foreign)).desired, 'running')

  const empty = await seedInstance(app, tenant)
  const refused = await me.post(`${path}/${empty}/start`)
  assert.equal(refused.statusCode, 409)
  assert.equal(refused.json().code, 'instance_not_running')
})

test('the routes of instances are guarded by credential, scope and tenant', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const instance_id = await seedInstance(app, tenant)
  const session_id = await seedConnected(app, tenant, { instance_id })
  const routes = gateway_routes.filter((route) => route.url.startsWith(path))
  assert.ok(routes.length >= 9)
  await proveGuards(app, routes, (url) => url.replace(':id', instance_id), {
    [`POST ${path}`]: { session_id }
  })
  assert.equal((await stateOf(app, session_id)).desired, 'running')
  const wrong = await app.as(tenant).post(path, { session_id: 'mine' })
  assert.equal(wrong.statusCode, 422)
})
