import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { type Answer, harness } from '../../testkit/app.ts'
import { mailStates, outbox } from '../../testkit/outbox.ts'
import { seedMember } from '../../testkit/seed-member.ts'
import {
  accept,
  invitations,
  invite,
  newcomer,
  outcome,
  tokenIn,
  tokenOfMail
} from './invitation-calls.ts'

test('who is invited by mail gets the link in their language alone, joins in the role with it, once, and has proved the address', async (t) => {
  const app = await harness(t, {
    config: { SMTP_URL: 'smtp://mail.example.com', MAIL_FROM: 'a@example.com' }
  })
  const { server, send } = await outbox(t, app)
  const tenant = await app.seed.tenant()
  const owner = app.as(tenant)
  const body = { email: 'Omar@Example.com', role: 'agent' }
  const made = await owner.post(invitations, body, { 'accept-language': 'de' })
  assert.equal(made.statusCode, 201, made.body)
  const { id, link, ...shown } = made.json()
  assert.equal(link, null, 'the link is in the mail alone')
  assert.deepEqual(
    [shown.email, shown.role, shown.invited_by],
    ['omar@example.com', 'agent', tenant.user_id]
  )
  const { data } = (await owner.get(invitations)).json()
  assert.deepEqual(data, [{ id, ...shown }])
  assert.equal((await owner.get('/api/v1/subscription/usage')).json().members.used, 2)
  const kept = JSON.stringify(
    await app.owner.query('select m.*, i.* from mails m, team_invitations i')
  )
  assert.equal(await send(), 1)
  const [mail] = server.mails
  assert.equal(mail?.to, 'omar@example.com')
  assert.match(mail?.raw ?? '', /Einladung annehmen/)
  const token = tokenOfMail(mail?.raw)
  assert.ok(!kept.includes(token.split('.')[1] ?? token), 'the token stands in no row')

  const asked = await app.anonymous.post(`${invitations}/lookup`, { token })
  assert.equal(asked.statusCode, 200, asked.body)
  assert.deepEqual(
    [asked.json().email, asked.json().role, asked.json().has_account],
    ['omar@example.com', 'agent', false]
  )
  const joined = await accept(app, token)
  assert.equal(joined.statusCode, 201, joined.body)
  const { access_token, user } = joined.json()
  assert.equal(user.tenant_id, tenant.tenant_id)
  assert.ok(user.email_verified_at)
  const member = app.bearing(access_token)
  assert.equal((await member.get('/api/v1/auth/me')).json().member_role, 'agent')
  assert.deepEqual(outcome(await member.get('/api/v1/webhooks')), [403, 'scope_missing'])
  assert.deepEqual(outcome(await accept(app, token)), [403, 'link_invalid'])
  assert.deepEqual((await owner.get(invitations)).json().data, [])
  const login = { email: 'omar@example.com', password: newcomer.password }
  assert.equal((await app.anonymous.post('/api/v1/auth/login', login)).statusCode, 200)
  assert.deepEqual(await mailStates(app), [
    { kind: 'team_invitation', status: 'sent', attempts: 1 }
  ])
  const log = (await owner.get('/api/v1/audit-log?limit=3')).json().data
  const entry = log.find((one: { action: string }) => one.action === 'member.joined')
  assert.equal(entry.actor_id, user.id)
  assert.deepEqual(
    [entry.details.email, entry.details.role, entry.details.link, entry.details.invitation_id],
    ['omar@example.com', 'agent', 'mailed', id]
  )
})

test('where no mails are sent whoever invites is shown the link, which proves no address', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const { token } = await invite(app.as(tenant), 'omar@example.com')
  const joined = await accept(app, token)
  assert.equal(joined.statusCode, 201, joined.body)
  assert.equal(joined.json().user.email_verified_at, null)
  const kinds = (await mailStates(app)).map(({ kind }) => kind)
  assert.deepEqual(kinds.sort(), ['team_invitation', 'verify_email'])
})

test('a plan bounds members and invitations together, whoever asks at the same moment', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const owner = app.as(tenant)
  const bound = (most: number | null) =>
    app.owner.query('update subscriptions set members_max = $1', [most])
  await bound(3)
  const emails = ['a', 'b', 'c', 'd'].map((name) => `${name}@example.com`)
  const answers = await Promise.all(
    emails.map((email) => owner.post(invitations, { email, role: 'viewer' }))
  )
  const made = answers.filter((answer) => answer.statusCode === 201)
  assert.equal(made.length, 2)
  for (const answer of answers.filter((one) => one.statusCode !== 201))
    assert.deepEqual(outcome(answer), [403, 'plan_limit_reached'])
  await bound(2)
  const tokens = made.map((answer) => tokenIn(answer.json().link))
  const joined = await Promise.all(tokens.map((token) => accept(app, token)))
  assert.deepEqual(joined.map((answer) => answer.statusCode).sort(), [201, 403])
  assert.equal(await app.count('memberships'), 2)
  assert.equal(await app.count('team_invitations'), 1, 'it can be accepted when there is room')
  await app.owner.query('update team_invitations set expires_at = now()')
  const [{ id }] = (await owner.get(invitations)).json().data
  assert.deepEqual(outcome(await owner.post(`${invitations}/${id}/send`)), [
    403,
    'plan_limit_reached'
  ])
  await bound(null)
  assert.equal((await owner.post(`${invitations}/${id}/send`)).statusCode, 200)
})

test('an address is invited once, and not when it is in the team; one whose invitation has expired is invited anew', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const owner = app.as(tenant)
  const body = { email: 'omar@example.com', role: 'viewer' }
  const answers = await Promise.all([owner.post(invitations, body), owner.post(invitations, body)])
  assert.deepEqual(answers.map(outcome).sort(), [
    [201, null],
    [409, 'already_invited']
  ])
  await app.owner.query('update team_invitations set expires_at = now()')
  assert.equal((await owner.post(invitations, body)).statusCode, 201)
  const member = { email: tenant.email.toUpperCase(), role: 'viewer' }
  assert.deepEqual(outcome(await owner.post(invitations, member)), [409, 'already_member'])
  const { id } = (await owner.get(invitations)).json().data[0]
  for (let more = 0; more < 5; more++) await owner.post(`${invitations}/${id}/send`)
  assert.deepEqual(outcome(await owner.post(`${invitations}/${id}/send`)), [429, 'rate_limited'])
})

test('invitations are read, sent again and taken back by those who may, and those of others are not there', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const owner = app.as(tenant)
  const foreign = app.as(await app.seed.tenant())
  const { id } = await invite(owner, 'omar@example.com')
  const viewer = app.as(await seedMember(app, tenant, 'viewer'))
  const agent = app.as(await seedMember(app, tenant, 'agent'))
  assert.equal((await viewer.get(invitations)).json().data[0].id, id)
  assert.deepEqual((await foreign.get(invitations)).json().data, [])
  const url = `${invitations}/${id}`
  const none = `${invitations}/${newId('team_invitation')}`
  const expected: [Answer, number, string][] = [
    [await agent.get(invitations), 403, 'scope_missing'],
    [await viewer.get(`${invitations}?limit=0`), 422, 'validation_failed'],
    [await app.anonymous.get(invitations), 401, 'unauthenticated'],
    [await viewer.delete(url), 403, 'scope_missing'],
    [await viewer.post(`${url}/send`), 403, 'scope_missing'],
    [await foreign.delete(url), 404, 'not_found'],
    [await foreign.post(`${url}/send`), 404, 'not_found'],
    [await owner.delete(none), 404, 'not_found'],
    [await owner.post(`${none}/send`), 404, 'not_found'],
    [await app.anonymous.delete(url), 401, 'unauthenticated'],
    [await app.anonymous.post(`${url}/send`), 401, 'unauthenticated'],
    [await app.anonymous.post(`${invitations}/lookup`, {}), 422, 'validation_failed'],
    [await app.anonymous.post(`${invitations}/lookup`, { token: 'x' }), 403, 'link_invalid']
  ]
  for (const [answer, status, code] of expected) assert.deepEqual(outcome(answer), [status, code])
  assert.equal(await app.count('team_invitations'), 1)
  const key = await app.withKey(['team:write', 'messages:read', 'messages:write'], tenant)
  assert.deepEqual(
    outcome(await key.delete(url)),
    [403, 'scope_missing'],
    'it lacks those of an agent'
  )
})

test('whoever joins and has no account says who they are and chooses a password that will do', async (t) => {
  const app = await harness(t)
  const owner = app.as(await app.seed.tenant())
  const { token } = await invite(owner, 'omar.nabil@example.com')
  for (const [more, path] of [
    [{ password: newcomer.password }, 'name'],
    [{ ...newcomer, name: ' ' }, 'name'],
    [{ ...newcomer, password: 'short' }, 'password'],
    [{ ...newcomer, password: 'password1' }, 'password'],
    [{ ...newcomer, password: 'omar.nabil@example.com' }, 'password'],
    [{ name: 'Omar' }, 'password']
  ] as const) {
    const answer = await accept(app, token, more)
    assert.deepEqual(outcome(answer), [422, 'validation_failed'], answer.body)
    assert.equal(answer.json().errors[0].path, path)
  }
  assert.equal((await accept(app, token)).statusCode, 201)
})

test('a member whose address has become that of an invitation does not join twice', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const member = await seedMember(app, tenant, 'agent')
  const { token } = await invite(app.as(tenant), 'omar@example.com')
  await app.owner.query("update users set email = 'omar@example.com' where id = $1", [
    member.user_id
  ])
  const { password } = member
  assert.deepEqual(outcome(await accept(app, token, { password })), [409, 'already_member'])
  assert.equal(await app.count(`memberships where user_id = '${member.user_id}'`), 1)
})
