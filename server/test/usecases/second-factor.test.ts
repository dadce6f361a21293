import assert from 'node:assert/strict'
import { test } from 'node:test'
import { URI } from 'otpauth'
import { harness } from '../../testkit/app.ts'
import { code, logIn } from './auth-calls.ts'

const auth = '/api/v1/auth'
const second = `${auth}/2fa`

test('with a second factor a log-in takes the password and a code, each code once, and recovery codes in its place', async (t) => {
  let now = Date.parse('2026-11-28T12:00:10Z')
  const clock = { now: () => new Date(now), monotonic_ms: () => performance.now() }
  const app = await harness(t, { deps: () => ({ clock }) })
  const tenant = await app.seed.tenant()
  // The clock of the test is behind that of the token.
  const headers = { authorization: `Bearer ${(await logIn(app, tenant)).access_token}` }
  const post = (url: string, body: object) => app.anonymous.post(url, body, headers)
  const { email, password } = tenant
  const login = (more: object = {}) =>
    app.anonymous.post(`${auth}/login`, { email, password, ...more })

  assert.equal(code(await post(`${second}/confirm`, { code: '123456' })), 'second_factor_missing')
  assert.equal(code(await post(`${second}/setup`, { current_password: 'wrong' })), 'password_wrong')
  const made = await post(`${second}/setup`, { current_password: password })
  assert.equal(made.statusCode, 200, made.body)
  const { otpauth_url, image, secret } = made.json()
  assert.match(image, /^data:image\/png;base64,/)
  assert.ok(otpauth_url.includes(secret))
  const sealed = await app.owner.query<{ sealed_secret: Buffer }>(
    'select sealed_secret from user_second_factors'
  )
  assert.ok(!sealed[0]?.sealed_secret.includes(secret))
  const shown = (steps = 0): string =>
    URI.parse(otpauth_url).generate({ timestamp: now + steps * 30_000 })
  assert.equal((await login()).statusCode, 200, 'nothing counts before it is confirmed')
  assert.equal(code(await post(`${second}/confirm`, { code: shown(-3) })), 'second_factor_wrong')
  const confirmed = await post(`${second}/confirm`, { code: shown() })
  assert.equal(confirmed.statusCode, 200, confirmed.body)
  const { recovery_codes } = confirmed.json()
  assert.equal(new Set(recovery_codes).size, 10)
  assert.equal(
    code(await post(`${second}/setup`, { current_password: password })),
    'second_factor_active'
  )
  assert.deepEqual((await app.anonymous.get(second, headers)).json(), {
    enabled: true,
    recovery_codes_left: 10
  })

  const asked = await login()
  assert.deepEqual([asked.statusCode, code(asked)], [403, 'second_factor_required'])
  assert.equal(
    code(await app.anonymous.post(`${auth}/login`, { email, password: 'wrong', code: shown() })),
    'login_failed'
  )
  assert.equal(
    code(await login({ code: shown() })),
    'second_factor_wrong',
    'it was used to confirm'
  )
  now += 30_000
  const both = await Promise.all([login({ code: shown() }), login({ code: shown() })])
  assert.deepEqual(both.map((one) => one.statusCode).sort(), [200, 403])
  assert.equal(code(await login({ code: shown(-1) })), 'second_factor_wrong', 'nor one from before')
  const [first, next] = recovery_codes
  const typed = first.toLowerCase().replaceAll('-', ' ')
  const twice = await Promise.all([
    login({ recovery_code: typed }),
    login({ recovery_code: first })
  ])
  assert.deepEqual(twice.map((one) => one.statusCode).sort(), [200, 403])
  for (const bad of [{ code: '12345' }, { code: 123_456 }, { recovery_code: '' }])
    assert.equal((await login(bad)).statusCode, 422)

  const disable = (more: object) =>
    post(`${second}/disable`, { current_password: password, ...more })
  assert.equal((await disable({})).statusCode, 422)
  assert.equal(code(await disable({ code: '000000' })), 'second_factor_wrong')
  assert.equal((await disable({ recovery_code: next })).statusCode, 204)
  assert.equal(code(await disable({ recovery_code: next })), 'second_factor_missing')
  assert.equal((await login()).statusCode, 200)
  const key = await app.withKey(['account:write', 'account:read'], tenant)
  assert.equal(
    code(await key.post(`${second}/setup`, { current_password: password })),
    'login_required'
  )
  const { data } = (await app.anonymous.get('/api/v1/audit-log', headers)).json()
  const actions = data.map((one: { action: string }) => one.action)
  for (const action of [
    'second_factor.set_up',
    'second_factor.confirmed',
    'second_factor.disabled',
    'user.login_failed'
  ])
    assert.ok(actions.includes(action), action)
})

test('codes are guessed twenty times an hour at most, from however many addresses; asking for the code is no guess', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const { otpauth_url } = (
    await me.post(`${second}/setup`, { current_password: tenant.password })
  ).json()
  await me.post(`${second}/confirm`, { code: URI.parse(otpauth_url).generate() })
  const guess = (nth: number, more: object) =>
    app.server.inject({
      method: 'POST',
      url: `${auth}/login`,
      remoteAddress: `10.0.${nth}.1`,
      payload: { email: tenant.email, password: tenant.password, ...more }
    })
  for (let nth = 0; nth < 60; nth++)
    assert.equal((await guess(1, {})).json().code, 'second_factor_required')
  const codes = []
  for (let nth = 0; nth < 25; nth++)
    codes.push((await guess(nth, { recovery_code: 'AAAA-BBBB' })).json().code)
  assert.equal(codes.filter((one) => one === 'second_factor_wrong').length, 19)
  assert.equal(codes.at(-1), 'rate_limited')
})
