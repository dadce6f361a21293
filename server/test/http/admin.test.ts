import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { scopes } from '../../src/domain/tenant.ts'
import { adminDeps, listed_admin_routes } from '../../testkit/admin.ts'
import { type Caller, harness } from '../../testkit/app.ts'
import { nameOf, textTo } from '../../testkit/calls.ts'
import { instanceOfSession, seedInstance } from '../../testkit/resources.ts'
import { seedConnected, seedSession } from '../../testkit/seed-session.ts'

const admin = '/api/v1/admin'

test('every call of administrators takes one: anybody else gets 403 or 401, whatever the scopes of the key', async (t) => {
  const app = await harness(t)
  const [boss, tenant] = [await app.seed.tenant({ role: 'admin' }), await app.seed.tenant()]
  const erased = await app.seed.tenant()
  const session_id = await seedSession(app, tenant)
  const link = await app.as(tenant).post(`/api/v1/sessions/${session_id}/link-token`, {})
  const everything = scopes.filter((scope) => scope !== 'admin')
  const linked = { authorization: `Bearer ${link.json().token}` }
  assert.ok(link.json().token, link.body)
  const refused: [string, Caller, string][] = [
    ['nobody', app.anonymous, 'unauthenticated'],
    ['an owner', app.as(tenant), 'scope_missing'],
    ['a key of an owner with all scopes', await app.withKey([...scopes], tenant), 'scope_missing'],
    ['a key of an administrator', await app.withKey(everything, boss), 'scope_missing']
  ]
  const admitted = [app.as(boss), await app.withKey(['admin'], boss)]
  for (const route of listed_admin_routes) {
    const name = nameOf(route)
    assert.equal(route.url.startsWith(`${admin}/`), true, name)
    const method = route.method
    // Who is erased asks for nothing more.
    const url = route.url.replace(':id', (method === 'DELETE' ? erased : tenant).user_id)
    const call = (caller: Caller, headers = {}) => {
      if (method === 'GET') return caller.get(url, headers)
      if (method === 'DELETE') return caller.delete(url, headers)
      return caller[method.toLowerCase() as 'post'](url, {}, headers)
    }
    for (const [who, caller, code] of refused) {
      const answer = await call(caller)
      assert.equal(answer.json().code, code, `${name} by ${who}: ${answer.body}`)
      assert.equal(answer.statusCode, code === 'unauthenticated' ? 401 : 403)
    }
    assert.equal((await call(app.anonymous, linked)).statusCode, 401, `${name} by a link`)
    for (const caller of admitted) {
      const answer = await call(caller)
      assert.ok(![401, 403].includes(answer.statusCode), `${name}: ${answer.body}`)
    }
  }
})

test('an administrator who is one no more is refused with the next request', async (t) => {
  const app = await harness(t)
  const boss = await app.seed.tenant({ role: 'admin' })
  const callers = [app.as(boss), await app.withKey(['admin'], boss)]
  for (const caller of callers)
    assert.equal((await caller.get(`${admin}/overview`)).statusCode, 200)
  await app.owner.query("update users set role = 'owner'")
  for (const caller of callers)
    assert.equal((await caller.get(`${admin}/overview`)).statusCode, 403)
})

test('the overview counts what all tenants have', async (t) => {
  const app = await harness(t)
  const boss = app.as(await app.seed.tenant({ role: 'admin' }))
  const tenants = [await app.seed.tenant(), await app.seed.tenant()]
  for (const tenant of tenants) {
    const person = app.as(tenant)
    await person.post('/api/v1/messages', await textTo({ app, tenant, person }))
  }
  const [first] = tenants
  assert.ok(first)
  const session_id = await seedConnected(app, first)
  const later = { send_at: new Date(Date.now() + 3_600_000).toISOString() }
  const text = { session_id, to: '+201001234567', type: 'text', text: { body: 'x' } }
  await app.as(first).post('/api/v1/messages', { ...text, ...later })
  const webhook = await app.as(first).post('/api/v1/webhooks', { url: 'https://example.com/x' })
  await app.as(first).post(`/api/v1/webhooks/${webhook.json().id}/test`)
  await seedInstance(app, null)
  await seedInstance(app, first, 'failed')
  await app.owner.query("update users set status = 'suspended' where id = $1", [first.user_id])

  const seen = (await boss.get(`${admin}/overview`)).json()
  assert.equal(seen.tenants, 3)
  assert.deepEqual(seen.users, { total: 3, admins: 1, suspended: 1 })
  assert.equal(seen.sessions.connected, 3)
  assert.equal(seen.sessions.qr, 0)
  assert.deepEqual(seen.instances, { starting: 0, running: 1, unhealthy: 0, draining: 0 })
  assert.deepEqual(
    [seen.messages_today.inbound, seen.messages_today.outbound, seen.queues.messages],
    [0, 3, { queued: 2, scheduled: 1, held: 0 }]
  )
  assert.deepEqual([seen.queues.jobs.deliver_webhook, seen.queues.delivery_backlog], [1, 0])
  assert.match(seen.messages_today.since, /T00:00:00\.000Z$/)
})

test('the overview tells of backups and of the recovery kit what the deployment kit has noted', async (t) => {
  const app = await harness(t)
  const boss = app.as(await app.seed.tenant({ role: 'admin' }))
  const told = async () => (await boss.get(`${admin}/overview`)).json().operation
  assert.equal(await told(), null)
  await app.owner.query(
    `update operation_notes set recovery_kit = 'missing', backup_at = '2026-11-28T02:31:00Z', noted_at = '2026-11-28T08:00:00Z'`
  )
  assert.deepEqual(await told(), {
    recovery_kit: 'missing',
    backup_at: '2026-11-28T02:31:00.000Z',
    backup_failed_at: null,
    backup_copied_at: null,
    noted_at: '2026-11-28T08:00:00.000Z'
  })
})

test('users of all tenants are found by a part of their address, page by page, and shown with their tenant', async (t) => {
  const app = await harness(t)
  const boss = app.as(await app.seed.tenant({ role: 'admin' }))
  const tenants = [await app.seed.tenant(), await app.seed.tenant({ plan: 'unlimited' })]
  const [first, second] = tenants
  assert.ok(first && second)
  await seedConnected(app, second)
  const url = `${admin}/users`

  const one = (await boss.get(`${url}?limit=2`)).json()
  const two = (await boss.get(`${url}?limit=2&cursor=${one.next_cursor}`)).json()
  const ids = [...one.data, ...two.data].map((user: { id: string }) => user.id)
  assert.deepEqual(ids.slice(0, 2), [second.user_id, first.user_id])
  assert.equal(ids.length, 3)
  assert.equal(two.next_cursor, null)

  const part = encodeURIComponent(second.user_id.slice(-12).toUpperCase())
  const found = (await boss.get(`${url}?email=${part}`)).json().data
  assert.equal(found.length, 1)
  assert.deepEqual(
    [found[0].email, found[0].tenant_id, found[0].plan_code, found[0].sessions_count],
    [second.email, second.tenant_id, 'unlimited', 1]
  )
  // No sign in it means anything.
  assert.deepEqual((await boss.get(`${url}?email=%25`)).json().data, [])

  const shown = (await boss.get(`${url}/${second.user_id}`)).json()
  assert.equal(shown.usage.sessions.used, 1)
  assert.equal(shown.sessions.connected, 1)
  assert.equal(shown.subscription.status, 'active')
  assert.ok(!JSON.stringify(shown).includes('hash'))

  assert.equal((await boss.get(`${url}/${newId('user')}`)).statusCode, 404)
  assert.equal((await boss.get(`${url}/nobody`)).statusCode, 404)
  for (const query of ['limit=0', 'cursor=x', 'email=', 'nonsense=1']) {
    assert.equal((await boss.get(`${url}?${query}`)).json().code, 'validation_failed', query)
  }
})

test('instances and audit logs of all tenants are listed, of one status or one tenant where that is asked for', async (t) => {
  const app = await harness(t)
  const boss = app.as(await app.seed.tenant({ role: 'admin' }))
  const tenant = await app.seed.tenant()
  const shared = await seedInstance(app, null)
  const own = await seedInstance(app, tenant, 'failed')
  await instanceOfSession(app, await seedSession(app, tenant), shared)
  const { data } = (await boss.get(`${admin}/instances`)).json()
  assert.deepEqual(
    data.map((one: { id: string; tenant_id: string | null; sessions_count: number }) => [
      one.id,
      one.tenant_id,
      one.sessions_count
    ]),
    [
      [own, tenant.tenant_id, 0],
      [shared, null, 1]
    ]
  )
  const running = (await boss.get(`${admin}/instances?status=running`)).json().data
  assert.deepEqual(
    running.map((one: { id: string }) => one.id),
    [shared]
  )
  assert.equal((await boss.get(`${admin}/instances?status=fine`)).statusCode, 422)

  for (const person of [boss, app.as(tenant)]) {
    await person.post('/api/v1/webhooks', { url: 'https://example.com/x' })
  }
  const log = `${admin}/audit-log`
  const entries = (await boss.get(log)).json().data
  assert.equal(new Set(entries.map((one: { tenant_id: string }) => one.tenant_id)).size, 2)
  const of_one = (await boss.get(`${log}?tenant_id=${tenant.tenant_id}`)).json().data
  assert.deepEqual(
    of_one.map((one: { action: string; actor_id: string }) => [one.action, one.actor_id]),
    [['webhook.created', tenant.user_id]]
  )
  assert.equal((await boss.get(`${log}?tenant_id=nobody`)).statusCode, 422)
})

test('an instance is drained by an administrator: it is told so at once, twice is the same, and one that is over is refused', async (t) => {
  const app = await harness(t)
  const boss = app.as(await app.seed.tenant({ role: 'admin' }))
  const shared = await seedInstance(app, null)
  const over = await seedInstance(app, null, 'failed')
  const drain = (id: string) => boss.post(`${admin}/instances/${id}/drain`)
  for (const answer of [await drain(shared), await drain(shared)]) {
    assert.equal(answer.statusCode, 202, answer.body)
    const { id, status, desired, status_reason } = answer.json()
    assert.deepEqual([id, status, desired], [shared, 'draining', 'stopped'])
    assert.match(status_reason, /administrator/)
  }
  const refused = await drain(over)
  assert.deepEqual([refused.statusCode, refused.json().code], [409, 'instance_not_running'])
  assert.equal((await drain(newId('instance'))).statusCode, 404)
  assert.equal((await drain('nothing')).statusCode, 404)
})

test('how many shared workers there are is set to a number or to bounds, shown in the overview, and nonsense is refused', async (t) => {
  const app = await harness(t)
  const boss = app.as(await app.seed.tenant({ role: 'admin' }))
  await seedInstance(app, null)
  const set = (body: object) => boss.put(`${admin}/scale`, body)
  const said = async (body: object) => {
    const answer = await set(body)
    assert.equal(answer.statusCode, 200, answer.body)
    const { workers_min, workers_max, workers_running } = answer.json()
    return [workers_min, workers_max, workers_running]
  }
  assert.deepEqual(await said({ workers: 3 }), [3, 3, 1])
  assert.deepEqual(await said({ workers_min: 2, workers_max: 8 }), [2, 8, 1])
  assert.deepEqual(await said({ workers_max: 8 }), [null, 8, 1])
  await app.owner.query(
    `insert into scale_decisions (decision, pool, sessions, reason) values ('start', 'shared', 0, 'because')`
  )
  const seen = (await boss.get(`${admin}/overview`)).json()
  assert.deepEqual([seen.scale.workers_min, seen.scale.workers_max], [null, 8])
  assert.deepEqual([seen.decisions[0].decision, seen.decisions[0].reason], ['start', 'because'])
  assert.deepEqual(await said({ workers_min: null, workers_max: null }), [null, null, 1])
  for (const [body, path] of [
    [{}, 'workers'],
    [{ workers: 0 }, 'workers'],
    [{ workers: 1.5 }, 'workers'],
    [{ workers: '3' }, 'workers'],
    [{ workers: 3, workers_max: 4 }, 'workers'],
    [{ workers_min: 3, workers_max: 2 }, 'workers_min'],
    [{ workers_max: 1_001 }, 'workers_max'],
    [{ replicas: 3 }, 'replicas']
  ] as const) {
    const answer = await set(body)
    assert.equal(answer.statusCode, 422, answer.body)
    assert.ok(answer.body.includes(`"${path}"`), answer.body)
  }
})

test('what administrators read with can change nothing', async (t) => {
  const app = await harness(t)
  const { db, system } = adminDeps(app.urls.system)
  t.after(() => db.close())
  const change = system.read((tx) => tx.query("update users set role = 'admin'"))
  await assert.rejects(change, { code: '25006' })
})
