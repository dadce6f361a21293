import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { type Answer, harness } from '../../testkit/app.ts'

const admin = '/api/v1/admin'
const gold = {
  code: 'gold',
  name: 'Gold',
  price_cents: 5_000,
  sessions_max: 3,
  messages_per_month_max: null,
  webhooks_max: 2,
  api_keys_max: 2
}
const code = (answer: Answer): [number, string] => [answer.statusCode, answer.json().code]

test('an administrator makes, changes and deletes plans; one that somebody is on stays, and keeps who is on it as they are', async (t) => {
  const app = await harness(t)
  const boss = app.as(await app.seed.tenant({ role: 'admin' }))
  const customer = await app.seed.tenant()
  const made = await boss.post(`${admin}/plans`, gold)
  assert.equal(made.statusCode, 201, made.body)
  const plan = made.json()
  assert.deepEqual(
    [plan.instance_mode, plan.media_days, plan.is_public, plan.subscriptions_count],
    ['shared', 30, true, 0]
  )
  assert.deepEqual(code(await boss.post(`${admin}/plans`, gold)), [409, 'plan_code_taken'])
  for (const [body, path] of [
    [{ ...gold, code: 'Gold!' }, 'code'],
    [{ ...gold, sessions_max: -1 }, 'sessions_max'],
    [{ ...gold, api_keys_max: undefined }, 'api_keys_max'],
    [{ ...gold, id: plan.id }, 'id']
  ] as const) {
    const refused = await boss.post(`${admin}/plans`, body)
    assert.deepEqual(code(refused), [422, 'validation_failed'])
    assert.ok(refused.body.includes(`"${path}"`), refused.body)
  }

  const subscription = `${admin}/users/${customer.user_id}/subscription`
  const taken = await boss.post(subscription, { plan_id: 'gold', limits: { sessions_max: 9 } })
  assert.equal(taken.statusCode, 200, taken.body)
  const { limits } = taken.json()
  assert.deepEqual([limits.sessions_max, limits.api_keys_max, limits.media_days], [9, 2, 30])
  const changed = await boss.patch(`${admin}/plans/${plan.id}`, {
    sessions_max: 1,
    is_public: false
  })
  assert.deepEqual([changed.json().sessions_max, changed.json().subscriptions_count], [1, 1])
  assert.equal((await app.as(customer).get('/api/v1/subscription')).json().limits.sessions_max, 9)
  assert.equal(
    (await boss.post(subscription, { limits: { api_keys_max: null } })).json().limits.api_keys_max,
    null
  )
  assert.deepEqual(code(await boss.delete(`${admin}/plans/${plan.id}`)), [409, 'plan_in_use'])
  assert.deepEqual(code(await boss.post(subscription, { plan_id: 'none' })), [422, 'plan_unknown'])
  for (const body of [
    {},
    { limits: {} },
    { limits: { sessions_max: 'all' } },
    { status: 'canceled' }
  ])
    assert.equal((await boss.post(subscription, body)).statusCode, 422)
  assert.equal(
    (await boss.post(`${admin}/users/${newId('user')}/subscription`, { plan_id: 'gold' }))
      .statusCode,
    404
  )

  const plans = (await boss.get(`${admin}/plans`)).json().data
  const trial = plans.find((one: { code: string }) => one.code === 'trial')
  assert.deepEqual(code(await boss.patch(`${admin}/plans/${trial.id}`, { code: 'try' })), [
    409,
    'plan_in_use'
  ])
  const other = (await boss.post(`${admin}/plans`, { ...gold, code: 'silver' })).json()
  assert.equal((await boss.delete(`${admin}/plans/${other.id}`)).statusCode, 204)
  assert.equal((await boss.delete(`${admin}/plans/${other.id}`)).statusCode, 404)
  assert.equal((await app.anonymous.get('/api/v1/plans')).json().data.length, 4)

  const { data } = (await app.as(customer).get('/api/v1/audit-log')).json()
  assert.deepEqual(data[1].details, {
    plan: 'gold',
    plan_before: 'trial',
    limits: { sessions_max: 9 },
    by_admin: true
  })
})

test('an administrator makes accounts and suspends them: every credential is refused with the next request, until that ends', async (t) => {
  const app = await harness(t)
  const boss_account = await app.seed.tenant({ role: 'admin' })
  const boss = app.as(boss_account)
  const person = { email: 'Ada@example.com', name: 'Ada', password: 'a long password' }
  const made = await boss.post(`${admin}/users`, { ...person, plan_id: 'starter' })
  assert.equal(made.statusCode, 201, made.body)
  assert.deepEqual([made.json().email, made.json().plan_code], ['ada@example.com', 'starter'])
  assert.ok(!made.body.includes('hash'))
  assert.deepEqual(code(await boss.post(`${admin}/users`, person)), [409, 'email_taken'])
  assert.deepEqual(
    code(await boss.post(`${admin}/users`, { ...person, email: 'b@example.com', plan_id: 'x' })),
    [422, 'plan_unknown']
  )
  const login = await app.anonymous.post('/api/v1/auth/login', {
    email: person.email,
    password: person.password
  })
  const headers = { authorization: `Bearer ${login.json().access_token}` }
  const key = await app.anonymous.post(
    '/api/v1/api-keys',
    { name: 'x', scopes: ['account:read'] },
    headers
  )
  const credentials = [headers, { 'x-api-key': key.json().key }]
  const url = `${admin}/users/${made.json().id}`
  assert.equal((await boss.patch(url, { status: 'suspended' })).json().status, 'suspended')
  for (const one of credentials)
    assert.deepEqual(code(await app.anonymous.get('/api/v1/auth/me', one)), [
      403,
      'account_suspended'
    ])
  await boss.patch(url, { status: 'active', name: 'Ada L.' })
  for (const one of credentials)
    assert.equal((await app.anonymous.get('/api/v1/auth/me', one)).json().name, 'Ada L.')
  const { data } = (await app.anonymous.get('/api/v1/audit-log', headers)).json()
  assert.equal(data[0].action, 'user.changed_by_admin')
  assert.deepEqual(
    [data[0].actor_id, data[0].details.before.status],
    [boss_account.user_id, 'suspended']
  )
  for (const body of [{ status: 'suspended' }, { role: 'owner' }])
    assert.equal((await boss.patch(`${admin}/users/${boss_account.user_id}`, body)).statusCode, 422)
  assert.equal((await boss.patch(url, {})).statusCode, 422)
  assert.equal((await boss.patch(`${admin}/users/${newId('user')}`, { name: 'x' })).statusCode, 404)
})

test('who may register is set while the service runs: nobody, anyone, or who has an invitation, which is good for one account', async (t) => {
  const app = await harness(t)
  const boss = app.as(await app.seed.tenant({ role: 'admin' }))
  const set = (registration: string | null) => boss.patch(`${admin}/settings`, { registration })
  const register = (email: string, more: object = {}) =>
    app.anonymous.post('/api/v1/auth/register', {
      email,
      name: 'A',
      password: 'a long password',
      ...more
    })
  assert.equal((await boss.get(`${admin}/settings`)).json().registration, 'open')
  await set('closed')
  assert.deepEqual(code(await register('a@example.com')), [403, 'registration_closed'])
  const now = (await set('invitation')).json()
  assert.deepEqual([now.registration, now.registration_default], ['invitation', 'open'])
  const invitation = async (body: object = {}): Promise<{ id: string; token: string }> => {
    const answer = await boss.post(`${admin}/invitations`, body)
    assert.equal(answer.statusCode, 201, answer.body)
    return answer.json()
  }
  const { token } = await invitation({ email: 'A@example.com', plan_id: 'business' })
  const taken_back = await invitation()
  assert.equal((await boss.delete(`${admin}/invitations/${taken_back.id}`)).statusCode, 204)
  const old = await invitation()
  await app.owner.query('update registration_invitations set expires_at = now() where id = $1', [
    old.id
  ])
  for (const [email, more] of [
    ['a@example.com', {}],
    ['a@example.com', { invitation: 'win_x' }],
    ['b@example.com', { invitation: token }],
    ['a@example.com', { invitation: taken_back.token }],
    ['a@example.com', { invitation: old.token }]
  ] as const)
    assert.deepEqual(code(await register(email, more)), [403, 'invitation_invalid'])
  assert.equal(await app.count('users'), 1)
  const twice = await Promise.all(
    [1, 2].map(() => register('a@example.com', { invitation: token }))
  )
  assert.deepEqual(twice.map((one) => one.statusCode).sort(), [201, 403], twice[0]?.body)
  const [plan] = await app.owner.query(
    "select p.code from subscriptions s join subscription_plans p on p.id = s.plan_id join users u using (tenant_id) where email = 'a@example.com'"
  )
  assert.deepEqual(plan, { code: 'business' })
  const { data } = (await boss.get(`${admin}/invitations`)).json()
  assert.equal(data.length, 2)
  assert.ok(!JSON.stringify(data).includes('win_'))
  assert.equal((await boss.delete(`${admin}/invitations/${taken_back.id}`)).statusCode, 404)
  assert.equal((await boss.post(`${admin}/invitations`, { plan_id: 'x' })).statusCode, 422)
  assert.equal((await set('nobody')).statusCode, 422)
  await set(null)
  assert.equal((await register('c@example.com')).statusCode, 201)
})
