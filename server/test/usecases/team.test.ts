import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import type { Scope } from '../../src/domain/tenant.ts'
import { type MemberRole, member_roles } from '../../src/domain/user.ts'
import { type Answer, type Caller, type Harness, harness } from '../../testkit/app.ts'
import { seedMember } from '../../testkit/seed-member.ts'

const url = '/api/v1/memberships'
const outcome = (answer: Answer) => [
  answer.statusCode,
  answer.statusCode < 300 ? null : answer.json().code
]
const seedTeam = async (app: Harness) => {
  const tenant = await app.seed.tenant()
  const members = await Promise.all(
    member_roles.map(async (role) => [role, await seedMember(app, tenant, role)] as const)
  )
  return { tenant, ...Object.fromEntries(members) } as { tenant: typeof tenant } & Record<
    MemberRole,
    Awaited<ReturnType<typeof seedMember>>
  >
}
const keyOf = async (caller: Caller, scopes: Scope[]): Promise<{ id: string; key: string }> => {
  const made = await caller.post('/api/v1/api-keys', { name: 'key', scopes })
  assert.equal(made.statusCode, 201, made.body)
  return made.json()
}
const roleOf = async (app: Harness, id: string): Promise<string | undefined> =>
  (await app.owner.query<{ role: string }>('select role from memberships where id = $1', [id]))[0]
    ?.role

test('nobody gives a role that may do more than they, or changes or removes a member who may', async (t) => {
  const app = await harness(t)
  const team = await seedTeam(app)
  const as = (role: MemberRole) => app.as(team[role])
  const tries: [Caller, MemberRole, MemberRole, string][] = [
    [as('admin'), 'viewer', 'owner', 'owner_required'],
    [as('admin'), 'admin', 'owner', 'owner_required'],
    [as('admin'), 'owner', 'viewer', 'owner_required'],
    [as('developer'), 'developer', 'admin', 'scope_missing'],
    [as('agent'), 'agent', 'developer', 'scope_missing'],
    [as('viewer'), 'viewer', 'viewer', 'scope_missing'],
    [await app.withKey(['team:write'], team.tenant), 'viewer', 'agent', 'scope_missing'],
    [await app.withKey(['account:write'], team.tenant), 'viewer', 'admin', 'scope_missing'],
    [
      await app.withKey(['team:write', 'billing:read'], team.tenant),
      'billing',
      'billing',
      'scope_missing'
    ]
  ]
  for (const [caller, of, role, code] of tries) {
    const answer = await caller.patch(`${url}/${team[of].membership_id}`, { role })
    assert.deepEqual(outcome(answer), [403, code], `${of} to ${role}`)
  }
  const removals: [Caller, MemberRole, string][] = [
    [as('admin'), 'owner', 'owner_required'],
    [as('developer'), 'admin', 'scope_missing'],
    [as('agent'), 'viewer', 'scope_missing'],
    [await app.withKey(['team:write'], team.tenant), 'admin', 'scope_missing'],
    [await app.withKey(['team:read'], team.tenant), 'viewer', 'scope_missing']
  ]
  for (const [caller, of, code] of removals)
    assert.deepEqual(
      outcome(await caller.delete(`${url}/${team[of].membership_id}`)),
      [403, code],
      of
    )
  for (const role of member_roles) assert.equal(await roleOf(app, team[role].membership_id), role)
  const billing = await app.withKey(['team:write', 'billing:read', 'billing:write'], team.tenant)
  const moved = await billing.patch(`${url}/${team.billing.membership_id}`, { role: 'billing' })
  assert.deepEqual(outcome(moved), [200, null])
  assert.deepEqual(outcome(await billing.delete(`${url}/${team.billing.membership_id}`)), [
    204,
    null
  ])
})

test('a change of role takes from the keys of the member what the role does not have, and is in the audit log', async (t) => {
  const app = await harness(t)
  const team = await seedTeam(app)
  const member = team.developer
  const both = await keyOf(app.as(member), ['messages:read', 'webhooks:write'])
  const lost = await keyOf(app.as(member), ['webhooks:write'])
  const change = { role: 'viewer' }
  const caller = app.as(team.admin)
  const answer = await caller.patch(`${url}/${member.membership_id}`, change)
  assert.equal(answer.statusCode, 200, answer.body)
  assert.deepEqual([answer.json().id, answer.json().role], [member.membership_id, 'viewer'])
  assert.equal((await app.bearing(both.key).get('/api/v1/messages')).statusCode, 200)
  const kept = (await app.as(team.tenant).get(`/api/v1/api-keys/${both.id}`)).json()
  assert.deepEqual(kept.scopes, ['messages:read'])
  assert.deepEqual(outcome(await app.bearing(lost.key).get('/api/v1/messages')), [
    401,
    'unauthenticated'
  ])
  assert.deepEqual(
    outcome(
      await app.as(member).post('/api/v1/api-keys', { name: 'x', scopes: ['messages:read'] })
    ),
    [403, 'scope_missing']
  )
  const [entry] = (await app.as(team.tenant).get('/api/v1/audit-log?limit=1')).json().data
  assert.deepEqual(
    [entry.action, entry.actor_id, entry.target_id, entry.details],
    [
      'member.role_changed',
      team.admin.user_id,
      member.membership_id,
      { user_id: member.user_id, role: 'viewer', role_before: 'developer' }
    ]
  )
})

test('logins, keys and links of a member end with the membership', async (t) => {
  const app = await harness(t)
  const team = await seedTeam(app)
  const member = team.developer
  const login = (
    await app.anonymous.post('/api/v1/auth/login', {
      email: member.email,
      password: member.password
    })
  ).json()
  const { key } = await keyOf(app.as(member), ['messages:read'])
  const session = { session_name: 'a' }
  const { id } = (await app.as(member).post('/api/v1/sessions', session)).json()
  const linked = await app.as(member).post(`/api/v1/sessions/${id}/link-token`, {})
  assert.equal(linked.statusCode, 201, linked.body)
  const removed = await app.as(team.admin).delete(`${url}/${member.membership_id}`)
  assert.equal(removed.statusCode, 204, removed.body)
  const refused = [
    await app.as(member).get('/api/v1/sessions'),
    await app.bearing(login.access_token).get('/api/v1/sessions'),
    await app.bearing(key).get('/api/v1/messages'),
    await app.anonymous.post('/api/v1/auth/refresh', { refresh_token: login.refresh_token }),
    await app.anonymous.post('/api/v1/auth/login', {
      email: member.email,
      password: member.password
    })
  ]
  assert.deepEqual(
    refused.map(({ statusCode }) => statusCode),
    [401, 401, 401, 401, 401]
  )
  assert.equal(
    (await app.owner.query('select from link_tokens where session_id = $1', [id])).length,
    0
  )
  assert.equal((await app.as(team.tenant).get(`/api/v1/sessions/${id}`)).statusCode, 200)
  assert.deepEqual(outcome(await app.as(team.admin).delete(`${url}/${member.membership_id}`)), [
    404,
    'not_found'
  ])
})

test('everybody may leave, but the last owner, who may hand the account over first', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const agent = await seedMember(app, tenant, 'agent')
  const owner = app.as(tenant)
  const { data } = (await owner.get(url)).json()
  const own = data.find((one: { user_id: string }) => one.user_id === tenant.user_id).id
  assert.deepEqual(outcome(await owner.delete(`${url}/${own}`)), [409, 'last_owner'])
  assert.deepEqual(outcome(await owner.patch(`${url}/${own}`, { role: 'admin' })), [
    409,
    'last_owner'
  ])
  assert.equal((await owner.patch(`${url}/${own}`, { role: 'owner' })).statusCode, 200)
  const heir = await seedMember(app, tenant, 'viewer')
  assert.equal(
    (await owner.patch(`${url}/${heir.membership_id}`, { role: 'owner' })).statusCode,
    200
  )
  assert.equal((await owner.patch(`${url}/${own}`, { role: 'viewer' })).statusCode, 200)
  assert.deepEqual(outcome(await owner.patch(`${url}/${own}`, { role: 'owner' })), [
    403,
    'scope_missing'
  ])
  for (const leaver of [app.as(agent), owner]) {
    const id = leaver === owner ? own : agent.membership_id
    assert.equal((await leaver.delete(`${url}/${id}`)).statusCode, 204)
    assert.equal((await leaver.get('/api/v1/auth/me')).statusCode, 401)
  }
  assert.equal((await app.as(heir).get('/api/v1/sessions')).statusCode, 200)
})

test('of two owners who take each other away at the same moment one stays', async (t) => {
  const app = await harness(t)
  for (let round = 0; round < 5; round++) {
    const tenant = await app.seed.tenant()
    const [one, other] = [
      await seedMember(app, tenant, 'owner'),
      await seedMember(app, tenant, 'owner')
    ]
    await app.owner.query("update memberships set role = 'viewer' where user_id = $1", [
      tenant.user_id
    ])
    const answers = await Promise.all([
      app.as(one).patch(`${url}/${one.membership_id}`, { role: 'viewer' }),
      app.as(other).delete(`${url}/${other.membership_id}`)
    ])
    assert.deepEqual(answers.map((answer) => answer.statusCode < 300).sort(), [false, true])
    const owners = await app.owner.query(
      "select from memberships where tenant_id = $1 and role = 'owner'",
      [tenant.tenant_id]
    )
    assert.equal(owners.length, 1)
  }
})

test('what a role may not any more is given to no key by a call that was under way', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  for (let round = 0; round < 5; round++) {
    const member = await seedMember(app, tenant, 'developer')
    const [made] = await Promise.all([
      app
        .as(member)
        .post('/api/v1/api-keys', { name: 'x', scopes: ['webhooks:write', 'messages:read'] }),
      app.as(tenant).patch(`${url}/${member.membership_id}`, { role: 'viewer' })
    ])
    if (made.statusCode !== 201) continue
    const kept = await app.owner.query('select scopes from api_keys where id = $1', [
      made.json().id
    ])
    assert.deepEqual(kept, [{ scopes: ['messages:read'] }])
  }
})

test('bad input, no credential and members of others are refused', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const member = await seedMember(app, tenant, 'viewer')
  const foreign = app.as(await app.seed.tenant())
  const own = `${url}/${member.membership_id}`
  const person = app.as(tenant)
  const expected: [Answer, number, string][] = [
    [await person.patch(own, { role: 'king' }), 422, 'validation_failed'],
    [await person.patch(own, {}), 422, 'validation_failed'],
    [await person.patch(own, { role: 'agent', name: 'x' }), 422, 'validation_failed'],
    [await app.anonymous.patch(own, { role: 'agent' }), 401, 'unauthenticated'],
    [await app.anonymous.delete(own), 401, 'unauthenticated'],
    [await foreign.patch(own, { role: 'agent' }), 404, 'not_found'],
    [await foreign.delete(own), 404, 'not_found'],
    [await person.patch(`${url}/${newId('membership')}`, { role: 'agent' }), 404, 'not_found']
  ]
  for (const [answer, status, code] of expected) assert.deepEqual(outcome(answer), [status, code])
  assert.equal(await roleOf(app, member.membership_id), 'viewer')
})

test('the last administrator of the installation does not leave', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant({ role: 'admin' })
  await seedMember(app, tenant, 'owner')
  const { data } = (await app.as(tenant).get(url)).json()
  const own = data.find((one: { user_id: string }) => one.user_id === tenant.user_id).id
  const leave = () => app.as(tenant).delete(`${url}/${own}`)
  assert.deepEqual(outcome(await leave()), [409, 'last_administrator'])
  await app.seed.tenant({ role: 'admin' })
  assert.deepEqual(outcome(await leave()), [204, null])
})
