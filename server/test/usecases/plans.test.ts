import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { openDb } from '../../src/lib/db.ts'
import { setPlan } from '../../src/usecases/subscription/set.ts'
import { type Answer, type Caller, harness } from '../../testkit/app.ts'

const code = (answer: Answer): string => answer.json().code
const subscription = '/api/v1/subscription'

test('plans are public, cheapest first; hidden ones are not there', async (t) => {
  const app = await harness(t)
  const { data, next_cursor } = (await app.anonymous.get('/api/v1/plans')).json()
  assert.equal(next_cursor, null)
  assert.deepEqual(
    data.map((plan: { code: string }) => plan.code),
    ['trial', 'starter', 'business', 'unlimited']
  )
  assert.equal('is_public' in data[0], false)
  const one = await app.anonymous.get(`/api/v1/plans/${data[1].id}`)
  assert.deepEqual(one.json(), data[1])
  await app.owner.query("update subscription_plans set is_public = false where code = 'starter'")
  assert.equal((await app.anonymous.get(`/api/v1/plans/${data[1].id}`)).statusCode, 404)
  assert.equal((await app.anonymous.get('/api/v1/plans')).json().data.length, 3)
  for (const id of [newId('plan'), 'starter', newId('user')]) {
    assert.equal((await app.anonymous.get(`/api/v1/plans/${id}`)).statusCode, 404)
  }
})

test('the subscription shows its plan, and the usage counts what is there against it', async (t) => {
  const app = await harness(t)
  const [tenant, other] = [await app.seed.tenant({ plan: 'starter' }), await app.seed.tenant()]
  const caller = app.as(tenant)
  const read = (await caller.get(subscription)).json()
  assert.equal(read.status, 'active')
  assert.equal(read.plan.code, 'starter')

  await caller.post('/api/v1/api-keys', { name: 'x', scopes: ['account:read'] })
  const month = `${new Date().toISOString().slice(0, 7)}-01`
  await app.owner.query(
    `insert into usage_stats (tenant_id, metric, period_start, shard, used) values
     ($1, 'messages_out', $2, 0, 7), ($1, 'messages_out', $2, 1, 5), ($3, 'messages_out', $2, 0, 100),
     ($1, 'messages_out', $2::date - interval '1 month', 0, 1000)`,
    [tenant.tenant_id, month, other.tenant_id]
  )
  const usage = (await caller.get(`${subscription}/usage`)).json()
  assert.deepEqual(usage.messages, { used: 12, limit: 20_000 })
  assert.deepEqual(usage.api_keys, { used: 1, limit: 10 })
  assert.deepEqual(usage.sessions, { used: 0, limit: 5 })
  assert.deepEqual(usage.webhooks, { used: 0, limit: 10 })
  assert.equal(usage.period_start, `${month}T00:00:00.000Z`)
})

test('another plan is chosen by id or by code, told as an event and in the audit log, and only once', async (t) => {
  const app = await harness(t, { config: { SELF_SERVICE_PLANS: 'all' } })
  const caller = app.as(await app.seed.tenant())
  const changed = await caller.put(subscription, { plan_id: 'business' })
  assert.equal(changed.statusCode, 200, changed.body)
  assert.equal(changed.json().plan.code, 'business')
  assert.equal((await caller.put(subscription, { plan_id: 'business' })).statusCode, 200)
  const { id } = (await app.anonymous.get('/api/v1/plans')).json().data[3]
  const again = await caller.put(subscription, { plan_id: id })
  assert.equal(again.json().plan.code, 'unlimited')
  assert.equal((await caller.get(`${subscription}/usage`)).json().messages.limit, null)
  assert.equal(await app.count('subscriptions'), 1)
  assert.deepEqual(await app.owner.query('select type, data from events order by seq'), [
    { type: 'subscription.changed', data: { plan: 'business', plan_before: 'trial' } },
    { type: 'subscription.changed', data: { plan: 'unlimited', plan_before: 'business' } }
  ])
  const { data } = (await caller.get('/api/v1/audit-log')).json()
  assert.equal(data[0].action, 'subscription.changed')
  assert.deepEqual(data[0].details, { plan: 'unlimited', plan_before: 'business' })
})

test('a plan that costs something is not taken by a customer, but by an administrator or with the command of the operator', async (t) => {
  const app = await harness(t, { config: { OPERATOR_CONTACT: 'sales@example.com' } })
  const tenant = await app.seed.tenant()
  const caller = app.as(tenant)
  for (const plan_id of ['starter', 'business', 'unlimited']) {
    const refused = await caller.put(subscription, { plan_id })
    assert.equal(refused.statusCode, 403)
    assert.equal(code(refused), 'plan_needs_operator')
    assert.match(refused.json().detail, /Ask sales@example\.com/)
    const key = await app.withKey(['account:write'], tenant)
    assert.equal(code(await key.put(subscription, { plan_id })), 'login_required')
  }
  assert.equal((await caller.get(subscription)).json().plan.code, 'trial')
  await app.owner.query("update subscription_plans set price_cents = 0 where code = 'starter'")
  assert.equal((await caller.put(subscription, { plan_id: 'starter' })).statusCode, 200)
  const admin = app.as(await app.seed.tenant({ role: 'admin' }))
  assert.equal((await admin.put(subscription, { plan_id: 'unlimited' })).statusCode, 200)

  const system = openDb({ url: app.urls.system, connections_max: 1, application_name: 'test' })
  t.after(() => system.close())
  await app.owner.query("update subscription_plans set is_public = false where code = 'business'")
  const email = tenant.email.toUpperCase()
  assert.deepEqual(await setPlan(system, email, 'business'), { result: 'set', plan: 'business' })
  assert.deepEqual(await setPlan(system, email, 'business'), { result: 'kept', plan: 'business' })
  assert.deepEqual(await setPlan(system, 'nobody@example.com', 'business'), {
    result: 'no_account'
  })
  const unknown = await setPlan(system, email, 'gold')
  assert.deepEqual(unknown, {
    result: 'no_plan',
    plans: ['starter', 'trial', 'business', 'unlimited']
  })
  assert.equal((await caller.get(subscription)).json().plan.code, 'business')
  const { data } = (await caller.get('/api/v1/audit-log')).json()
  assert.equal(data[0].actor_id, null)
  assert.deepEqual(data[0].details, { plan: 'business', plan_before: 'starter' })
})

test('a plan that is hidden, unknown or smaller than what is in use is refused', async (t) => {
  const app = await harness(t, { config: { SELF_SERVICE_PLANS: 'all' } })
  const caller = app.as(await app.seed.tenant())
  for (let count = 0; count < 3; count++) {
    await caller.post('/api/v1/api-keys', { name: 'x', scopes: ['account:read'] })
  }
  await app.owner.query("update subscription_plans set api_keys_max = 2 where code = 'starter'")
  const small = await caller.put(subscription, { plan_id: 'starter' })
  assert.equal(small.statusCode, 409)
  assert.equal(code(small), 'plan_too_small')
  assert.match(small.json().detail, /api keys: 3 of 2/)
  await app.owner.query("update subscription_plans set is_public = false where code = 'business'")
  for (const plan_id of ['business', 'nothing', newId('plan')]) {
    const answer = await caller.put(subscription, { plan_id })
    assert.equal(answer.statusCode, 422)
    assert.equal(code(answer), 'plan_unknown')
  }
  for (const body of [{}, { plan_id: 5 }, { plan_id: 'starter', price_cents: 0 }]) {
    assert.equal(code(await caller.put(subscription, body)), 'validation_failed')
  }
  assert.equal((await caller.get(subscription)).json().plan.code, 'trial')
})

test('the endpoints of the account want a credential and the scope', async (t) => {
  const app = await harness(t)
  const calls: ((caller: Caller) => Promise<Answer>)[] = [
    (caller) => caller.get(subscription),
    (caller) => caller.get(`${subscription}/usage`),
    (caller) => caller.put(subscription, { plan_id: 'starter' }),
    (caller) => caller.get('/api/v1/audit-log'),
    (caller) => caller.get('/api/v1/auth/me'),
    (caller) => caller.patch('/api/v1/auth/me', { name: 'X' }),
    (caller) => caller.get('/api/v1/auth/devices'),
    (caller) => caller.post('/api/v1/auth/logout-all'),
    (caller) => caller.delete(`/api/v1/auth/devices/${newId('token_family')}`),
    (caller) =>
      caller.post('/api/v1/auth/change-password', {
        current_password: 'x',
        new_password: 'long enough'
      })
  ]
  const narrow = await app.withKey(['messages:write', 'sessions:write'])
  for (const call of calls) {
    assert.equal((await call(app.anonymous)).statusCode, 401)
    const refused = await call(narrow)
    assert.equal(refused.statusCode, 403)
    assert.equal(code(refused), 'scope_missing')
  }
})
