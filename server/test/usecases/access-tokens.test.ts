import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify, SignJWT, UnsecuredJWT } from 'jose'
import { signAccessToken } from '../../src/usecases/auth/access-token.ts'
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

test('access tokens are signed with a key that /.well-known/jwks.json publishes; those of before stay valid, and a public key is no secret', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const { user_id, family_id, access_token } = tenant
  const published = (await app.anonymous.get('/.well-known/jwks.json')).json()
  const { protectedHeader, payload } = await jwtVerify(access_token, createLocalJWKSet(published))
  assert.deepEqual([protectedHeader.alg, payload.sub], ['EdDSA', user_id])
  assert.deepEqual(Object.keys(published.keys[0]).sort(), ['alg', 'crv', 'kid', 'kty', 'use', 'x'])

  const config = { ...app.deps.config, ACCESS_TOKEN_ALGORITHM: 'HS256' as const }
  const claims = { user_id, family_id }
  const old = (await signAccessToken({ ...app.deps, config }, claims)).access_token
  assert.equal(decodeProtectedHeader(old).alg, 'HS256')
  assert.equal((await me(app, old)).statusCode, 200)

  const [{ x, kid }] = published.keys
  const base = { issuer: 'whatsapp-saas-gateway', audience: 'whatsapp-saas-gateway/api' }
  const forge = (alg: string, key_id: string, secret: Uint8Array) =>
    new SignJWT({ family: family_id })
      .setProtectedHeader({ alg, kid: key_id })
      .setSubject(user_id)
      .setIssuer(base.issuer)
      .setAudience(base.audience)
      .setExpirationTime('5m')
      .sign(secret)
  for (const secret of [Buffer.from(x), Buffer.from(x, 'base64url')])
    assert.equal((await me(app, await forge('HS256', kid, secret))).statusCode, 401)

  const before = app.deps.jwt_secret.keys().map((key) => key.bytes)
  app.deps.jwt_secret.replace([Buffer.alloc(32, 7), ...before])
  const rotated = (await app.anonymous.get('/.well-known/jwks.json')).json().keys
  assert.deepEqual([rotated.length, rotated[1].kid], [2, kid])
  const next = (await signAccessToken(app.deps, claims)).access_token
  assert.equal(decodeProtectedHeader(next).kid, rotated[0].kid)
  for (const token of [access_token, old, next])
    assert.equal((await me(app, token)).statusCode, 200)
  app.deps.jwt_secret.replace([Buffer.alloc(32, 7)])
  for (const token of [access_token, old]) assert.equal((await me(app, token)).statusCode, 401)
  assert.equal((await me(app, next)).statusCode, 200)
})
