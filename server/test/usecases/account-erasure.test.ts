import assert from 'node:assert/strict'
import { test } from 'node:test'
import { URI } from 'otpauth'
import { newId } from '../../src/domain/ids.ts'
import type { MediaDeps } from '../../src/jobs/media/media-deps.ts'
import { eraseAccounts } from '../../src/jobs/tasks/erase-accounts.ts'
import { openDb } from '../../src/lib/db.ts'
import { type Harness, harness, type SeededTenant } from '../../testkit/app.ts'
import { seedConnected } from '../../testkit/seed-session.ts'
import { code, logIn } from './auth-calls.ts'

const account = '/api/v1/account'
const me = '/api/v1/auth/me'
const users = '/api/v1/admin/users'

const erase = (app: Harness, tenant: SeededTenant, body: object, url = account) =>
  app.as(tenant).delete(url, {}, body)

/** What the delivery role does next. */
const runJob = async (app: Harness): Promise<void> => {
  const db = openDb({ url: app.urls.system, connections_max: 1, application_name: 'test' })
  try {
    const media = { store: app.deps.media } as MediaDeps
    await eraseAccounts({ db, log: app.deps.log, media }, new AbortController().signal)
  } finally {
    await db.close()
  }
}

for (const url of [account, me])
  test(`DELETE ${url} takes a person and the password, and from its answer on nothing of the account works`, async (t) => {
    const app = await harness(t)
    const tenant = await app.seed.tenant()
    const other = await app.seed.tenant()
    const person = app.as(tenant)
    const current_password = tenant.password
    const key = await app.withKey(['account:read', 'account:write'], tenant)
    const { refresh_token } = await logIn(app, tenant)
    await person.post('/api/v1/webhooks', { url: 'https://example.com/x' })
    const session_id = await seedConnected(app, tenant)
    await person.post('/api/v1/messages', {
      session_id,
      to: '+201001234567',
      type: 'text',
      text: { body: 'hello' }
    })

    assert.equal((await app.anonymous.delete(url)).statusCode, 401)
    assert.equal(code(await key.delete(url)), 'login_required')
    assert.equal(code(await erase(app, tenant, {}, url)), 'validation_failed')
    assert.equal(
      code(await erase(app, tenant, { current_password, code: 'x' }, url)),
      'validation_failed'
    )
    const wrong = await erase(app, tenant, { current_password: 'wrong' }, url)
    assert.deepEqual([wrong.statusCode, code(wrong)], [403, 'password_wrong'])
    assert.equal((await person.get(me)).statusCode, 200, 'nothing has happened yet')

    const asked = await erase(app, tenant, { current_password }, url)
    assert.equal(asked.statusCode, 202, asked.body)
    const { id, status, requested_at, log_out_until, complete_by } = asked.json()
    assert.equal(status, 'erasing')
    assert.ok(requested_at < log_out_until && log_out_until < complete_by)
    for (const caller of [person, key]) {
      const refused = await caller.get(me)
      assert.deepEqual([refused.statusCode, code(refused)], [403, 'account_erasing'])
    }
    const { email, password } = tenant
    const login = () => app.anonymous.post('/api/v1/auth/login', { email, password })
    assert.equal(code(await login()), 'account_erasing')
    const refreshed = await app.anonymous.post('/api/v1/auth/refresh', { refresh_token })
    assert.equal(code(refreshed), 'account_erasing')
    assert.equal(code(await erase(app, tenant, { current_password }, url)), 'account_erasing')
    assert.deepEqual(await app.owner.query('select enabled from webhooks'), [{ enabled: false }])

    await runJob(app)
    assert.equal(await app.count('outbound'), 0, 'nothing can be sent any more')
    const [session] = await app.owner.query('select desired, logout_requested_at from sessions')
    assert.equal(session?.['desired'], 'running', 'it has to be connected to be logged out')
    assert.ok(session?.['logout_requested_at'])
    const [waiting] = await app.owner.query('select finished_at, linked from erasures')
    assert.deepEqual(waiting, { finished_at: null, linked: 1 })
    await app.owner.query('update erasures set log_out_until = now()')
    await runJob(app)
    await runJob(app)
    assert.deepEqual(
      await app.owner.query(
        'select id, finished_at is not null as done, not_logged_out from erasures'
      ),
      [{ id, done: true, not_logged_out: 1 }]
    )
    assert.deepEqual(await app.owner.query('select id from tenants'), [{ id: other.tenant_id }])
    assert.equal(code(await login()), 'login_failed')
    assert.equal((await person.get(me)).statusCode, 401)
    assert.equal((await app.as(other).get(me)).statusCode, 200)
    const again = await app.anonymous.post('/api/v1/auth/register', { email, password, name: 'A' })
    assert.equal(again.statusCode, 201, 'the address is free again')
  })

test('an erasure takes a code where log-ins take one', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const person = app.as(tenant)
  const current_password = tenant.password
  const { otpauth_url } = (await person.post('/api/v1/auth/2fa/setup', { current_password })).json()
  const first = URI.parse(otpauth_url).generate()
  const { recovery_codes } = (await person.post('/api/v1/auth/2fa/confirm', { code: first })).json()
  assert.equal(code(await erase(app, tenant, { current_password })), 'second_factor_required')
  const wrong = await erase(app, tenant, { current_password, recovery_code: 'wrong' })
  assert.equal(code(wrong), 'second_factor_wrong')
  assert.equal(await app.count('erasures'), 0)
  const asked = await erase(app, tenant, { current_password, recovery_code: recovery_codes[0] })
  assert.equal(asked.statusCode, 202, asked.body)
})

test('an administrator erases any user, and sees that it was done; the last administrator stays', async (t) => {
  const app = await harness(t)
  const boss_account = await app.seed.tenant({ role: 'admin' })
  const boss = app.as(boss_account)
  const customer = await app.seed.tenant()
  const url = `${users}/${customer.user_id}`
  assert.equal((await app.anonymous.delete(url)).statusCode, 401)
  assert.equal((await app.as(customer).delete(url)).statusCode, 403)
  assert.equal((await boss.delete(`${users}/${newId('user')}`)).statusCode, 404)
  assert.equal((await boss.delete(`${users}/x`)).statusCode, 404)

  const asked = await boss.delete(url)
  assert.equal(asked.statusCode, 202, asked.body)
  assert.equal((await boss.delete(url)).json().id, asked.json().id, 'asked twice it is one')
  assert.equal(code(await app.as(customer).get(me)), 'account_erasing')
  assert.equal((await boss.get(url)).json().status, 'erasing')
  assert.equal(code(await boss.patch(url, { status: 'active' })), 'validation_failed')
  await runJob(app)
  assert.equal((await boss.get(url)).statusCode, 404)
  const { data } = (await boss.get('/api/v1/admin/erasures')).json()
  assert.deepEqual(
    data.map((one: Record<string, unknown>) => [
      one['id'],
      one['erased_tenant_id'],
      one['asked_by'],
      one['administrator_id'],
      one['finished_at'] !== null
    ]),
    [[asked.json().id, customer.tenant_id, 'administrator', boss_account.user_id, true]]
  )
  assert.equal((await app.as(boss_account).get('/api/v1/audit-log')).body.includes(url), false)

  for (const refused of [
    await boss.delete(`${users}/${boss_account.user_id}`),
    await erase(app, boss_account, { current_password: boss_account.password })
  ])
    assert.deepEqual([refused.statusCode, code(refused)], [409, 'last_administrator'])
  assert.equal((await boss.get(me)).statusCode, 200)
  const second = await app.seed.tenant({ role: 'admin' })
  // Two who go at the same time: one of them is the last.
  const [one, two] = await Promise.all([
    erase(app, second, { current_password: second.password }),
    erase(app, boss_account, { current_password: boss_account.password })
  ])
  assert.deepEqual([one.statusCode, two.statusCode].sort(), [202, 409])
})
