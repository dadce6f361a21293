import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { harness } from '../../testkit/app.ts'
import { seedMember } from '../../testkit/seed-member.ts'

const url = '/api/v1/memberships'

test('whoever registers owns the account and is the one member of its team', async (t) => {
  const app = await harness(t)
  const body = { email: 'mona@example.com', password: 'a river in the desert', name: 'Mona' }
  const { access_token, user } = (await app.anonymous.post('/api/v1/auth/register', body)).json()
  const caller = app.bearing(access_token)
  const { data, next_cursor } = (await caller.get(url)).json()
  assert.equal(next_cursor, null)
  assert.deepEqual(
    data.map(
      ({ id: _, created_at: __, last_login_at: ___, ...shown }: Record<string, unknown>) => shown
    ),
    [{ user_id: user.id, email: 'mona@example.com', name: 'Mona', role: 'owner' }]
  )
  const me = (await caller.get('/api/v1/auth/me')).json()
  assert.deepEqual([me.member_role, me.credential.scopes], ['owner', null])
})

test('the members of a team are listed page by page, to those who may read them, and no others are', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const other = await app.seed.tenant()
  const viewer = await seedMember(app, tenant, 'viewer')
  const agent = await seedMember(app, tenant, 'agent')
  const first = (await app.as(viewer).get(`${url}?limit=2`)).json()
  const second = (await app.as(viewer).get(`${url}?limit=2&cursor=${first.next_cursor}`)).json()
  assert.deepEqual(
    [...first.data, ...second.data].map(({ user_id, role }) => [user_id, role]),
    [
      [agent.user_id, 'agent'],
      [viewer.user_id, 'viewer'],
      [tenant.user_id, 'owner']
    ]
  )
  assert.equal(second.next_cursor, null)
  const foreign = (await app.as(other).get(url)).json()
  assert.deepEqual(
    foreign.data.map(({ user_id }: { user_id: string }) => user_id),
    [other.user_id]
  )
  const refused = [
    [await app.as(viewer).get(`${url}?limit=0`), 422, 'validation_failed'],
    [await app.as(viewer).get(`${url}?cursor=x`), 422, 'validation_failed'],
    [await app.anonymous.get(url), 401, 'unauthenticated'],
    [await app.as(agent).get(url), 403, 'scope_missing'],
    [await (await app.withKey(['billing:read'], tenant)).get(url), 403, 'scope_missing']
  ] as const
  for (const [answer, status, code] of refused)
    assert.deepEqual([answer.statusCode, answer.json().code], [status, code])
  assert.match(
    (await app.as(agent).get(url)).json().detail,
    /^The role agent lacks the scope team:read/
  )
  const me = (await app.as(viewer).get('/api/v1/auth/me')).json()
  assert.equal(me.member_role, 'viewer')
  assert.ok(me.credential.scopes.includes('team:read'))
})

test('a change of role counts for the next request, and whoever is no member is logged out', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const member = await seedMember(app, tenant, 'viewer')
  const caller = app.as(member)
  assert.equal((await caller.get('/api/v1/sessions')).statusCode, 200)
  const set = (role: string) =>
    app.owner.query('update memberships set role = $2 where id = $1', [member.membership_id, role])
  await set('billing')
  assert.equal((await caller.get('/api/v1/sessions')).json().code, 'scope_missing')
  await set('owner')
  assert.equal((await caller.get('/api/v1/sessions')).statusCode, 200)
  await app.owner.query('delete from memberships where id = $1', [member.membership_id])
  assert.equal((await caller.get('/api/v1/sessions')).json().code, 'unauthenticated')
})

test('the version before, which knows no roles, is shown the logins of owners alone', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const admin = await seedMember(app, tenant, 'admin')
  const seen = await app.deps.db.query<{ place: number; tenant_id: string; stands: boolean }>(
    'select place, tenant_id, stands from auth_logins($1, $2)',
    [
      [tenant.user_id, admin.user_id],
      [tenant.family_id, admin.family_id]
    ]
  )
  assert.deepEqual(seen, [{ place: 1, tenant_id: tenant.tenant_id, stands: true }])
})

test('a user who is put into a tenant that has one already owns nothing of it', async (t) => {
  const app = await harness(t)
  const { tenant_id } = await app.seed.tenant()
  const user_id = newId('user')
  await app.owner.query(
    "insert into users (id, tenant_id, email, name, password_hash) values ($1, $2, 'x@example.com', 'X', 'x')",
    [user_id, tenant_id]
  )
  assert.deepEqual(
    await app.owner.query('select role from memberships where user_id = $1', [user_id]),
    []
  )
})

test('a key with a scope of the account has the parts of it, and a key made with it loses none of them', async (t) => {
  const app = await harness(t)
  const person = app.as(await app.seed.tenant())
  const keys = '/api/v1/api-keys'
  const wide = ['account:read', 'account:write', 'messages:read']
  const parent = (await person.post(keys, { name: 'parent', scopes: wide })).json()
  const maker = app.bearing(parent.key)
  const scopes = ['billing:read', 'team:read', 'messages:read']
  const made = (await maker.post(keys, { name: 'made', scopes })).json()
  assert.deepEqual(made.scopes, scopes)
  await person.patch(`${keys}/${parent.id}`, { scopes: wide.slice(0, 2) })
  assert.deepEqual((await person.get(`${keys}/${made.id}`)).json().scopes, scopes.slice(0, 2))
  const part = app.bearing(made.key)
  assert.equal((await part.get('/api/v1/subscription')).statusCode, 200)
  assert.equal((await part.get('/api/v1/audit-log')).json().code, 'scope_missing')
})
