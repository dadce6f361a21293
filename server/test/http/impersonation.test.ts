import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeJwt, SignJWT } from 'jose'
import { newId } from '../../src/domain/ids.ts'
import { signingKey } from '../../src/usecases/auth/signing-keys.ts'
import { seedRecoveryCode } from '../../testkit/account-calls.ts'
import { type Harness, harness, type SeededTenant } from '../../testkit/app.ts'
import { all_routes, nameOf, textTo } from '../../testkit/calls.ts'
import { seedSession } from '../../testkit/seed-session.ts'

const reason = 'They cannot see their messages.'
const urlOf = (tenant: SeededTenant): string => `/api/v1/admin/users/${tenant.user_id}/impersonate`

const visitOf = async (app: Harness, boss: SeededTenant, tenant: SeededTenant) => {
  const recovery_code = await seedRecoveryCode(app, boss)
  const answer = await app.as(boss).post(urlOf(tenant), { reason, recovery_code })
  assert.equal(answer.statusCode, 201, answer.body)
  return answer.json() as { access_token: string; device_id: string; expires_in: number }
}

const bed = async (app: Harness) => {
  const [boss, tenant] = [await app.seed.tenant({ role: 'admin' }), await app.seed.tenant()]
  const visit = await visitOf(app, boss, tenant)
  return { boss, tenant, visit, support: app.bearing(visit.access_token) }
}

test('an administrator acts for a customer after a code of the second factor, and both audit logs tell of it and of what was done', async (t) => {
  const app = await harness(t)
  const { boss, tenant, visit, support } = await bed(app)
  assert.ok(visit.expires_in <= 900)
  assert.equal('refresh_token' in visit, false)
  const me = (await support.get('/api/v1/auth/me')).json()
  assert.equal(me.id, tenant.user_id)
  const made = await support.post('/api/v1/sessions', { session_name: 'help' })
  assert.equal(made.statusCode, 201, made.body)
  const body = await textTo({ app, tenant, person: support })
  assert.equal((await support.post('/api/v1/messages', body)).statusCode, 202)
  assert.equal((await support.post('/api/v1/auth/logout')).statusCode, 204)
  assert.equal((await support.get('/api/v1/auth/me')).statusCode, 401)

  const log = (await app.as(tenant).get('/api/v1/audit-log')).json().data
  type Entry = { action: string; actor_id: string; details: Record<string, unknown> }
  assert.deepEqual(
    log.map(({ action, actor_id }: Entry) => [action, actor_id]),
    ['user.logged_out', 'support.acted', 'session.created', 'user.impersonated'].map((action) => [
      action,
      boss.user_id
    ])
  )
  const [ended, sent, created, began] = log as Entry[]
  assert.equal(ended?.details['support'], true)
  assert.equal(sent?.details['call'], 'POST /api/v1/messages')
  for (const entry of [sent, created])
    assert.deepEqual(
      [entry?.details['support'], entry?.details['on_behalf_of'], entry?.details['device_id']],
      [true, tenant.user_id, visit.device_id]
    )
  assert.equal(began?.details['reason'], reason)
  const [own] = (await app.as(boss).get('/api/v1/audit-log')).json().data
  assert.deepEqual(
    [own.action, own.target_id, own.details.reason, own.details.tenant_id],
    ['user.impersonated', tenant.user_id, reason, tenant.tenant_id]
  )
})

test('nobody acts for a customer without a second factor, a reason and the login of an administrator, nor for an administrator', async (t) => {
  const app = await harness(t)
  const boss = await app.seed.tenant({ role: 'admin' })
  const tenant = await app.seed.tenant()
  const me = app.as(boss)
  const ask = async (body: object, caller = me, url = urlOf(tenant)) => {
    const answer = await caller.post(url, body)
    return [answer.statusCode, answer.json().code]
  }
  const code = '123456'
  assert.deepEqual(await ask({ reason, code }), [409, 'second_factor_missing'])
  const recovery_code = await seedRecoveryCode(app, boss)
  for (const body of [
    {},
    { reason },
    { reason: 'short', recovery_code },
    { reason: ' '.repeat(20), recovery_code },
    { recovery_code },
    { reason, code, recovery_code },
    { reason, recovery_code, minutes: 600 }
  ])
    assert.deepEqual(await ask(body), [422, 'validation_failed'], JSON.stringify(body))
  const wrong = recovery_code.replace(/./, (first) => (first === 'A' ? 'B' : 'A'))
  assert.deepEqual(await ask({ reason, recovery_code: wrong }), [403, 'second_factor_wrong'])
  const key = await app.withKey(['admin'], boss)
  assert.deepEqual(await ask({ reason, recovery_code }, key), [403, 'login_required'])
  const owner = app.as(await app.seed.tenant())
  assert.deepEqual(await ask({ reason, recovery_code }, owner), [403, 'scope_missing'])
  assert.deepEqual(await ask({ reason, recovery_code }, app.anonymous), [401, 'unauthenticated'])
  assert.equal(await app.count("refresh_tokens where user_agent = 'Support'"), 0)
  assert.equal(await app.count("audit_log where action = 'user.impersonated'"), 0)

  assert.equal((await ask({ reason, recovery_code }))[0], 201)
  assert.deepEqual(await ask({ reason, recovery_code }), [403, 'second_factor_wrong'], 'used up')
  const other = await app.seed.tenant({ role: 'admin' })
  const fresh = () => seedRecoveryCode(app, boss)
  for (const target of [other, boss])
    assert.deepEqual(await ask({ reason, recovery_code: await fresh() }, me, urlOf(target)), [
      403,
      'support_refused'
    ])
  const nobody = urlOf({ ...tenant, user_id: newId('user') })
  assert.deepEqual(await ask({ reason, recovery_code: await fresh() }, me, nobody), [
    404,
    'not_found'
  ])
  await app.owner.query("update users set status = 'suspended' where id = $1", [tenant.user_id])
  assert.equal((await ask({ reason, recovery_code: await fresh() }))[0], 422)
})

/** What an administrator may not do for a customer, written by hand: whatever else is for people or the account is missing here. */
const refused = [
  'DELETE /api/v1/account',
  'DELETE /api/v1/api-keys/:id',
  'DELETE /api/v1/auth/devices/:id',
  'DELETE /api/v1/auth/me',
  'DELETE /api/v1/auth/passkeys/:id',
  'DELETE /api/v1/invitations/:id',
  'DELETE /api/v1/memberships/:id',
  'DELETE /api/v1/subscription',
  'GET /api/v1/account/export/:id',
  'GET /api/v1/auth/tenants',
  'PATCH /api/v1/api-keys/:id',
  'PATCH /api/v1/auth/me',
  'PATCH /api/v1/auth/passkeys/:id',
  'PATCH /api/v1/memberships/:id',
  'POST /api/v1/account/export',
  'POST /api/v1/api-keys',
  'POST /api/v1/api-keys/:id/rotate',
  'POST /api/v1/auth/2fa/confirm',
  'POST /api/v1/auth/2fa/disable',
  'POST /api/v1/auth/2fa/setup',
  'POST /api/v1/auth/change-password',
  'POST /api/v1/auth/logout-all',
  'POST /api/v1/auth/passkeys',
  'POST /api/v1/auth/passkeys/options',
  'POST /api/v1/auth/switch-tenant',
  'POST /api/v1/auth/verify-email/send',
  'POST /api/v1/incoming-webhooks',
  'POST /api/v1/incoming-webhooks/:id/rotate-secret',
  'POST /api/v1/invitations',
  'POST /api/v1/invitations/:id/send',
  'POST /api/v1/sessions/:id/link-token',
  'POST /api/v1/subscription/checkout',
  'POST /api/v1/webhooks',
  'POST /api/v1/webhooks/:id/rotate-secret',
  'PUT /api/v1/account/billing',
  'PUT /api/v1/account/branding',
  'PUT /api/v1/subscription'
]

test('who acts for a customer gets no secrets, and changes nothing that decides who gets into the account', async (t) => {
  const app = await harness(t, { routes: all_routes })
  const { tenant, support } = await bed(app)
  const session_id = await seedSession(app, tenant)
  const found: string[] = []
  let of_admins = 0
  for (const route of all_routes.filter((one) => !one.public && !/stream$|events$/.test(one.url))) {
    const url = route.url.replace('/sessions/:id', `/sessions/${session_id}`).replace(/:\w+/g, 'x')
    const method = route.method.toLowerCase() as 'get' | 'post'
    const answer = await (method === 'get' ? support.get(url) : support[method](url, {}))
    const is_problem = answer.headers['content-type']?.includes('problem')
    if (!is_problem || answer.json().code !== 'support_refused') continue
    if (route.scope === 'admin') of_admins++
    else found.push(nameOf(route))
  }
  assert.deepEqual(found.sort(), refused)
  assert.equal(of_admins, all_routes.filter((route) => route.scope === 'admin').length)
})

test('a visit ends with the login or the role of the administrator, by the word of the customer, and when its time is up', async (t) => {
  let late_ms = 0
  const clock = {
    now: () => new Date(Date.now() + late_ms),
    monotonic_ms: () => performance.now()
  }
  const app = await harness(t, { deps: () => ({ clock }) })
  const ends: [string, (bed: Awaited<ReturnType<typeof beginVisit>>) => Promise<unknown>][] = [
    ['the administrator logs out', ({ boss }) => app.as(boss).post('/api/v1/auth/logout')],
    [
      'the administrator is one no more',
      ({ boss }) => app.owner.query("update users set role = 'owner' where id = $1", [boss.user_id])
    ],
    [
      'the administrator is suspended',
      ({ boss }) =>
        app.owner.query("update users set status = 'suspended' where id = $1", [boss.user_id])
    ],
    [
      'the customer ends it',
      ({ tenant, visit }) => app.as(tenant).delete(`/api/v1/auth/devices/${visit.device_id}`)
    ],
    [
      'the customer becomes an administrator',
      ({ tenant }) =>
        app.owner.query("update users set role = 'admin' where id = $1", [tenant.user_id])
    ]
  ]
  const beginVisit = () => bed(app)
  for (const [how, end] of ends) {
    const one = await beginVisit()
    assert.equal((await one.support.get('/api/v1/auth/me')).statusCode, 200, how)
    await end(one)
    assert.equal((await one.support.get('/api/v1/auth/me')).statusCode, 401, how)
  }
  const last = await beginVisit()
  late_ms = 15 * 60_000 + 1_000
  const answer = await last.support.get('/api/v1/auth/me')
  assert.deepEqual([answer.statusCode, answer.json().code], [401, 'token_expired'])
})

test('a token that was changed, or does not say who acts, opens nothing', async (t) => {
  const app = await harness(t)
  const { tenant, visit } = await bed(app)
  const [header = '', payload = '', signature = ''] = visit.access_token.split('.')
  const said = decodeJwt(visit.access_token)
  const { act: _, ...without } = said
  const forged = [
    { ...without, aud: 'whatsapp-saas-gateway/api' },
    { ...said, exp: (said.exp ?? 0) + 86_400 }
  ].map((claims) =>
    [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.')
  )
  const { id, private_key } = signingKey(app.deps.jwt_secret)
  const signed = async (claims: Record<string, unknown>) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', typ: 'JWT', kid: id }).sign(private_key)
  assert.equal(
    (await app.bearing(await signed({ ...said })).get('/api/v1/auth/me')).statusCode,
    200
  )
  for (const claims of [
    without,
    { ...said, act: { sub: tenant.user_id, family: tenant.family_id } },
    { ...said, act: { sub: 'x' } }
  ])
    forged.push(await signed(claims))
  for (const token of [...forged, [header, payload].join('.')])
    assert.equal((await app.bearing(token).get('/api/v1/auth/me')).statusCode, 401)
})
