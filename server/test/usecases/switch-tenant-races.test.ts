import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { randomToken, sha256 } from '../../src/lib/crypto.ts'
import { harness } from '../../testkit/app.ts'
import { seedMember } from '../../testkit/seed-member.ts'
import { outcome } from './invitation-calls.ts'
import { auth, inTwo, logIn, membershipOf, memberships, switchTo } from './switch-calls.ts'

test('the version before renews a login where it acts, and a switch that meets a removal leaves no login', async (t) => {
  const app = await harness(t)
  const { home, other, away } = await inTwo(app)
  const [family] = await app.owner.query<{ family_id: string }>(
    'select family_id from refresh_tokens where acts_in = $1',
    [other.tenant_id]
  )
  await app.owner.query(
    `insert into refresh_tokens (id, tenant_id, user_id, family_id, token_hash, expires_at)
     values ($1, $2, $3, $4, $5, now() + interval '1 day')`,
    [newId('refresh_token'), home.tenant_id, home.user_id, family?.family_id, sha256(randomToken())]
  )
  assert.equal(await app.count(`refresh_tokens where acts_in = '${other.tenant_id}'`), 2)
  assert.equal((await app.bearing(away.access_token).get(`${auth}/me`)).statusCode, 200)
  for (let round = 0; round < 5; round++) {
    const two = await inTwo(app)
    const [switched, ...others] = await Promise.all([
      switchTo(app, two.home.access_token, two.other.tenant_id),
      app.anonymous.post(`${auth}/refresh`, { refresh_token: two.away.refresh_token }),
      app.as(two.other).delete(`${memberships}/${two.membership_id}`)
    ])
    for (const answer of others) assert.ok(answer.statusCode < 500, answer.body)
    if (switched.statusCode !== 201) {
      assert.deepEqual(outcome(switched), [404, 'not_found'])
      continue
    }
    const login = app.bearing(switched.json().access_token)
    assert.equal((await login.get(`${auth}/me`)).statusCode, 401)
  }
})

test('what is kept of a person moves home with them, and a login that is renewed meanwhile acts in no account that it was not for', async (t) => {
  const app = await harness(t)
  const stays = await app.owner.query<{ name: string }>(
    `select conrelid::regclass::text as name from pg_constraint
     where contype = 'f' and confrelid = 'users'::regclass and confupdtype <> 'c'`
  )
  assert.deepEqual(stays, [{ name: 'memberships' }])
  for (let round = 0; round < 5; round++) {
    const { home, other } = await inTwo(app)
    const mate = await seedMember(app, home, 'owner')
    const { membership_id } = await membershipOf(app, home, home)
    const { refresh_token } = (await logIn(app, home)).json()
    const [removed, ...logins] = await Promise.all([
      app.as(mate).delete(`${memberships}/${membership_id}`),
      app.anonymous.post(`${auth}/refresh`, { refresh_token }),
      logIn(app, home)
    ])
    assert.equal(removed.statusCode, 204, removed.body)
    for (const login of logins) {
      assert.ok(login.statusCode < 500, login.body)
      if (login.statusCode !== 200) continue
      const me = await app.bearing(login.json().access_token).get(`${auth}/me`)
      if (me.statusCode !== 401) assert.equal(me.json().tenant_id, other.tenant_id)
    }
    assert.equal(await app.count(`refresh_tokens where tenant_id = '${home.tenant_id}'`), 1)
  }
})
