import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Deps } from '../../src/usecases/deps.ts'
import { createRequestLimits } from '../../src/usecases/plans/request-limits.ts'
import { type Answer, type Harness, harness } from '../../testkit/app.ts'
import { until } from '../../testkit/until.ts'

const code = (answer: Answer): string => answer.json().code
const limited =
  (config: Record<string, number>) =>
  (deps: Deps): Partial<Deps> => ({
    request_limits: createRequestLimits({ ...deps, config: { ...deps.config, ...config } })
  })
const times = async (count: number, call: () => Promise<Answer>): Promise<number[]> =>
  (await Promise.all(Array.from({ length: count }, call))).map((answer) => answer.statusCode)
const counted = (statuses: number[], status: number): number =>
  statuses.filter((one) => one === status).length

test('a tenant has as many requests a minute as his plan allows, exactly, with all his credentials together; another has his own', async (t) => {
  const app = await harness(t, {
    deps: (deps) => ({ request_limits: createRequestLimits(deps) }),
    config: { ANONYMOUS_REQUESTS_PER_MINUTE: '0' }
  })
  await app.owner.query(
    "update subscription_plans set requests_per_minute_max = 30 where code = 'trial'"
  )
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const first = await until('the plan is known', async () => {
    const answer = await me.get('/api/v1/sessions')
    return answer.headers['ratelimit-limit'] === '30' && answer
  })
  assert.equal(first.headers['ratelimit-policy'], '30;w=60')
  assert.ok(Number(first.headers['ratelimit-reset']) > 0)
  const left = Number(first.headers['ratelimit-remaining'])
  const key = await app.withKey(['account:read', 'sessions:read'], tenant)
  const statuses = [
    ...(await times(20, () => me.get('/api/v1/sessions'))),
    ...(await times(20, () => key.get('/api/v1/sessions')))
  ]
  assert.equal(counted(statuses, 429), 40 - left)
  const refused = await me.get('/api/v1/sessions')
  assert.equal(code(refused), 'rate_limited')
  assert.equal(refused.headers['ratelimit-remaining'], '0')
  assert.ok(Number(refused.headers['retry-after']) > 0)
  const other = app.as(await app.seed.tenant({ plan: 'unlimited' }))
  assert.equal((await other.get('/api/v1/sessions')).statusCode, 200)
})

test('without a credential an address has a number of its own, counted before anything is looked up; health is exempt', async (t) => {
  const app = await harness(t, { deps: limited({ ANONYMOUS_REQUESTS_PER_MINUTE: 10 }) })
  const from = (ip: string) => () => app.anonymous.get('/api/v1/plans', { 'x-forwarded-for': ip })
  assert.equal(counted(await times(25, from('2001:db8::1')), 200), 10)
  assert.equal((await from('2001:db8::ffff')()).statusCode, 429)
  assert.equal((await from('2001:db8:0:1::1')()).statusCode, 200)
  const unknown = await app.anonymous.get('/nowhere', { 'x-forwarded-for': '2001:db8::2' })
  assert.equal(unknown.statusCode, 429)
  for (const path of ['/health', '/health/live', '/health/ready', '/metrics']) {
    const answer = await app.anonymous.get(path, { 'x-forwarded-for': '2001:db8::1' })
    assert.notEqual(answer.statusCode, 429, path)
    assert.equal(answer.headers['ratelimit-limit'], undefined)
  }
})

const wrongKey = (app: Harness, nth: number) =>
  app.anonymous.get('/api/v1/sessions', {
    authorization: `Bearer wak_${String(nth).padStart(43, 'x')}`
  })

test('an address that tries wrong keys is refused before they are looked up, and who shares it with a good one goes on', async (t) => {
  const app = await harness(t, { deps: limited({ ANONYMOUS_REQUESTS_PER_MINUTE: 20 }) })
  const me = app.as(await app.seed.tenant())
  assert.equal((await me.get('/api/v1/sessions')).statusCode, 200)
  const { apiKey } = app.deps.credentials
  let looked_up = 0
  app.deps.credentials.apiKey = (hash) => {
    looked_up++
    return apiKey(hash)
  }
  const statuses: number[] = []
  for (let nth = 0; nth < 60; nth++) statuses.push((await wrongKey(app, nth)).statusCode)
  assert.equal(counted(statuses, 401), 20)
  assert.equal(counted(statuses, 429), 40)
  assert.equal(looked_up, 20)
  assert.equal((await me.get('/api/v1/sessions')).statusCode, 200)
})

test('the operator may set one number for all tenants, or none', async (t) => {
  const app = await harness(t, { deps: limited({ TENANT_REQUESTS_PER_MINUTE: 5 }) })
  const me = app.as(await app.seed.tenant())
  assert.equal(counted(await times(9, () => me.get('/api/v1/sessions')), 200), 5)
  const open = await harness(t, { deps: limited({ TENANT_REQUESTS_PER_MINUTE: 0 }) })
  const answer = await open.as(await open.seed.tenant()).get('/api/v1/sessions')
  assert.equal(answer.headers['ratelimit-limit'], undefined)
})

const keys = '/api/v1/api-keys'

test('a key has as many requests a minute as it was given, exactly, and takes no more from the others; the nearer limit is told', async (t) => {
  const app = await harness(t, { deps: limited({ TENANT_REQUESTS_PER_MINUTE: 100 }) })
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const made = await me.post(keys, {
    name: 'narrow',
    scopes: ['sessions:read', 'api_keys:read', 'api_keys:write'],
    requests_per_minute_max: 10
  })
  assert.equal(made.statusCode, 201, made.body)
  assert.equal(made.json().requests_per_minute_max, 10)
  const { id, key } = made.json()
  const narrow = (path = '/api/v1/sessions') => app.anonymous.get(path, { 'x-api-key': key })
  const first = await narrow()
  assert.equal(first.headers['ratelimit-policy'], '10;w=60')
  assert.equal(first.headers['ratelimit-remaining'], '9')
  const statuses = await times(30, narrow)
  assert.deepEqual([counted(statuses, 200), counted(statuses, 429)], [9, 21])
  const refused = await narrow()
  assert.equal(code(refused), 'rate_limited')
  assert.deepEqual(
    [refused.headers['ratelimit-limit'], refused.headers['ratelimit-remaining']],
    ['10', '0']
  )
  assert.ok(Number(refused.headers['retry-after']) > 0)
  // One to make the key and ten with it, of the hundred.
  const mine = await me.get('/api/v1/sessions')
  assert.equal(mine.headers['ratelimit-limit'], '100')
  assert.equal(mine.headers['ratelimit-remaining'], '88')
  const more = await me.patch(`${keys}/${id}`, { requests_per_minute_max: 1_000 })
  assert.equal(more.json().requests_per_minute_max, 1_000)
  const wide = await narrow()
  assert.deepEqual([wide.statusCode, wide.headers['ratelimit-limit']], [200, '100'])
  const none = await me.patch(`${keys}/${id}`, { requests_per_minute_max: null })
  assert.equal(none.json().requests_per_minute_max, null)
  assert.equal((await me.get(`${keys}/${id}`)).json().requests_per_minute_max, null)
})

test('only a person gives a key a limit, within bounds, and what is made with a key has its limit', async (t) => {
  const app = await harness(t)
  const me = app.as(await app.seed.tenant())
  const scopes = ['sessions:read', 'api_keys:write', 'api_keys:read']
  for (const wrong of [0, -1, 1.5, '10', 1_000_001]) {
    const answer = await me.post(keys, { name: 'x', scopes, requests_per_minute_max: wrong })
    assert.equal(answer.statusCode, 422, String(wrong))
    assert.equal(answer.json().errors[0].path, 'requests_per_minute_max')
  }
  const { id, key } = (
    await me.post(keys, { name: 'maker', scopes, requests_per_minute_max: 500 })
  ).json()
  const maker = { 'x-api-key': key }
  const child = await app.anonymous.post(keys, { name: 'made', scopes: ['sessions:read'] }, maker)
  assert.deepEqual([child.statusCode, child.json().requests_per_minute_max], [201, 500], child.body)
  const limit = { requests_per_minute_max: 1_000 }
  const more = { name: 'more', scopes: ['sessions:read'], ...limit }
  assert.equal(code(await app.anonymous.post(keys, more, maker)), 'login_required')
  const changed = await app.server.inject({
    method: 'PATCH',
    url: `${keys}/${id}`,
    headers: maker,
    payload: limit
  })
  assert.equal(changed.json().code, 'login_required')
  await me.patch(`${keys}/${id}`, { requests_per_minute_max: 20 })
  const made = (await me.get(`${keys}/${child.json().id}`)).json()
  assert.equal(
    made.requests_per_minute_max,
    20,
    'what is taken from a key is taken from those made'
  )
})
