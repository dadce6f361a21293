import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seedRecoveryCode } from '../../testkit/account-calls.ts'
import { listed_admin_routes } from '../../testkit/admin.ts'
import { type Answer, harness } from '../../testkit/app.ts'

const settings = '/api/v1/admin/settings'
const code = (answer: Answer): [number, string] => [answer.statusCode, answer.json().code]
const required = { admin_second_factor: 'required' }

test('where a second factor is demanded, administrators without one are refused at every route of theirs, with keys too', async (t) => {
  const app = await harness(t)
  const [boss_account, other_account] = [
    await app.seed.tenant({ role: 'admin' }),
    await app.seed.tenant({ role: 'admin' })
  ]
  const [boss, other] = [app.as(boss_account), app.as(other_account)]
  const other_key = await app.withKey(['admin', 'sessions:read'], other_account)
  const boss_key = await app.withKey(['admin'], boss_account)
  assert.equal((await other.get(settings)).json().admin_second_factor, 'optional')
  // Nobody shuts themselves out.
  assert.deepEqual(code(await boss.patch(settings, required)), [409, 'second_factor_missing'])
  assert.equal((await boss.get(settings)).json().admin_second_factor, 'optional')
  await seedRecoveryCode(app, boss_account)
  const set = await boss.patch(settings, required)
  assert.deepEqual([set.statusCode, set.json().admin_second_factor], [200, 'required'], set.body)

  const refused = [403, 'second_factor_demanded']
  for (const { method, url } of listed_admin_routes)
    for (const headers of [
      { authorization: `Bearer ${other_account.access_token}` },
      { 'idempotency-key': 'x', authorization: `Bearer ${other_account.access_token}` }
    ]) {
      const answer = await app.server.inject({
        method,
        url: url.replace(/:\w+/g, 'x'),
        headers,
        ...(method !== 'GET' && { payload: {} })
      })
      assert.deepEqual([answer.statusCode, answer.json().code], refused, `${method} ${url}`)
    }
  assert.deepEqual(code(await other_key.get(settings)), refused)
  const customer = app.as(await app.seed.tenant())
  assert.deepEqual(code(await customer.get(settings)), [403, 'scope_missing'])
  assert.deepEqual(code(await app.anonymous.get(settings)), [401, 'unauthenticated'])
  // What is not for administrators alone goes on, so that they can set one up.
  assert.equal((await other.get('/api/v1/sessions')).statusCode, 200)
  assert.equal((await other_key.get('/api/v1/sessions')).statusCode, 200)
  assert.equal((await other.get('/api/v1/auth/2fa')).statusCode, 200)

  assert.equal((await boss.get(settings)).statusCode, 200)
  assert.equal((await boss_key.get(settings)).statusCode, 200)
  await app.owner.query('update user_second_factors set confirmed_at = null where user_id = $1', [
    boss_account.user_id
  ])
  assert.deepEqual(code(await boss.get(settings)), refused, 'one that is not confirmed is none')
  await seedRecoveryCode(app, other_account)
  assert.equal((await other.get(settings)).statusCode, 200)
  assert.equal((await other.patch(settings, { admin_second_factor: 'never' })).statusCode, 422)
  await other.patch(settings, { admin_second_factor: 'optional' })
  assert.equal((await boss.get(settings)).statusCode, 200)
})

test('an answer that was kept is not given again to an administrator who lacks the second factor since', async (t) => {
  const app = await harness(t)
  const account = await app.seed.tenant({ role: 'admin' })
  const boss = app.as(account)
  const once = { 'idempotency-key': 'once' }
  const invite = () => boss.post('/api/v1/admin/invitations', {}, once)
  const made = await invite()
  assert.equal(made.statusCode, 201, made.body)
  assert.equal((await invite()).headers['idempotent-replayed'], 'true')
  await app.owner.query("update installation_settings set admin_second_factor = 'required'")
  assert.deepEqual(code(await invite()), [403, 'second_factor_demanded'])
})
