import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nameInvitation } from '../../src/domain/invitation.ts'
import { mailedInvitationAddress } from '../../src/jobs/mail/link-address.ts'
import { type Answer, harness } from '../../testkit/app.ts'
import { base } from '../../testkit/outbox.ts'
import { seedMember } from '../../testkit/seed-member.ts'
import { accept, invitations, invite, newcomer, outcome, tokenIn } from './invitation-calls.ts'

test('an invitation is of no use once it was taken back, sent again, has expired or was changed, nor for anything else', async (t) => {
  const app = await harness(t)
  const owner = app.as(await app.seed.tenant())
  const none = [403, 'link_invalid'] as const
  const revoked = await invite(owner, 'a@example.com')
  assert.equal((await owner.delete(`${invitations}/${revoked.id}`)).statusCode, 204)
  assert.deepEqual(outcome(await accept(app, revoked.token)), none)

  const first = await invite(owner, 'b@example.com')
  const again = await owner.post(`${invitations}/${first.id}/send`)
  assert.equal(again.statusCode, 200, again.body)
  const second = tokenIn(again.json().link)
  assert.deepEqual(outcome(await accept(app, first.token)), none)
  await app.owner.query('update team_invitations set expires_at = now()')
  assert.deepEqual(outcome(await accept(app, second)), none)
  assert.equal((await owner.get(invitations)).json().data.length, 1, 'it can be sent again')
  const third = tokenIn((await owner.post(`${invitations}/${first.id}/send`)).json().link)
  const other = await invite(owner, 'c@example.com', 'admin')
  const [name = '', signature = ''] = third.split('.')
  for (const forged of [
    `${other.token.split('.')[0]}.${signature}`,
    `${name.replace(/3$/, '4')}.${signature}`,
    name,
    `${third}x`,
    mailedInvitationAddress(app.deps.webhook_key.derive('x'), base, name).split('=')[1] ?? '',
    nameInvitation(first.id, 3)
  ])
    assert.deepEqual(outcome(await accept(app, forged)), none, forged)
  for (const [path, body] of [
    ['register', { email: 'b@example.com', ...newcomer, invitation: third }],
    ['verify-email', { token: third }],
    ['reset-password', { token: third, new_password: newcomer.password }]
  ] as const)
    assert.equal((await app.anonymous.post(`/api/v1/auth/${path}`, body)).statusCode, 403, path)
  const joined = await accept(app, third)
  assert.equal(joined.json().user.email, 'b@example.com', 'whoever takes it has its address')
  assert.deepEqual(
    outcome(await accept(app, other.token, { ...newcomer, email: 'd@example.com' })),
    [422, 'validation_failed']
  )
})

test('nobody is invited to a role that may do what whoever invites may not, nor by an API key', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const admin = await seedMember(app, tenant, 'admin')
  const developer = await seedMember(app, tenant, 'developer')
  const email = 'omar@example.com'
  const to = (role: string) => ({ email, role })
  const key = await app.withKey(['account:write', 'account:read', 'messages:write'], tenant)
  const tries: [Answer, number, string][] = [
    [await app.as(admin).post(invitations, to('owner')), 403, 'owner_required'],
    [await app.as(developer).post(invitations, to('viewer')), 403, 'scope_missing'],
    [await key.post(invitations, to('viewer')), 403, 'login_required'],
    [await app.anonymous.post(invitations, to('viewer')), 401, 'unauthenticated'],
    [await app.as(admin).post(invitations, to('king')), 422, 'validation_failed'],
    [
      await app.as(admin).post(invitations, { email: 'x', role: 'agent' }),
      422,
      'validation_failed'
    ],
    [
      await app.as(admin).post(invitations, { ...to('agent'), tenant_id: 'x' }),
      422,
      'validation_failed'
    ]
  ]
  for (const [answer, status, code] of tries) assert.deepEqual(outcome(answer), [status, code])
  assert.equal(await app.count('team_invitations'), 0)

  const owners = await invite(app.as(tenant), email, 'owner')
  for (const answer of [
    await app.as(admin).post(`${invitations}/${owners.id}/send`),
    await app.as(admin).delete(`${invitations}/${owners.id}`)
  ])
    assert.deepEqual(outcome(answer), [403, 'owner_required'])
  assert.deepEqual(outcome(await key.post(`${invitations}/${owners.id}/send`)), [
    403,
    'login_required'
  ])
})

test('what somebody has invited to ends when they may not invite to it any more, or leave', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const owner = app.as(tenant)
  const admin = await seedMember(app, tenant, 'admin')
  const other = await seedMember(app, tenant, 'owner')
  const accomplice = await invite(app.as(admin), 'a@example.com', 'admin')
  const heir = await invite(app.as(other), 'b@example.com', 'owner')
  const viewer = await invite(app.as(other), 'c@example.com', 'viewer')
  const memberships = '/api/v1/memberships'
  await owner.patch(`${memberships}/${admin.membership_id}`, { role: 'developer' })
  assert.deepEqual(outcome(await accept(app, accomplice.token)), [403, 'link_invalid'])
  await owner.patch(`${memberships}/${other.membership_id}`, { role: 'admin' })
  assert.deepEqual(outcome(await accept(app, heir.token)), [403, 'link_invalid'])
  assert.deepEqual((await owner.get(invitations)).json().data[0].id, viewer.id)
  await owner.delete(`${memberships}/${other.membership_id}`)
  assert.deepEqual(outcome(await accept(app, viewer.token)), [403, 'link_invalid'])
  assert.equal(await app.count('team_invitations'), 0)

  const { token } = await invite(owner, 'd@example.com')
  await app.owner.query("update users set status = 'suspended' where id = $1", [tenant.user_id])
  assert.deepEqual(outcome(await accept(app, token)), [403, 'link_invalid'])
  await app.owner.query("update users set status = 'active' where id = $1", [tenant.user_id])
  const erased = await owner.delete('/api/v1/account', {}, { current_password: tenant.password })
  assert.equal(erased.statusCode, 202, erased.body)
  assert.deepEqual(outcome(await accept(app, token)), [403, 'link_invalid'])
})

test('of calls that accept one invitation at the same moment one does', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  for (let round = 0; round < 5; round++) {
    const { token } = await invite(app.as(tenant), `omar${round}@example.com`)
    const answers = await Promise.all([accept(app, token), accept(app, token), accept(app, token)])
    assert.deepEqual(answers.map(outcome).sort(), [
      [201, null],
      [403, 'link_invalid'],
      [403, 'link_invalid']
    ])
    assert.equal(await app.count(`memberships where tenant_id = '${tenant.tenant_id}'`), round + 2)
  }
})
