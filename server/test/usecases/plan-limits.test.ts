import assert from 'node:assert/strict'
import { test } from 'node:test'
import { watchQuotas } from '../../src/jobs/tasks/watch-quotas.ts'
import { openDb } from '../../src/lib/db.ts'
import { type Answer, harness } from '../../testkit/app.ts'
import { seedConnected } from '../../testkit/seed-session.ts'
import { path, text } from './message-calls.ts'

const subscription = '/api/v1/subscription'
const keys = '/api/v1/api-keys'
const key = { name: 'x', scopes: ['account:read'] }
const statuses = (answers: Answer[]): number[] => answers.map((one) => one.statusCode).sort()

test('a subscription has limits of its own: a plan that is edited takes nothing from who is on it, and one customer can have more', async (t) => {
  const app = await harness(t, { config: { SELF_SERVICE_PLANS: 'all' } })
  const [first, second] = [await app.seed.tenant(), await app.seed.tenant()]
  await app.owner.query('update subscription_plans set api_keys_max = 1, sessions_max = 7')
  await app.owner.query('update subscriptions set api_keys_max = 2 where tenant_id = $1', [
    first.tenant_id
  ])
  const limitsOf = async (tenant: typeof first) =>
    (await app.as(tenant).get(subscription)).json().limits
  assert.deepEqual(
    [(await limitsOf(first)).api_keys_max, (await limitsOf(second)).api_keys_max],
    [2, 100]
  )
  const made = [await app.as(first).post(keys, key), await app.as(first).post(keys, key)]
  assert.deepEqual(statuses(made), [201, 201])
  const refused = await app.as(first).post(keys, key)
  const { code, limit, used, reset } = refused.json()
  assert.deepEqual([refused.statusCode, code], [403, 'plan_limit_reached'])
  assert.deepEqual([limit, used, reset], [2, 2, null])
  assert.equal((await app.as(second).post(keys, key)).statusCode, 201)

  // Who takes a plan takes it as it is now.
  const changed = (await app.as(second).put(subscription, { plan_id: 'business' })).json()
  assert.deepEqual([changed.limits.api_keys_max, changed.limits.sessions_max], [1, 7])
  assert.deepEqual(changed.limits.instance_mode, 'tenant')
  const { api_keys } = (await app.as(second).get(`${subscription}/usage`)).json()
  assert.deepEqual(api_keys, { used: 1, limit: 1 })
})

test('a subscription may bound the messages of a minute, exactly, however they are sent; the quota of the month loses nothing by it', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  await app.owner.query('update subscriptions set messages_per_minute_max = 7')
  const me = app.as(tenant)
  const alone = await Promise.all(Array.from({ length: 5 }, () => me.post(path, text(session_id))))
  assert.deepEqual(statuses(alone), [202, 202, 202, 202, 202])
  const messages = Array.from({ length: 4 }, () => text(session_id))
  const { accepted, results } = (await me.post(`${path}/bulk`, { messages })).json()
  assert.deepEqual([accepted, results[2].error.code], [2, 'rate_limited'])
  const refused = await me.post(path, text(session_id))
  assert.equal(refused.statusCode, 429, refused.body)
  const { code, limit, used, reset } = refused.json()
  assert.deepEqual([code, limit, used], ['rate_limited', 7, 7])
  assert.ok(Number(refused.headers['retry-after']) > 0)
  assert.ok(Date.parse(reset) > Date.now())
  assert.equal(await app.count('messages'), 7)
  assert.equal((await me.get(`${subscription}/usage`)).json().messages.used, 7)
})

test('at four fifths and at all of a quota an event tells of it, once each, and again when there was more meanwhile', async (t) => {
  const app = await harness(t)
  const [tenant, other] = [await app.seed.tenant(), await app.seed.tenant()]
  const system = openDb({ url: app.urls.system, connections_max: 1, application_name: 'test' })
  t.after(() => system.close())
  const now = new Date('2026-11-28T12:00:00Z')
  const use = async (count: number) =>
    app.owner.query(
      `insert into usage_stats (tenant_id, metric, period_start, shard, used) values ($1, 'messages_out', '2026-11-01', 0, $2), ($1, 'messages_out', '2026-11-01', 1, 30)
       on conflict (tenant_id, metric, period_start, shard) do update set used = excluded.used`,
      [tenant.tenant_id, count]
    )
  const allow = (most: number) =>
    app.owner.query('update subscriptions set messages_per_month_max = $1', [most])
  const told = async (): Promise<[string, number, number][]> => {
    const events = await app.owner.query<{ type: string; data: { used: number; limit: number } }>(
      'delete from events where tenant_id = $1 returning type, data',
      [tenant.tenant_id]
    )
    return events.map(({ type, data }) => [type, data.used, data.limit])
  }
  await allow(100)
  await use(49)
  assert.equal(await watchQuotas(system, now), 0)
  await use(50)
  assert.equal(await watchQuotas(system, now), 1)
  assert.equal(await watchQuotas(system, now), 0)
  assert.deepEqual(await told(), [['quota.warning', 80, 100]])
  await use(70)
  await watchQuotas(system, now)
  assert.deepEqual(await told(), [['quota.exceeded', 100, 100]])
  await allow(1_000)
  await watchQuotas(system, now)
  assert.deepEqual(await told(), [])
  await use(970)
  await watchQuotas(system, now)
  assert.deepEqual(await told(), [['quota.exceeded', 1_000, 1_000]], 'past both marks at once')
  await watchQuotas(system, new Date('2026-12-01T00:00:00Z'))
  assert.deepEqual(await told(), [])

  await app.owner.query('insert into media_storage (tenant_id, bytes, files) values ($1, 900, 1)', [
    other.tenant_id
  ])
  await app.owner.query('update subscriptions set media_bytes_max = 1000')
  assert.equal(await watchQuotas(system, now), 2, 'of the files, and of November again')
  const [event] = await app.owner.query<{ data: object }>(
    'select data from events where tenant_id = $1',
    [other.tenant_id]
  )
  assert.deepEqual(event?.data, { metric: 'media_bytes', used: 900, limit: 1_000, reset: null })
})

test('of sessions, webhooks and keys it is told once at four fifths and once at all, by event and by mail, and anew after fewer', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const system = openDb({ url: app.urls.system, connections_max: 1, application_name: 'test' })
  t.after(() => system.close())
  await app.owner.query(
    'update subscriptions set sessions_max = 5, webhooks_max = 5, api_keys_max = 5'
  )
  const make = {
    sessions: (n: number) => me.post('/api/v1/sessions', { session_name: `s${n}` }),
    webhooks: (n: number) => me.post('/api/v1/webhooks', { url: `https://example.com/${n}` }),
    api_keys: (n: number) =>
      me.post('/api/v1/api-keys', { name: `k${n}`, scopes: ['messages:read'] })
  }
  /** What was told since the last look, on this day. */
  const told = async (day = '2026-11-28'): Promise<unknown[]> => {
    await watchQuotas(system, new Date(`${day}T12:00:00Z`))
    const events = await app.owner.query<{ type: string; data: Record<string, unknown> }>(
      "delete from events where type like 'quota.%' returning type, data"
    )
    const mails = await app.owner.query<{ kind: string }>('delete from mails returning kind')
    assert.deepEqual(
      mails.map(({ kind }) => kind.replace('_', '.')),
      events.map(({ type }) => type)
    )
    return events.map(({ type, data }) => [type, data['used'], data['limit'], data['reset']])
  }
  for (const [metric, one] of Object.entries(make)) {
    for (const n of [1, 2, 3]) assert.equal((await one(n)).statusCode, 201, metric)
    await app.owner.query('delete from mails')
    assert.deepEqual(await told(), [], metric)
    const fourth = (await one(4)).json()
    assert.deepEqual(await told(), [['quota.warning', 4, 5, null]], metric)
    assert.deepEqual(await told('2026-12-02'), [], 'the month does not matter')
    await one(5)
    assert.deepEqual(await told(), [['quota.exceeded', 5, 5, null]], metric)
    assert.deepEqual(await told(), [], metric)
    if (metric === 'sessions')
      await app.owner.query('delete from sessions where id = $1', [fourth.id])
    else {
      const at = metric === 'webhooks' ? 'webhooks' : 'api-keys'
      assert.equal((await me.delete(`/api/v1/${at}/${fourth.id}`)).statusCode, 204)
    }
    assert.deepEqual(await told(), [], metric)
    await one(6)
    assert.deepEqual(await told(), [['quota.exceeded', 5, 5, null]], `${metric}, once more`)
  }
  await app.owner.query('update subscriptions set sessions_max = 1, webhooks_max = null')
  await app.owner.query('delete from sessions where session_name <> $1', ['s1'])
  assert.deepEqual(await told(), [], 'one of one is nothing to tell of')
})
