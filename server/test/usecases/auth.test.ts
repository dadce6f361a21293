import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SignJWT, UnsecuredJWT } from 'jose'
import { createLoginLimits } from '../../src/cache/login-limits.ts'
import { createPasswordHasher } from '../../src/lib/password-hasher.ts'
import { type Answer, type Harness, harness, type SeededTenant } from '../../testkit/app.ts'

const person = { email: 'Ada@Example.com', password: 'correct horse', name: 'Ada' }
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const code = (answer: Answer): string => answer.json().code

const logIn = async (app: Harness, tenant: SeededTenant) => {
  const { email, password } = tenant
  const answer = await app.anonymous.post('/api/v1/auth/login', { email, password })
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.json()
}

const me = (app: Harness, token: string) => app.anonymous.get('/api/v1/auth/me', bearer(token))
const refresh = (app: Harness, refresh_token: string) =>
  app.anonymous.post('/api/v1/auth/refresh', { refresh_token })

test('registering answers like a login, with the address in lower case and on the default plan', async (t) => {
  const app = await harness(t)
  const answer = await app.anonymous.post('/api/v1/auth/register', person)
  assert.equal(answer.statusCode, 201, answer.body)
  const { access_token, refresh_token, token_type, expires_in, user } = answer.json()
  assert.equal(token_type, 'Bearer')
  assert.equal(expires_in, 900)
  assert.equal(user.email, 'ada@example.com')
  assert.equal(answer.headers['cache-control'], 'no-store')
  assert.equal((await me(app, access_token)).json().id, user.id)
  assert.equal((await refresh(app, refresh_token)).statusCode, 200)
  const [plan] = await app.owner.query(
    'select p.code from subscriptions s join subscription_plans p on p.id = s.plan_id where s.tenant_id = $1',
    [user.tenant_id]
  )
  assert.deepEqual(plan, { code: 'trial' })
})

test('the password is kept as a bcrypt hash and the refresh token as a hash', async (t) => {
  const app = await harness(t)
  const { refresh_token } = (await app.anonymous.post('/api/v1/auth/register', person)).json()
  const rows = await app.owner.query(
    'select to_jsonb(u) || to_jsonb(r) as all from users u, refresh_tokens r'
  )
  const text = JSON.stringify(rows)
  assert.match(text, /\$2b\$04\$/)
  assert.equal(text.includes(person.password), false)
  assert.equal(text.includes(refresh_token), false)
})

test('an address registers once, however it is written and however concurrent the calls', async (t) => {
  const app = await harness(t)
  const answers = await Promise.all(
    ['ada@example.com', 'ADA@example.com', ' ada@example.com '].map((email) =>
      app.anonymous.post('/api/v1/auth/register', { ...person, email })
    )
  )
  assert.deepEqual(answers.map((one) => one.statusCode).sort(), [201, 409, 409])
  assert.equal(await app.count('tenants'), 1)
  assert.equal(await app.count('users'), 1)
})

test('registering refuses bad values and names each field', async (t) => {
  const app = await harness(t)
  const bad: [object, string][] = [
    [{ ...person, email: 'nobody' }, 'email'],
    [{ ...person, email: undefined }, 'email'],
    [{ ...person, password: 'short' }, 'password'],
    [{ ...person, password: 'é'.repeat(37) }, 'password'],
    [{ ...person, name: '  ' }, 'name'],
    [{ ...person, role: 'admin' }, 'role']
  ]
  for (const [body, path] of bad) {
    const answer = await app.anonymous.post('/api/v1/auth/register', body)
    assert.equal(answer.statusCode, 422, answer.body)
    assert.deepEqual(
      answer.json().errors.map((one: { path: string }) => one.path),
      [path]
    )
  }
  assert.equal(await app.count('users'), 0)
})

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

test('a refresh token works once; using it again later ends the login', async (t) => {
  const app = await harness(t)
  const first = await logIn(app, await app.seed.tenant())
  const second = (await refresh(app, first.refresh_token)).json()
  assert.equal((await me(app, second.access_token)).statusCode, 200)
  await app.owner.query("update refresh_tokens set used_at = used_at - interval '11 seconds'")
  const again = await refresh(app, first.refresh_token)
  assert.equal(again.statusCode, 401)
  assert.equal(code(again), 'refresh_token_reused')
  const after = await refresh(app, second.refresh_token)
  assert.equal(code(after), 'refresh_token_invalid')
  assert.equal((await me(app, second.access_token)).statusCode, 401)
})

test('twenty refreshes of one token at once get the same next token, and so does one a moment later', async (t) => {
  const app = await harness(t)
  const login = await logIn(app, await app.seed.tenant())
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => refresh(app, login.refresh_token))
  )
  answers.push(await refresh(app, login.refresh_token))
  for (const answer of answers) assert.equal(answer.statusCode, 200, answer.body)
  assert.equal(new Set(answers.map((one) => one.json().refresh_token)).size, 1)
  assert.equal(await app.count('refresh_tokens where used_at is null and revoked_at is null'), 2)
  for (const answer of answers) {
    assert.equal((await me(app, answer.json().access_token)).statusCode, 200)
  }
  assert.equal((await refresh(app, answers[0]?.json().refresh_token)).statusCode, 200)
})

test('calls that both found a refresh token unused get the same next token', async (t) => {
  const app = await harness(t)
  const login = await logIn(app, await app.seed.tenant())
  // Held until both calls have read the token as unused.
  const { release } = await holdRow(t, app, login.refresh_token)
  const racing = [refresh(app, login.refresh_token), refresh(app, login.refresh_token)]
  await untilWaiting(app, 2)
  await release()
  const [one, other] = await Promise.all(racing)
  assert.equal(one?.statusCode, 200)
  assert.equal(one?.json().refresh_token, other?.json().refresh_token)
})

test('a refresh token is of no use within seconds when its login was ended or its user suspended', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const ended = await logIn(app, tenant)
  const next = (await refresh(app, ended.refresh_token)).json()
  await app.anonymous.post('/api/v1/auth/logout', { refresh_token: next.refresh_token })
  assert.equal(code(await refresh(app, ended.refresh_token)), 'refresh_token_invalid')
  const other = await logIn(app, tenant)
  await refresh(app, other.refresh_token)
  await app.owner.query("update users set status = 'suspended' where id = $1", [tenant.user_id])
  assert.equal(code(await refresh(app, other.refresh_token)), 'account_suspended')
})

test('a refresh token that is unknown, expired or of a suspended user is refused', async (t) => {
  const app = await harness(t)
  assert.equal(code(await refresh(app, 'wrt_nothing')), 'refresh_token_invalid')
  const login = await logIn(app, await app.seed.tenant())
  await app.owner.query("update users set status = 'suspended'")
  assert.equal(code(await refresh(app, login.refresh_token)), 'account_suspended')
  await app.owner.query("update users set status = 'active'")
  await app.owner.query("update refresh_tokens set expires_at = now() - interval '1 second'")
  assert.equal(code(await refresh(app, login.refresh_token)), 'refresh_token_invalid')
})

test('logging out ends the login at once, by refresh token or by access token, and no other login', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const [one, two, three] = [
    await logIn(app, tenant),
    await logIn(app, tenant),
    await logIn(app, tenant)
  ]
  const url = '/api/v1/auth/logout'
  const by_refresh = await app.anonymous.post(url, { refresh_token: one.refresh_token })
  assert.equal(by_refresh.statusCode, 204)
  assert.equal(by_refresh.body, '')
  const by_access = await app.anonymous.post(url, undefined, bearer(two.access_token))
  assert.equal(by_access.statusCode, 204)
  for (const ended of [one, two]) {
    assert.equal((await me(app, ended.access_token)).statusCode, 401)
    assert.equal((await refresh(app, ended.refresh_token)).statusCode, 401)
  }
  assert.equal((await me(app, three.access_token)).statusCode, 200)
  assert.equal((await app.anonymous.post(url)).statusCode, 401)
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

test('an access token is refused when expired, forged, unsigned, foreign or garbage', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const claims = { family: tenant.family_id }
  const make = (
    change: (token: SignJWT) => SignJWT,
    secret = app.deps.jwt_secret.current().bytes,
    alg = 'HS256'
  ) =>
    change(
      new SignJWT(claims)
        .setProtectedHeader({ alg })
        .setSubject(tenant.user_id)
        .setIssuer('whatsapp-saas-gateway')
        .setAudience('whatsapp-saas-gateway/api')
        .setExpirationTime('5m')
    ).sign(secret)

  assert.equal((await me(app, await make((token) => token))).statusCode, 200)
  const expired = await me(app, await make((token) => token.setExpirationTime(1)))
  assert.equal(code(expired), 'token_expired')
  assert.equal(expired.statusCode, 401)
  const [head, body, signature] = tenant.access_token.split('.')
  const unsigned = new UnsecuredJWT(claims)
    .setSubject(tenant.user_id)
    .setIssuer('whatsapp-saas-gateway')
    .setAudience('whatsapp-saas-gateway/api')
    .setExpirationTime('5m')
    .encode()
  const forgeries = [
    await make((token) => token, Buffer.alloc(32, 9)),
    await make((token) => token, app.deps.jwt_secret.current().bytes, 'HS512'),
    await make((token) => token.setIssuer('another')),
    await make((token) => token.setAudience('another')),
    await make((token) => token.setSubject('usr_00000000000000000000000000000000')),
    unsigned,
    `${head}.${body}.`,
    `${head}.${body?.slice(0, -2)}xx.${signature}`,
    'garbage',
    'a.b.c',
    `${'x'.repeat(5000)}`
  ]
  for (const token of forgeries) {
    const answer = await me(app, token)
    assert.equal(answer.statusCode, 401, token)
    assert.equal(code(answer), 'unauthenticated', token)
    assert.equal(answer.headers['www-authenticate'], 'Bearer')
  }
  for (const authorization of ['Basic eDp5', 'Bearer', '', 'Bearer a b']) {
    const answer = await app.anonymous.get('/api/v1/auth/me', { authorization })
    assert.equal(answer.statusCode, 401, authorization)
  }
})

test('a token that was good before is refused when its time is over', async (t) => {
  let later_ms = 0
  const clock = {
    now: () => new Date(Date.now() + later_ms),
    monotonic_ms: () => performance.now()
  }
  const app = await harness(t, { deps: () => ({ clock }) })
  const tenant = await app.seed.tenant()
  assert.equal((await me(app, tenant.access_token)).statusCode, 200)
  later_ms = 24 * 3_600_000
  assert.equal(code(await me(app, tenant.access_token)), 'token_expired')
  later_ms = 0
  assert.equal((await me(app, tenant.access_token)).statusCode, 200)
})

test('a suspended or deleted user is refused at once', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  await app.owner.query("update users set status = 'suspended'")
  const suspended = await me(app, tenant.access_token)
  assert.equal(suspended.statusCode, 403)
  assert.equal(code(suspended), 'account_suspended')
  const { email, password } = tenant
  const login = await app.anonymous.post('/api/v1/auth/login', { email, password })
  assert.equal(code(login), 'account_suspended')
  await app.owner.query('delete from tenants')
  assert.equal((await me(app, tenant.access_token)).statusCode, 401)
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

const holdRow = async (
  t: { after(work: () => Promise<void>): void },
  app: Harness,
  token: string
) => {
  const { promise: held, resolve: holding } = Promise.withResolvers<void>()
  const { promise: released, resolve: letGo } = Promise.withResolvers<void>()
  const done = app.owner.transaction(async (tx) => {
    await tx.query(
      "select from refresh_tokens where token_hash = sha256(convert_to($1, 'utf8')) for update",
      [token]
    )
    holding()
    await released
  })
  t.after(async () => letGo())
  await held
  return {
    release: async () => {
      letGo()
      await done
    }
  }
}

const untilWaiting = async (app: Harness, count: number): Promise<void> => {
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline) {
    const rows = await app.owner.query<{ waiting: number }>(
      "select count(*) as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
    )
    if ((rows[0]?.waiting ?? 0) >= count) return
  }
  assert.fail(`${count} calls never came to wait for the row`)
}
