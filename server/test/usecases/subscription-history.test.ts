import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDb } from '../../src/lib/db.ts'
import { setPlan } from '../../src/usecases/subscription/set.ts'
import { harness } from '../../testkit/app.ts'

const url = '/api/v1/subscription/history'
type Step = {
  at: string
  plan: string
  plan_before: string | null
  limits: object
  status: string | null
  by: string
  actor_id: string | null
}

test('the history of a subscription has each plan and each granted limit with who decided it, page by page, and nothing of others', async (t) => {
  const app = await harness(t, { config: { SELF_SERVICE_PLANS: 'all' } })
  const boss = await app.seed.tenant({ role: 'admin' })
  const [tenant, other] = [await app.seed.tenant(), await app.seed.tenant()]
  const me = app.as(tenant)
  const read = async (query = ''): Promise<{ data: Step[]; next_cursor: string | null }> =>
    (await me.get(`${url}${query}`)).json()
  const only = (await read()).data
  assert.deepEqual(
    only.map(({ plan, plan_before, by }) => [plan, plan_before, by]),
    [['trial', null, 'registration']]
  )

  await me.put('/api/v1/subscription', { plan_id: 'business' })
  await me.put('/api/v1/subscription', { plan_id: 'business' })
  const grant = { limits: { sessions_max: 60 }, status: 'past_due' }
  const granted = await app
    .as(boss)
    .post(`/api/v1/admin/users/${tenant.user_id}/subscription`, grant)
  assert.equal(granted.statusCode, 200, granted.body)
  const system = openDb({ url: app.urls.system, connections_max: 1, application_name: 'test' })
  t.after(() => system.close())
  await setPlan(system, tenant.email, 'unlimited')
  await app.as(other).put('/api/v1/subscription', { plan_id: 'business' })

  const { data } = await read()
  assert.deepEqual(
    data.map(({ plan, plan_before, limits, status, by, actor_id }) => [
      ...[plan, plan_before, limits, status],
      ...[by, actor_id]
    ]),
    [
      ['unlimited', 'business', {}, null, 'operator', null],
      ['business', 'business', { sessions_max: 60 }, 'past_due', 'administrator', boss.user_id],
      ['business', 'trial', {}, null, 'customer', tenant.user_id],
      ['trial', null, {}, null, 'registration', null]
    ]
  )
  const walked: Step[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = await read(`?limit=1${cursor && `&cursor=${cursor}`}`)
    assert.equal(page.data.length, 1)
    walked.push(...page.data)
    cursor = page.next_cursor
  }
  assert.deepEqual(walked, data)
  const own = (await app.as(boss).get(url)).json().data
  assert.equal(own.length, 1, 'what an administrator decides for others is no history of theirs')
})

test('the history of a subscription takes a credential with its scope, and a cursor of its own', async (t) => {
  const app = await harness(t)
  assert.equal((await app.anonymous.get(url)).statusCode, 401)
  const blind = await app.withKey(['messages:read'])
  assert.equal((await blind.get(url)).json().code, 'scope_missing')
  const reader = await app.withKey(['account:read'])
  assert.equal((await reader.get(url)).statusCode, 200)
  for (const query of ['limit=0', 'limit=101', 'cursor=x', 'nonsense=1'])
    assert.equal((await reader.get(`${url}?${query}`)).json().code, 'validation_failed', query)
})
