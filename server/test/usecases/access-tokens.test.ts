import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SignJWT, UnsecuredJWT } from 'jose'
import { harness } from '../../testkit/app.ts'
import { code, me } from './auth-calls.ts'

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
