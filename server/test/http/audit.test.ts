import assert from 'node:assert/strict'
import { test } from 'node:test'
import { harness } from '../../testkit/app.ts'
import {
  all_routes,
  calls,
  ends_logins,
  nameOf,
  seedCaller,
  sendCall,
  unsafe_routes
} from '../../testkit/calls.ts'
import { recordingWorkers } from '../../testkit/resources.ts'
import { until } from '../../testkit/until.ts'

type Entry = { action: string; actor_id: string; target_id: string | null; ip: string | null }

test('every call that changes something stands in the audit log once, with who, what and from where, also when it is repeated', async (t) => {
  const { workers } = recordingWorkers({
    calls: {
      request_pairing_code: async () => ({
        code: 'ABCDEFGH',
        expires_at: new Date().toISOString()
      })
    }
  })
  const app = await harness(t, { routes: all_routes, deps: () => ({ workers }) })
  const recorded = new Set<string>()
  for (const route of unsafe_routes) {
    const name = nameOf(route)
    const tenant = await seedCaller(app, route)
    const person = app.as(tenant)
    const call = (await calls[name]?.({ app, tenant, person })) ?? {}
    const entries = () =>
      app.owner.query<Entry>(
        `select action, actor_id, target_id, host(ip) as ip from audit_log where tenant_id = $1 order by id`,
        [tenant.tenant_id]
      )
    const before = (await entries()).length
    const headers = { 'idempotency-key': 'once' }
    const answer = await sendCall(person, route, call, headers)
    assert.ok(answer.statusCode < 300, `${name}: ${answer.body}`)
    if (!ends_logins.includes(name)) await sendCall(person, route, call, headers)
    const made = (await entries()).slice(before)
    if (typeof route.audit !== 'string') {
      assert.ok(route.audit?.none, name)
      assert.deepEqual(made, [], name)
      continue
    }
    recorded.add(name)
    const [entry] = made
    assert.deepEqual(
      made.map((one) => one.action),
      [route.audit],
      name
    )
    assert.equal(entry?.actor_id, tenant.user_id, name)
    assert.equal(entry?.ip, '127.0.0.1', name)
    assert.ok(entry?.target_id, name)
  }
  assert.ok(recorded.size > 30, `${recorded.size} of them`)
})

test('an API key is named as the one who changed something, and a refused call leaves no entry', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const key = await app.withKey(['webhooks:write', 'messages:read'], tenant)
  const made = (await key.post('/api/v1/webhooks', { url: 'https://example.com/x' })).json()
  assert.equal((await key.post('/api/v1/webhooks', { url: 'nothing' })).statusCode, 422)
  assert.equal((await key.post('/api/v1/sessions', { session_name: 'x' })).statusCode, 403)
  const log = (await app.as(tenant).get('/api/v1/audit-log')).json().data as Entry[]
  const entries = log.filter((one) => /^(webhook|session)\./.test(one.action))
  assert.deepEqual(
    entries.map((one) => [one.action, one.target_id, one.actor_id?.slice(0, 4)]),
    [['webhook.created', made.id, 'key_']]
  )
})

test('what fails to prove who somebody is stands in the audit log, and what the state of things refuses does not', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const person = app.as(tenant)
  const { email, password } = tenant
  const entries = () =>
    app.owner.query<Entry & { details: { reason?: string } }>(
      'select action, actor_id, target_id, host(ip) as ip, details from audit_log where tenant_id = $1 order by id',
      [tenant.tenant_id]
    )
  const wrong = { current_password: 'wrong', new_password: 'another fine password' }
  const refused = await person.post('/api/v1/auth/change-password', wrong)
  assert.equal(refused.json().code, 'password_wrong')
  const moved = { email: 'new@example.com', current_password: 'wrong' }
  assert.equal((await person.patch('/api/v1/auth/me', moved)).json().code, 'password_wrong')
  // Conflicts with what is there: whoever called has the answer, and nothing has changed.
  const session = (await person.post('/api/v1/sessions', { session_name: 'one' })).json()
  assert.equal((await person.post('/api/v1/sessions', { session_name: 'one' })).statusCode, 409)
  assert.equal((await person.delete('/api/v1/sessions/ses_0')).statusCode, 404)
  assert.equal(
    (await app.anonymous.post('/api/v1/auth/login', { email, password: 'x' })).statusCode,
    401
  )
  await until('the wrong password is written', async () => (await entries()).length === 4)
  await app.owner.query("update users set status = 'suspended' where id = $1", [tenant.user_id])
  const suspended = await app.anonymous.post('/api/v1/auth/login', { email, password })
  assert.equal(suspended.json().code, 'account_suspended')
  await until('the suspended log-in is written', async () => (await entries()).length === 5)
  assert.deepEqual(
    (await entries()).map((one) => [one.action, one.actor_id, one.target_id, one.details.reason]),
    [
      ['user.password_refused', tenant.user_id, tenant.user_id, undefined],
      ['user.password_refused', tenant.user_id, tenant.user_id, undefined],
      ['session.created', tenant.user_id, session.id, undefined],
      ['user.login_failed', null, tenant.user_id, undefined],
      ['user.login_failed', null, tenant.user_id, 'account_suspended']
    ]
  )
})
