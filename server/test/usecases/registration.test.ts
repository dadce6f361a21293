import assert from 'node:assert/strict'
import { test } from 'node:test'
import { harness } from '../../testkit/app.ts'
import { me, person, refresh } from './auth-calls.ts'

test('registering answers like a login, with the address in lower case and on the default plan', async (t) => {
  const app = await harness(t)
  const answer = await app.anonymous.post('/api/v1/auth/register', person)
  assert.equal(answer.statusCode, 201, answer.body)
  const { access_token, refresh_token, token_type, expires_in, user } = answer.json()
  assert.equal(token_type, 'Bearer')
  assert.equal(expires_in, 900)
  assert.equal(user.email, 'ada@example.com')
  assert.equal(answer.headers['cache-control'], 'no-store')
  assert.equal((await me(app, access_token)).json().id, user.id)
  assert.equal((await refresh(app, refresh_token)).statusCode, 200)
  const [plan] = await app.owner.query(
    'select p.code from subscriptions s join subscription_plans p on p.id = s.plan_id where s.tenant_id = $1',
    [user.tenant_id]
  )
  assert.deepEqual(plan, { code: 'trial' })
})

test('an address registers once, however it is written and however concurrent the calls', async (t) => {
  const app = await harness(t)
  const answers = await Promise.all(
    ['ada@example.com', 'ADA@example.com', ' ada@example.com '].map((email) =>
      app.anonymous.post('/api/v1/auth/register', { ...person, email })
    )
  )
  assert.deepEqual(answers.map((one) => one.statusCode).sort(), [201, 409, 409])
  assert.equal(await app.count('tenants'), 1)
  assert.equal(await app.count('users'), 1)
})

test('registering refuses bad values and names each field', async (t) => {
  const app = await harness(t)
  const bad: [object, string][] = [
    [{ ...person, email: 'nobody' }, 'email'],
    [{ ...person, email: undefined }, 'email'],
    [{ ...person, password: 'short' }, 'password'],
    [{ ...person, password: 'é'.repeat(37) }, 'password'],
    [{ ...person, name: '  ' }, 'name'],
    [{ ...person, role: 'admin' }, 'role']
  ]
  for (const [body, path] of bad) {
    const answer = await app.anonymous.post('/api/v1/auth/register', body)
    assert.equal(answer.statusCode, 422, answer.body)
    assert.deepEqual(
      answer.json().errors.map((one: { path: string }) => one.path),
      [path]
    )
  }
  assert.equal(await app.count('users'), 0)
})
