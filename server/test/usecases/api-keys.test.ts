import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { type Answer, type Caller, type Harness, harness } from '../../testkit/app.ts'
import { until } from '../../testkit/until.ts'
import { code, url } from './api-key-calls.ts'

const withKey = (app: Harness, key: string) => app.anonymous.get('/api/v1/auth/me', bearer(key))

const bearer = (key: string) => ({ authorization: `Bearer ${key}` })

const create = async (caller: Caller, more: object = {}) => {
  const answer = await caller.post(url, { name: 'shop', scopes: ['account:read'], ...more })
  assert.equal(answer.statusCode, 201, answer.body)
  return answer.json()
}

test('a key is shown once, kept as a hash, and opens what its scopes allow by either header', async (t) => {
  const app = await harness(t)
  const caller = app.as(await app.seed.tenant())
  const made = await create(caller)
  assert.match(made.key, /^wak_[\w-]{43}$/)
  assert.equal(made.prefix, made.key.slice(0, 12))
  const read = await caller.get(`${url}/${made.id}`)
  const { key, ...shown } = made
  assert.deepEqual(read.json(), shown)
  const rows = await app.owner.query('select row_to_json(k)::text as text from api_keys k')
  assert.equal(JSON.stringify(rows).includes(key), false)

  assert.equal((await withKey(app, key)).statusCode, 200)
  const by_header = await app.anonymous.get('/api/v1/auth/me', { 'x-api-key': key })
  assert.deepEqual(by_header.json().credential, {
    type: 'api_key',
    api_key_id: made.id,
    scopes: ['account:read']
  })
  const refused = await app.anonymous.post(
    url,
    { name: 'x', scopes: ['account:read'] },
    bearer(key)
  )
  assert.equal(refused.statusCode, 403)
  assert.equal(code(refused), 'scope_missing')
  assert.match(refused.json().detail, /api_keys:write/)
})

test('bad values are refused by field', async (t) => {
  const app = await harness(t)
  const caller = app.as(await app.seed.tenant())
  const bad: [object, string][] = [
    [{ name: '', scopes: ['account:read'] }, 'name'],
    [{ name: 'x', scopes: [] }, 'scopes'],
    [{ name: 'x', scopes: ['everything'] }, 'scopes.0'],
    [{ name: 'x', scopes: ['account:read'], expires_at: 'tomorrow' }, 'expires_at'],
    [{ name: 'x', scopes: ['account:read'], expires_at: '2020-01-01T00:00:00Z' }, 'expires_at'],
    [{ name: 'x', scopes: ['account:read'], key: 'wak_mine' }, 'key']
  ]
  for (const [body, path] of bad) {
    const answer = await caller.post(url, body)
    assert.equal(answer.statusCode, 422, answer.body)
    assert.equal(answer.json().errors[0].path, path)
  }
  assert.equal((await caller.get(`${url}?limit=0`)).statusCode, 422)
  assert.equal((await caller.get(`${url}?limit=101`)).statusCode, 422)
  assert.equal(await app.count('api_keys'), 0)
})

test('nobody gives, or takes over, more scopes than his own', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const owner = app.as(tenant)
  assert.equal(code(await owner.post(url, { name: 'x', scopes: ['admin'] })), 'scope_missing')
  const strong = await create(owner, { scopes: ['messages:write'] })

  const keeper = await app.withKey(['account:read', 'account:write'], tenant)
  const more = await keeper.post(url, { name: 'x', scopes: ['account:read', 'messages:write'] })
  assert.equal(more.statusCode, 403)
  assert.match(more.json().detail, /messages:write/)
  const own = await create(keeper)
  const grown = await keeper.patch(`${url}/${own.id}`, { scopes: ['messages:write'] })
  assert.equal(code(grown), 'scope_missing')
  assert.equal(code(await keeper.post(`${url}/${strong.id}/rotate`)), 'scope_missing')
  const admin = app.as(await app.seed.tenant({ role: 'admin' }))
  await create(admin, { scopes: ['admin'] })
})

test('every endpoint wants a credential, its scope, and an id of the tenant', async (t) => {
  const app = await harness(t)
  const [tenant, other] = [await app.seed.tenant(), await app.seed.tenant()]
  const { id } = await create(app.as(tenant))
  const narrow = await app.withKey(['messages:read', 'messages:write'], tenant)
  const calls: ((caller: Caller, id: string) => Promise<Answer>)[] = [
    (caller, of) => caller.get(`${url}/${of}`),
    (caller, of) => caller.patch(`${url}/${of}`, { name: 'stolen' }),
    (caller, of) => caller.post(`${url}/${of}/rotate`),
    (caller, of) => caller.delete(`${url}/${of}`)
  ]
  const lists: typeof calls = [
    (caller) => caller.get(url),
    (caller) => caller.post(url, { name: 'x', scopes: ['account:read'] })
  ]
  for (const call of [...calls, ...lists]) {
    assert.equal((await call(app.anonymous, id)).statusCode, 401)
    const refused = await call(narrow, id)
    assert.equal(refused.statusCode, 403)
    assert.equal(code(refused), 'scope_missing')
  }
  for (const call of calls) {
    for (const wrong of [id, newId('api_key'), newId('user'), 'nonsense']) {
      const answer = await call(app.as(other), wrong)
      assert.equal(answer.statusCode, 404, wrong)
      assert.equal(code(answer), 'not_found')
    }
  }
  assert.deepEqual((await app.as(other).get(url)).json().data, [])
  assert.equal((await app.as(tenant).get(`${url}/${id}`)).json().name, 'shop')
})

test('a revoked, expired, unknown or malformed key is refused, and so is the key of a suspended user', async (t) => {
  const app = await harness(t)
  const caller = app.as(await app.seed.tenant())
  const { id, key } = await create(caller)
  const second = await create(caller, { expires_at: '2099-01-01T00:00:00+02:00' })
  assert.equal(second.expires_at, '2098-12-31T22:00:00.000Z')
  assert.equal((await caller.delete(`${url}/${id}`)).statusCode, 204)
  assert.equal((await caller.delete(`${url}/${id}`)).statusCode, 404)
  assert.equal((await caller.get(`${url}/${id}`)).statusCode, 404)
  assert.equal((await caller.get(url)).json().data.length, 1)
  const refused = await withKey(app, key)
  assert.equal(refused.statusCode, 401)
  assert.match(refused.json().detail, /revoked/)

  await app.owner.query("update api_keys set expires_at = now() - interval '1 second'")
  assert.match((await withKey(app, second.key)).json().detail, /expired/)
  for (const wrong of ['wak_', `wak_${'A'.repeat(43)}`, `wak_${'A'.repeat(300)}`, `${key}x`]) {
    assert.equal((await withKey(app, wrong)).statusCode, 401)
  }
  assert.equal((await app.anonymous.get('/api/v1/auth/me', { 'x-api-key': 'x' })).statusCode, 401)
  await app.owner.query("update users set status = 'suspended'")
  await app.owner.query('update api_keys set expires_at = null, revoked_at = null')
  assert.equal(code(await withKey(app, key)), 'account_suspended')
})

test('a rotated key has the rights of the old one, which is refused at once', async (t) => {
  const app = await harness(t)
  const caller = app.as(await app.seed.tenant())
  const before = await create(caller)
  const answer = await caller.post(`${url}/${before.id}/rotate`)
  assert.equal(answer.statusCode, 200, answer.body)
  const after = answer.json()
  assert.equal(after.id, before.id)
  assert.deepEqual(after.scopes, before.scopes)
  assert.equal((await withKey(app, before.key)).statusCode, 401)
  assert.equal((await withKey(app, after.key)).statusCode, 200)
})

test('name, scopes and expiry can be changed, alone or together', async (t) => {
  const app = await harness(t)
  const caller = app.as(await app.seed.tenant())
  const { id, key } = await create(caller, { expires_at: '2099-01-01T00:00:00Z' })
  const renamed = (await caller.patch(`${url}/${id}`, { name: 'till' })).json()
  assert.equal(renamed.name, 'till')
  assert.equal(renamed.expires_at, '2099-01-01T00:00:00.000Z')
  const scopes = ['messages:read', 'messages:read']
  const changed = (await caller.patch(`${url}/${id}`, { scopes, expires_at: null })).json()
  assert.deepEqual(changed.scopes, ['messages:read'])
  assert.equal(changed.expires_at, null)
  assert.equal((await withKey(app, key)).statusCode, 403)
})

test('the last use is noted, at most once a minute', async (t) => {
  const app = await harness(t)
  const caller = app.as(await app.seed.tenant())
  const { id, key } = await create(caller)
  const used = async () => (await caller.get(`${url}/${id}`)).json().last_used_at
  assert.equal(await used(), null)
  await withKey(app, key)
  await until('the use is noted', async () => (await used()) !== null)
  const first = await used()
  await withKey(app, key)
  await app.deps.background.settle()
  assert.equal(await used(), first)
  await app.owner.query("update api_keys set last_used_at = last_used_at - interval '2 minutes'")
  await withKey(app, key)
  await app.deps.background.settle()
  assert.ok((await used()) >= first)
})

test('the plan bounds the keys, however concurrent the calls; revoked and expired ones do not count', async (t) => {
  const app = await harness(t)
  await app.owner.query("update subscription_plans set api_keys_max = 3 where code = 'trial'")
  const caller = app.as(await app.seed.tenant())
  const body = { name: 'x', scopes: ['account:read'] }
  const answers = await Promise.all(Array.from({ length: 8 }, () => caller.post(url, body)))
  assert.equal(answers.filter((one) => one.statusCode === 201).length, 3)
  const refused = answers.find((one) => one.statusCode !== 201)
  assert.equal(refused?.json().code, 'plan_limit_reached')
  const [first, second] = (await caller.get(url)).json().data
  await caller.delete(`${url}/${first.id}`)
  await create(caller)
  await app.owner.query('update api_keys set expires_at = now() where id = $1', [second.id])
  await create(caller)
  assert.equal((await caller.post(url, body)).statusCode, 403)
})

test('pages hold every key once, and a cursor that was tampered with is refused', async (t) => {
  const app = await harness(t)
  const caller = app.as(await app.seed.tenant())
  const made: string[] = []
  for (let count = 0; count < 5; count++) made.unshift((await create(caller)).id)
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page: { data: { id: string }[]; next_cursor: string | null } = (
      await caller.get(`${url}?limit=2${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)
    ).json()
    seen.push(...page.data.map((key) => key.id))
    cursor = page.next_cursor
    if (cursor) {
      const flipped = cursor.slice(0, -1) + (cursor.endsWith('A') ? 'B' : 'A')
      const tampered = await caller.get(`${url}?cursor=${flipped}`)
      assert.equal(tampered.statusCode, 422)
      assert.equal(tampered.json().errors[0].path, 'cursor')
    }
  } while (cursor)
  assert.deepEqual(seen, made)
})

test('with an overlap the old key goes on beside the new one until its time is over, the key is replaced again or revoked', async (t) => {
  const app = await harness(t)
  const caller = app.as(await app.seed.tenant())
  const first = await create(caller)
  assert.equal(first.old_key_until, null)
  const rotate = async (body?: Record<string, unknown>) => {
    const answer = await caller.post(`${url}/${first.id}/rotate`, body)
    assert.equal(answer.statusCode, 200, answer.body)
    return answer.json()
  }
  const statuses = (keys: string[]): Promise<number[]> =>
    Promise.all(keys.map(async (key) => (await withKey(app, key)).statusCode))
  const second = await rotate({ overlap_seconds: 3_600 })
  const [row] = await app.owner.query<{ old_key_until: Date }>(
    'select old_key_until from api_keys where id = $1',
    [first.id]
  )
  assert.equal(second.old_key_until, row?.old_key_until.toISOString())
  assert.deepEqual(await statuses([first.key, second.key]), [200, 200])
  await app.owner.query("update api_keys set old_key_until = now() - interval '1 second'")
  assert.deepEqual(await statuses([first.key, second.key]), [401, 200])
  assert.equal((await caller.get(`${url}/${first.id}`)).json().old_key_until, null)

  const third = await rotate({ overlap_seconds: 60 })
  const fourth = await rotate({ overlap_seconds: 60 })
  const all = [second.key, third.key, fourth.key]
  assert.deepEqual(await statuses(all), [401, 200, 200], 'the one before the last has ended')
  assert.equal((await caller.get(url)).json().data.length, 1, 'it is one key to the plan')
  const fifth = await rotate({})
  assert.deepEqual(await statuses([third.key, fourth.key, fifth.key]), [401, 401, 200])
  const sixth = await rotate({ overlap_seconds: 60 })
  assert.equal((await caller.delete(`${url}/${first.id}`)).statusCode, 204)
  assert.deepEqual(await statuses([fifth.key, sixth.key]), [401, 401])

  const { id } = await create(caller)
  for (const overlap_seconds of [-1, 1.5, '60', 2_592_001, null]) {
    const refused = await caller.post(`${url}/${id}/rotate`, { overlap_seconds })
    assert.equal(refused.statusCode, 422, String(overlap_seconds))
  }
})

test('the audit log tells who made, changed, rotated and revoked a key', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const caller = app.as(tenant)
  const { id } = await create(caller)
  await caller.patch(`${url}/${id}`, { name: 'till' })
  await caller.post(`${url}/${id}/rotate`)
  await caller.delete(`${url}/${id}`)
  const { data } = (await caller.get('/api/v1/audit-log?limit=3')).json()
  assert.deepEqual(
    data.map((one: { action: string; target_id: string; actor_id: string }) => [
      one.action,
      one.target_id,
      one.actor_id
    ]),
    ['api_key.revoked', 'api_key.rotated', 'api_key.updated'].map((one) => [
      one,
      id,
      tenant.user_id
    ])
  )
  assert.equal(JSON.stringify(data).includes('wak_'), false)
})
