import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Harness, harness } from '../../testkit/app.ts'
import { bearer, code, logIn, me, person, refresh } from './auth-calls.ts'

test('the password is kept as a bcrypt hash and the refresh token as a hash', async (t) => {
  const app = await harness(t)
  const { refresh_token } = (await app.anonymous.post('/api/v1/auth/register', person)).json()
  const rows = await app.owner.query(
    'select to_jsonb(u) || to_jsonb(r) as all from users u, refresh_tokens r'
  )
  const text = JSON.stringify(rows)
  assert.match(text, /\$2b\$04\$/)
  assert.equal(text.includes(person.password), false)
  assert.equal(text.includes(refresh_token), false)
})

test('a refresh token works once; using it again later ends the login', async (t) => {
  const app = await harness(t)
  const first = await logIn(app, await app.seed.tenant())
  const second = (await refresh(app, first.refresh_token)).json()
  assert.equal((await me(app, second.access_token)).statusCode, 200)
  await app.owner.query("update refresh_tokens set used_at = used_at - interval '11 seconds'")
  const again = await refresh(app, first.refresh_token)
  assert.equal(again.statusCode, 401)
  assert.equal(code(again), 'refresh_token_reused')
  const after = await refresh(app, second.refresh_token)
  assert.equal(code(after), 'refresh_token_invalid')
  assert.equal((await me(app, second.access_token)).statusCode, 401)
})

test('twenty refreshes of one token at once get the same next token, and so does one a moment later', async (t) => {
  const app = await harness(t)
  const login = await logIn(app, await app.seed.tenant())
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => refresh(app, login.refresh_token))
  )
  answers.push(await refresh(app, login.refresh_token))
  for (const answer of answers) assert.equal(answer.statusCode, 200, answer.body)
  assert.equal(new Set(answers.map((one) => one.json().refresh_token)).size, 1)
  assert.equal(await app.count('refresh_tokens where used_at is null and revoked_at is null'), 2)
  for (const answer of answers) {
    assert.equal((await me(app, answer.json().access_token)).statusCode, 200)
  }
  assert.equal((await refresh(app, answers[0]?.json().refresh_token)).statusCode, 200)
})

test('calls that both found a refresh token unused get the same next token', async (t) => {
  const app = await harness(t)
  const login = await logIn(app, await app.seed.tenant())
  // Held until both calls have read the token as unused.
  const { release } = await holdRow(t, app, login.refresh_token)
  const racing = [refresh(app, login.refresh_token), refresh(app, login.refresh_token)]
  await untilWaiting(app, 2)
  await release()
  const [one, other] = await Promise.all(racing)
  assert.equal(one?.statusCode, 200)
  assert.equal(one?.json().refresh_token, other?.json().refresh_token)
})

test('a refresh token is of no use within seconds when its login was ended or its user suspended', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const ended = await logIn(app, tenant)
  const next = (await refresh(app, ended.refresh_token)).json()
  await app.anonymous.post('/api/v1/auth/logout', { refresh_token: next.refresh_token })
  assert.equal(code(await refresh(app, ended.refresh_token)), 'refresh_token_invalid')
  const other = await logIn(app, tenant)
  await refresh(app, other.refresh_token)
  await app.owner.query("update users set status = 'suspended' where id = $1", [tenant.user_id])
  assert.equal(code(await refresh(app, other.refresh_token)), 'account_suspended')
})

test('a refresh token that is unknown, expired or of a suspended user is refused', async (t) => {
  const app = await harness(t)
  assert.equal(code(await refresh(app, 'wrt_nothing')), 'refresh_token_invalid')
  const login = await logIn(app, await app.seed.tenant())
  await app.owner.query("update users set status = 'suspended'")
  assert.equal(code(await refresh(app, login.refresh_token)), 'account_suspended')
  await app.owner.query("update users set status = 'active'")
  await app.owner.query("update refresh_tokens set expires_at = now() - interval '1 second'")
  assert.equal(code(await refresh(app, login.refresh_token)), 'refresh_token_invalid')
})

test('logging out ends the login at once, by refresh token or by access token, and no other login', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const [one, two, three] = [
    await logIn(app, tenant),
    await logIn(app, tenant),
    await logIn(app, tenant)
  ]
  const url = '/api/v1/auth/logout'
  const by_refresh = await app.anonymous.post(url, { refresh_token: one.refresh_token })
  assert.equal(by_refresh.statusCode, 204)
  assert.equal(by_refresh.body, '')
  const by_access = await app.anonymous.post(url, undefined, bearer(two.access_token))
  assert.equal(by_access.statusCode, 204)
  for (const ended of [one, two]) {
    assert.equal((await me(app, ended.access_token)).statusCode, 401)
    assert.equal((await refresh(app, ended.refresh_token)).statusCode, 401)
  }
  assert.equal((await me(app, three.access_token)).statusCode, 200)
  assert.equal((await app.anonymous.post(url)).statusCode, 401)
})

const holdRow = async (
  t: { after(work: () => Promise<void>): void },
  app: Harness,
  token: string
) => {
  const { promise: held, resolve: holding } = Promise.withResolvers<void>()
  const { promise: released, resolve: letGo } = Promise.withResolvers<void>()
  const done = app.owner.transaction(async (tx) => {
    await tx.query(
      "select from refresh_tokens where token_hash = sha256(convert_to($1, 'utf8')) for update",
      [token]
    )
    holding()
    await released
  })
  t.after(async () => letGo())
  await held
  return {
    release: async () => {
      letGo()
      await done
    }
  }
}

const untilWaiting = async (app: Harness, count: number): Promise<void> => {
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline) {
    const rows = await app.owner.query<{ waiting: number }>(
      "select count(*) as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
    )
    if ((rows[0]?.waiting ?? 0) >= count) return
  }
  assert.fail(`${count} calls never came to wait for the row`)
}
