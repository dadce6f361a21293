import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { seedRecoveryCode } from '../../testkit/account-calls.ts'
import { harness } from '../../testkit/app.ts'
import { seedMember } from '../../testkit/seed-member.ts'
import { accept, invitations, invite, outcome } from './invitation-calls.ts'
import { auth, inTwo, logIn, membershipOf, memberships, switchTo } from './switch-calls.ts'

test('whoever has an account joins another with the password they have, and acts in each with the role they have there', async (t) => {
  const app = await harness(t)
  const [home, other] = [await app.seed.tenant(), await app.seed.tenant()]
  const { token } = await invite(app.as(other), home.email)
  const asked = await app.anonymous.post(`${invitations}/lookup`, { token })
  assert.equal(asked.json().has_account, true)
  for (const password of ['wrong password', other.password])
    if (password !== home.password)
      assert.deepEqual(outcome(await accept(app, token, { password })), [401, 'login_failed'])
  const joined = (await accept(app, token, { password: home.password })).json()
  assert.deepEqual(
    [joined.user.id, joined.user.tenant_id, joined.user.email_verified_at],
    [home.user_id, other.tenant_id, null],
    'a link that was shown proves no address'
  )
  const away = app.bearing(joined.access_token)
  const me = (await away.get(`${auth}/me`)).json()
  assert.deepEqual([me.tenant_id, me.member_role, me.email], [other.tenant_id, 'agent', home.email])
  assert.deepEqual(outcome(await away.get('/api/v1/webhooks')), [403, 'scope_missing'])
  const { data } = (await away.get(`${auth}/tenants`)).json()
  assert.deepEqual(
    data.map(({ id, role, is_home }: Record<string, unknown>) => [id, role, is_home]),
    [
      [home.tenant_id, 'owner', true],
      [other.tenant_id, 'agent', false]
    ]
  )
  const listed = (await app.as(other).get(memberships)).json().data
  assert.deepEqual(
    listed.map((one: { email: string }) => one.email),
    [home.email, other.email]
  )
  const login = (await logIn(app, home)).json()
  assert.equal(login.user.tenant_id, home.tenant_id, 'a login begins at home')
  assert.equal((await app.bearing(login.access_token).get('/api/v1/webhooks')).statusCode, 200)
  const switched = await switchTo(app, login.access_token, other.tenant_id)
  assert.equal(switched.statusCode, 201, switched.body)
  const refreshed = await app.anonymous.post(`${auth}/refresh`, {
    refresh_token: switched.json().refresh_token
  })
  assert.equal(refreshed.json().user.tenant_id, other.tenant_id, 'it goes on where it acts')
  const back = await switchTo(app, refreshed.json().access_token, home.tenant_id)
  assert.equal(back.json().user.tenant_id, home.tenant_id)
  const log = (await app.as(other).get('/api/v1/audit-log')).json().data
  assert.deepEqual(
    log.map((one: { action: string; actor_id: string }) => [one.action, one.actor_id]),
    [
      ['user.logged_in', home.user_id],
      ['member.joined', home.user_id],
      ['member.invited', other.user_id]
    ]
  )
})

test('nobody switches to an account that they are not in, and no key or stranger does', async (t) => {
  const app = await harness(t)
  const { home, other } = await inTwo(app)
  const stranger = await app.seed.tenant()
  const mate = await seedMember(app, home, 'admin')
  const key = await app.withKey(['account:write', 'account:read'], home)
  const to = { tenant_id: other.tenant_id }
  const url = `${auth}/switch-tenant`
  for (const [answer, status, code] of [
    [await app.as(stranger).post(url, to), 404, 'not_found'],
    [await app.as(mate).post(url, to), 404, 'not_found'],
    [await app.as(home).post(url, { tenant_id: newId('tenant') }), 404, 'not_found'],
    [await app.as(home).post(url, { tenant_id: 'x' }), 422, 'validation_failed'],
    [await key.post(url, to), 403, 'login_required'],
    [await key.get(`${auth}/tenants`), 403, 'login_required'],
    [await app.anonymous.post(url, to), 401, 'unauthenticated'],
    [await app.anonymous.get(`${auth}/tenants`), 401, 'unauthenticated']
  ] as const)
    assert.deepEqual(outcome(answer), [status, code])
  const headers = { 'idempotency-key': 'once' }
  const given = await switchTo(app, home.access_token, other.tenant_id, headers)
  const again = await switchTo(app, home.access_token, other.tenant_id, headers)
  assert.equal(again.body, given.body)
  const taken = await switchTo(app, mate.access_token, other.tenant_id, headers)
  assert.deepEqual(outcome(taken), [422, 'idempotency_key_reused'])
})

test('password, second factor, devices and name are those of the person, wherever they act', async (t) => {
  const app = await harness(t)
  const { home, other, away } = await inTwo(app)
  const there = app.bearing(away.access_token)
  assert.equal((await there.patch(`${auth}/me`, { name: 'Mona' })).statusCode, 200)
  const names = (await app.as(other).get(memberships)).json().data
  assert.equal(names[0].name, 'Mona')
  const devices = (await there.get(`${auth}/devices`)).json().data
  assert.equal(devices.length, 2)
  assert.equal(devices.filter((one: { current: boolean }) => one.current).length, 1)
  const change = { current_password: home.password, new_password: 'another good password' }
  assert.equal((await there.post(`${auth}/change-password`, change)).statusCode, 204)
  assert.equal((await app.as(home).get(`${auth}/me`)).statusCode, 401, 'other logins end')
  assert.equal((await there.get(`${auth}/me`)).statusCode, 200)
  const own = { ...home, password: change.new_password }
  const set_up = await there.post(`${auth}/2fa/setup`, { current_password: own.password })
  assert.equal(set_up.statusCode, 200, set_up.body)
  await seedRecoveryCode(app, home)
  await app.owner.query('update user_second_factors set confirmed_at = now()')
  assert.deepEqual(outcome(await logIn(app, own)), [403, 'second_factor_required'])
  assert.equal((await there.get(`${auth}/2fa`)).json().enabled, true)
  const log = (await app.as(other).get('/api/v1/audit-log')).json().data
  assert.ok(!JSON.stringify(log).includes('user.password_changed'), 'it is no matter of the team')
  assert.equal((await there.post(`${auth}/logout`)).statusCode, 204)
  assert.equal((await there.get(`${auth}/me`)).statusCode, 401)
})

test('what a member from elsewhere has in a team ends with the membership there, and nothing at home does', async (t) => {
  const app = await harness(t)
  const { home, other, away, membership_id } = await inTwo(app, 'developer')
  const there = app.bearing(away.access_token)
  const scopes = ['messages:read', 'account:read']
  const { key } = (await there.post('/api/v1/api-keys', { name: 'x', scopes })).json()
  const keyed = app.bearing(key)
  assert.equal((await keyed.get(`${auth}/me`)).json().tenant_id, other.tenant_id)
  assert.deepEqual(outcome(await keyed.get(`${auth}/devices`)), [403, 'login_required'])
  const own = await app.withKey(['messages:read'], home)
  assert.equal((await app.as(other).delete(`${memberships}/${membership_id}`)).statusCode, 204)
  const refused = [
    await there.get('/api/v1/messages'),
    await keyed.get('/api/v1/messages'),
    await app.anonymous.post(`${auth}/refresh`, { refresh_token: away.refresh_token }),
    await switchTo(app, home.access_token, other.tenant_id)
  ]
  assert.deepEqual(
    refused.map(({ statusCode }) => statusCode),
    [401, 401, 401, 404]
  )
  assert.equal((await app.as(home).get('/api/v1/messages')).statusCode, 200)
  assert.equal((await own.get('/api/v1/messages')).statusCode, 200)
})

test('whoever leaves home is at home in the next of their teams, with password and second factor', async (t) => {
  const app = await harness(t)
  const { home, other, away } = await inTwo(app)
  await seedMember(app, home, 'owner')
  const code = await seedRecoveryCode(app, home)
  const { membership_id } = await membershipOf(app, home, home)
  assert.equal((await app.as(home).delete(`${memberships}/${membership_id}`)).statusCode, 204)
  assert.equal((await app.as(home).get('/api/v1/sessions')).statusCode, 401)
  assert.equal((await app.bearing(away.access_token).get(`${auth}/me`)).statusCode, 200)
  assert.deepEqual(outcome(await logIn(app, home)), [403, 'second_factor_required'])
  const login = await logIn(app, home, { recovery_code: code })
  assert.equal(login.statusCode, 200, login.body)
  assert.equal(login.json().user.tenant_id, other.tenant_id)
  const { data } = (await app.bearing(login.json().access_token).get(`${auth}/tenants`)).json()
  assert.deepEqual(
    data.map((one: { id: string; is_home: boolean }) => [one.id, one.is_home]),
    [[other.tenant_id, true]]
  )
  const left = await membershipOf(app, other, home)
  await app.as(other).delete(`${memberships}/${left.membership_id}`)
  assert.equal(await app.count(`users where id = '${home.user_id}'`), 0, 'there is no next one')
})

test('the erasure of an account leaves its users in their other teams, and lets nobody into it any more', async (t) => {
  const app = await harness(t)
  const { home, other, away } = await inTwo(app)
  const body = { current_password: home.password }
  assert.equal((await app.as(home).delete('/api/v1/account', {}, body)).statusCode, 202)
  assert.deepEqual(outcome(await app.as(home).get('/api/v1/sessions')), [403, 'account_erasing'])
  const there = app.bearing(away.access_token)
  assert.equal((await there.get('/api/v1/messages')).statusCode, 200)
  const login = (await logIn(app, home)).json()
  assert.equal(login.user.tenant_id, other.tenant_id)
  assert.deepEqual(outcome(await switchTo(app, login.access_token, home.tenant_id)), [
    404,
    'not_found'
  ])
  await app.owner.query('delete from tenants where id = $1', [home.tenant_id])
  assert.equal((await app.as(home).get('/api/v1/sessions')).statusCode, 401)
  assert.equal((await there.get('/api/v1/messages')).statusCode, 200)
})

test('an owner from elsewhere erases the account with their own password, and stays where they are at home', async (t) => {
  const app = await harness(t)
  const { home, other, away } = await inTwo(app, 'owner')
  const code = await seedRecoveryCode(app, home)
  const there = app.bearing(away.access_token)
  const erase = (more: object) =>
    there.delete('/api/v1/account', {}, { current_password: home.password, ...more })
  assert.deepEqual(outcome(await erase({ current_password: 'wrong password' })), [
    403,
    'password_wrong'
  ])
  assert.deepEqual(outcome(await erase({})), [403, 'second_factor_required'])
  assert.equal((await erase({ recovery_code: code })).statusCode, 202)
  for (const caller of [there, app.as(other)])
    assert.deepEqual(outcome(await caller.get('/api/v1/sessions')), [403, 'account_erasing'])
  assert.equal((await app.as(home).get('/api/v1/sessions')).statusCode, 200)
  await app.owner.query('delete from tenants where id = $1', [other.tenant_id])
  assert.equal((await app.as(home).get('/api/v1/sessions')).statusCode, 200)
})

test('in an account whose members all belong elsewhere whoever joins anew has the role of the invitation', async (t) => {
  const app = await harness(t)
  const { other, away } = await inTwo(app, 'owner')
  const there = app.bearing(away.access_token)
  const { membership_id } = await membershipOf(app, other, other)
  assert.equal((await there.delete(`${memberships}/${membership_id}`)).statusCode, 204)
  const { token } = await invite(there, 'omar@example.com', 'viewer')
  const joined = await accept(app, token)
  assert.equal(joined.statusCode, 201, joined.body)
  const me = await app.bearing(joined.json().access_token).get(`${auth}/me`)
  assert.equal(me.json().member_role, 'viewer')
})

test('an administrator of the installation is one at home alone', async (t) => {
  const app = await harness(t)
  const [boss, other] = [await app.seed.tenant({ role: 'admin' }), await app.seed.tenant()]
  const { token } = await invite(app.as(other), boss.email, 'owner')
  const joined = (await accept(app, token, { password: boss.password })).json()
  assert.equal(joined.user.role, 'owner')
  const users = '/api/v1/admin/users'
  assert.equal((await app.as(boss).get(users)).statusCode, 200)
  const there = app.bearing(joined.access_token)
  assert.deepEqual(outcome(await there.get(users)), [403, 'scope_missing'])
  const key = { name: 'x', scopes: ['admin'] }
  assert.deepEqual(outcome(await there.post('/api/v1/api-keys', key)), [403, 'scope_missing'])
})
