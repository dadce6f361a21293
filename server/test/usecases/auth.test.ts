import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLoginLimits } from '../../src/cache/login-limits.ts'
import { createPasswordHasher } from '../../src/lib/password-hasher.ts'
import { harness } from '../../testkit/app.ts'
import { bearer, code, logIn, me, person } from './auth-calls.ts'

test('a wrong password and an unknown address get the same answer', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const wrong = await app.anonymous.post('/api/v1/auth/login', {
    email: tenant.email,
    password: 'wrong password'
  })
  const unknown = await app.anonymous.post('/api/v1/auth/login', {
    email: 'nobody@example.com',
    password: 'wrong password'
  })
  assert.equal(wrong.statusCode, 401)
  const { request_id: _a, ...one } = wrong.json()
  const { request_id: _b, ...two } = unknown.json()
  assert.deepEqual(one, two)
  assert.equal(one.code, 'login_failed')
})

test('the same work is done for an unknown address as for a known one', async () => {
  const hasher = createPasswordHasher(10)
  const hash = await hasher.hash('right')
  const time = async (compare: () => Promise<boolean>): Promise<number> => {
    const before = process.cpuUsage()
    assert.equal(await compare(), false)
    return process.cpuUsage(before).user
  }
  const known = await time(() => hasher.matches('wrong', hash))
  const unknown = await time(() => hasher.matches('wrong', null))
  assert.ok(unknown > known / 3, `${unknown} µs of work against ${known}`)
})

test('a password longer than bcrypt reads is not cut', async () => {
  const hasher = createPasswordHasher(4)
  const longest = 'x'.repeat(72)
  const hash = await hasher.hash(longest)
  assert.equal(await hasher.matches(longest, hash), true)
  assert.equal(await hasher.matches(`${longest}y`, hash), false)
})

test('after too many failures with an account a caller must wait, even with the right password; other accounts need not', async (t) => {
  const app = await harness(t, {
    deps: () => ({ login_limits: createLoginLimits({ pair_max: 3, window_s: 60 }) })
  })
  const [tenant, other] = [await app.seed.tenant(), await app.seed.tenant()]
  const attempt = (password: string) =>
    app.anonymous.post('/api/v1/auth/login', { email: tenant.email, password })
  const together = await Promise.all(Array.from({ length: 8 }, () => attempt('wrong')))
  assert.equal(together.filter((one) => one.statusCode === 401).length, 3)
  const refused = await attempt(tenant.password)
  assert.equal(refused.statusCode, 429)
  assert.equal(code(refused), 'rate_limited')
  assert.ok(Number(refused.headers['retry-after']) > 0)
  assert.equal(refused.headers['ratelimit-limit'], '3')
  assert.equal(refused.headers['ratelimit-remaining'], '0')
  await logIn(app, other)
})

test('successful logins are not counted', async (t) => {
  const app = await harness(t, {
    deps: () => ({ login_limits: createLoginLimits({ pair_max: 2, address_max: 2 }) })
  })
  const tenant = await app.seed.tenant()
  for (let time = 0; time < 5; time++) await logIn(app, tenant)
})

test('a login that finds the queue for hashes full is refused as busy, and costs no attempt', async (t) => {
  const passwords = createPasswordHasher(4, 1, 0)
  const app = await harness(t, {
    deps: () => ({ login_limits: createLoginLimits({ pair_max: 2 }), passwords })
  })
  const tenant = await app.seed.tenant()
  const { email, password } = tenant
  // Comparing with a hash of this cost keeps the hasher busy for a second.
  const occupied = passwords.matches('x', `$2b$13$${'a'.repeat(53)}`)
  for (let attempt = 0; attempt < 3; attempt++) {
    const busy = await app.anonymous.post('/api/v1/auth/login', { email, password })
    assert.equal(busy.statusCode, 503)
    assert.equal(code(busy), 'busy')
    assert.ok(busy.headers['retry-after'])
  }
  await occupied
  await logIn(app, tenant)
})

test('logging out everywhere ends every login and no login of others', async (t) => {
  const app = await harness(t)
  const [tenant, other] = [await app.seed.tenant(), await app.seed.tenant()]
  const login = await logIn(app, tenant)
  assert.equal((await app.as(tenant).post('/api/v1/auth/logout-all')).statusCode, 204)
  assert.equal((await me(app, login.access_token)).statusCode, 401)
  assert.equal((await me(app, tenant.access_token)).statusCode, 401)
  assert.equal((await me(app, other.access_token)).statusCode, 200)
})

test('another password ends every other login, and the old one no longer works', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const login = await logIn(app, tenant)
  const url = '/api/v1/auth/change-password'
  const wrong = await app
    .as(tenant)
    .post(url, { current_password: 'wrong', new_password: 'a new password' })
  assert.equal(code(wrong), 'password_wrong')
  const changed = await app
    .as(tenant)
    .post(url, { current_password: tenant.password, new_password: 'a new password' })
  assert.equal(changed.statusCode, 204, changed.body)
  assert.equal((await me(app, tenant.access_token)).statusCode, 200)
  assert.equal((await me(app, login.access_token)).statusCode, 401)
  const { email, password } = tenant
  const old = await app.anonymous.post('/api/v1/auth/login', { email, password })
  assert.equal(old.statusCode, 401)
  await logIn(app, { ...tenant, password: 'a new password' })
})

test('name and address can be changed; the address only with the password and only to a free one', async (t) => {
  const app = await harness(t)
  const [tenant, other] = [await app.seed.tenant(), await app.seed.tenant()]
  const caller = app.as(tenant)
  const url = '/api/v1/auth/me'
  assert.equal((await caller.patch(url, { name: ' Grace ' })).json().name, 'Grace')
  const bare = await caller.patch(url, { email: 'grace@example.com' })
  assert.equal(bare.json().errors[0].path, 'current_password')
  const current_password = tenant.password
  const taken = await caller.patch(url, { email: other.email, current_password })
  assert.equal(code(taken), 'email_taken')
  const changed = await caller.patch(url, { email: 'Grace@example.com', current_password })
  assert.equal(changed.json().email, 'grace@example.com')
})

test('devices are the logins of the caller, and each can be ended; those of others are not there', async (t) => {
  const app = await harness(t)
  const [tenant, other] = [await app.seed.tenant(), await app.seed.tenant()]
  const login = await logIn(app, tenant)
  const url = '/api/v1/auth/devices'
  const { data } = (await app.as(tenant).get(url)).json()
  assert.equal(data.length, 2)
  const current = data.find((device: { current: boolean }) => device.current)
  assert.equal(current.id, tenant.family_id)
  const another = data.find((device: { current: boolean }) => !device.current)
  assert.equal((await app.as(other).delete(`${url}/${another.id}`)).statusCode, 404)
  assert.equal((await app.as(tenant).delete(`${url}/${another.id}`)).statusCode, 204)
  assert.equal((await app.as(tenant).delete(`${url}/${another.id}`)).statusCode, 404)
  assert.equal((await me(app, login.access_token)).statusCode, 401)
})

test('the audit log tells who registered, logged in and failed to, to its tenant alone', async (t) => {
  const app = await harness(t)
  await app.anonymous.post('/api/v1/auth/register', person)
  await app.anonymous.post('/api/v1/auth/login', { email: person.email, password: 'wrong' })
  await app.deps.background.settle()
  const login = await app.anonymous.post('/api/v1/auth/login', {
    email: person.email,
    password: person.password
  })
  const headers = bearer(login.json().access_token)
  const { data } = (await app.anonymous.get('/api/v1/audit-log', headers)).json()
  assert.deepEqual(
    data.map((one: { action: string }) => one.action),
    ['user.logged_in', 'user.login_failed', 'user.registered']
  )
  const other = await app.seed.tenant()
  assert.deepEqual((await app.as(other).get('/api/v1/audit-log')).json().data, [])
  const key = await app.withKey(['messages:read'], other)
  assert.equal((await key.get('/api/v1/audit-log')).statusCode, 403)
})
