import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { followSubscription } from '../../src/jobs/subscriptions/follow.ts'
import type { Answer, SeededTenant } from '../../testkit/app.ts'
import { openShop } from '../../testkit/payments/shop.ts'
import { seedConnected, seedSession } from '../../testkit/seed-session.ts'

const code = (answer: Answer): [number, string] => [answer.statusCode, answer.json().code]
const text = (session_id: string) => ({
  ...{ session_id, to: '+201001234567', type: 'text', text: { body: 'hello' } }
})

const openLife = async (t: TestContext) => {
  const shop = await openShop(t)
  const { owner } = shop.app
  return {
    ...shop,
    /** Lets a customer wait: all moments of the life go back in time. */
    wait: async (tenant: SeededTenant, days: number): Promise<void> => {
      const columns = [
        ...['past_due_since', 'stage_since', 'limited_since', 'reminded_at', 'trial_ends_at'],
        ...['current_period_start', 'current_period_end']
      ]
      await owner.query(
        `update subscriptions set ${columns.map((one) => `${one} = ${one} - $2::interval`).join(', ')} where tenant_id = $1`,
        [tenant.tenant_id, `${days} days`]
      )
      await owner.query(
        'update paid_periods set starts_at = starts_at - $2::interval, ends_at = ends_at - $2::interval where tenant_id = $1',
        [tenant.tenant_id, `${days} days`]
      )
    },
    follow: (tenant: SeededTenant) => followSubscription(shop.db, tenant.tenant_id),
    told: async (tenant: SeededTenant) => {
      const rows = await owner.query<{ status: string }>(
        "select data->>'status' as status from events where tenant_id = $1 and type = 'subscription.changed' order by seq",
        [tenant.tenant_id]
      )
      return rows.map(({ status }) => status)
    },
    mails: async (tenant: SeededTenant) => {
      const rows = await owner.query<{ kind: string }>(
        'select kind from mails where tenant_id = $1 order by id',
        [tenant.tenant_id]
      )
      return rows.map(({ kind }) => kind)
    },
    jobs: async () => {
      const rows = await owner.query<{ count: number }>(
        "select count(*)::int as count from graphile_worker.jobs where task_identifier = 'follow_subscription'"
      )
      return rows[0]?.count ?? 0
    }
  }
}

test('who does not pay is reminded, limited, suspended and offered an export; what they pay then brings all of it back', async (t) => {
  const life = await openLife(t)
  const tenant = await life.app.seed.tenant()
  const me = life.app.as(tenant)
  const bought = await life.buy(me)
  await life.post(life.double.notice(life.double.pay(bought.id)))
  await life.settleAll()
  const wanted = await seedConnected(life.app, tenant)
  const idle = await seedSession(life.app, tenant, { linked_at: new Date(), status: 'stopped' })
  const send = async () => code(await me.post('/api/v1/messages', text(wanted)))
  const standing = async () => (await life.subscription(me)).status
  const step = async (days: number): Promise<string> => {
    await life.wait(tenant, days)
    for (let look = 0; look < 4; look++) await life.endPeriods()
    return standing()
  }
  assert.equal(await step(20), 'active')
  assert.equal(await step(12), 'past_due')
  assert.deepEqual(await life.mails(tenant), ['payment_due'])
  assert.ok((await life.subscription(me)).past_due_since)
  assert.equal(await step(4), 'past_due')
  assert.equal((await life.mails(tenant)).length, 1, 'not before its day')
  await step(1)
  await step(5)
  assert.equal((await life.mails(tenant)).length, 3)
  const message = await me.post('/api/v1/messages', text(wanted))
  assert.equal(message.statusCode, 202, 'served all the time of grace')
  const send_at = new Date(Date.now() + 3 * 86_400_000).toISOString()
  const later = await me.post('/api/v1/messages', { ...text(wanted), send_at })
  assert.equal(later.statusCode, 202)

  assert.equal(await step(4), 'limited')
  assert.deepEqual(await send(), [403, 'subscription_limited'])
  const many = await me.post('/api/v1/messages/bulk', { messages: [text(wanted), text(wanted)] })
  assert.deepEqual(
    many.json().results.map((one: { error: { code: string } }) => one.error.code),
    ['subscription_limited', 'subscription_limited']
  )
  const id = message.json().id
  const planned = later.json().id
  await life.follow(tenant)
  await life.follow(tenant)
  const reason = async () => (await me.get(`/api/v1/messages/${planned}`)).json().waiting_reason
  assert.equal(await reason(), 'subscription_limited')
  await life.app.owner.query("update messages set status = 'sent', sent_at = now() where id = $1", [
    id
  ])
  assert.deepEqual(code(await me.patch(`/api/v1/messages/${id}`, { text: { body: 'x' } })), [
    403,
    'subscription_limited'
  ])
  assert.equal((await me.post(`/api/v1/sessions/${wanted}/start`)).statusCode, 202)
  assert.equal(await life.app.count("sessions where desired = 'running'"), 1)

  assert.equal(await step(14), 'suspended')
  assert.equal(await life.jobs(), 1, 'its sessions are seen to')
  await life.follow(tenant)
  await life.follow(tenant)
  const stopped = (await me.get(`/api/v1/sessions/${wanted}`)).json()
  assert.deepEqual(
    [stopped.status, await life.app.count("sessions where desired = 'running'")],
    ['stopped', 0]
  )
  const suspended = [403, 'subscription_suspended']
  assert.deepEqual(await send(), suspended)
  for (const call of ['start', 'restart'])
    assert.deepEqual(code(await me.post(`/api/v1/sessions/${wanted}/${call}`)), suspended)
  assert.deepEqual(code(await me.post('/api/v1/sessions', { session_name: 'x' })), suspended)
  assert.equal((await me.get(`/api/v1/messages/${id}`)).statusCode, 200)
  assert.equal((await me.post('/api/v1/account/export')).statusCode, 202)

  assert.equal(await step(30), 'export_offered')
  const again = await life.buy(me)
  const before = (await life.subscription(me)).current_period_end
  await life.post(life.double.notice(life.double.pay(again.id)))
  await life.settleAll()
  const back = await life.subscription(me)
  assert.deepEqual([back.status, back.past_due_since], ['active', null])
  // What is paid for are the days of grace that were served, and the rest from now on.
  const served = (Date.parse(before) - Date.parse(back.current_period_start)) / 86_400_000
  assert.ok(served < -40, 'the time without service is not paid for')
  assert.ok(Date.parse(back.current_period_end) > Date.parse(before))
  await life.follow(tenant)
  await life.follow(tenant)
  const started = (await me.get(`/api/v1/sessions/${wanted}`)).json()
  assert.equal(started.status, 'starting')
  assert.equal(await reason(), 'scheduled')
  const [due] = await life.app.owner.query<{ run_at: Date }>(
    'select run_at from outbound where message_id = $1',
    [planned]
  )
  assert.equal(due?.run_at.toISOString(), send_at, 'at its time to the millisecond')
  assert.equal((await me.get(`/api/v1/sessions/${idle}`)).json().status, 'stopped', 'it was before')
  assert.deepEqual(await life.told(tenant), [
    ...['active', 'past_due', 'limited', 'suspended', 'export_offered', 'active']
  ])
  assert.deepEqual(await life.mails(tenant), [
    ...['payment_due', 'payment_due', 'payment_due', 'subscription_limited'],
    ...['subscription_suspended', 'export_offered', 'subscription_active']
  ])
  const entries = (await me.get('/api/v1/subscription/history')).json().data
  assert.deepEqual(
    entries.map((one: { status: string; by: string }) => [one.status, one.by]),
    [
      ...[
        ['active', 'customer'],
        ['export_offered', 'customer'],
        ['suspended', 'customer']
      ],
      ...[
        ['limited', 'customer'],
        ['past_due', 'customer'],
        ['active', 'customer']
      ],
      [null, 'registration']
    ]
  )
})

test('in the end the account is erased, but for that of an administrator and where the owner does not want it', async (t) => {
  const life = await openLife(t)
  const [gone, kept] = [await life.app.seed.tenant(), await life.app.seed.tenant()]
  const { owner } = life.app
  const last = (tenant: SeededTenant) =>
    owner.query(`update subscriptions set status = 'past_due' where tenant_id = $1`, [
      tenant.tenant_id
    ])
  for (const tenant of [gone, kept]) {
    await last(tenant)
    await owner.query(
      `update subscriptions set stage = 'export_offered', limited_since = now(), stage_since = now() - interval '29 days' where tenant_id = $1`,
      [tenant.tenant_id]
    )
  }
  await owner.query("update users set role = 'admin' where tenant_id = $1", [kept.tenant_id])
  assert.equal(await life.endPeriods(), 0)
  await owner.query(
    "update subscriptions set stage_since = now() - interval '31 days' where stage is not null"
  )
  const never = {
    ...(await life.boss.get('/api/v1/admin/settings')).json().subscription_life,
    export_days: null
  }
  await life.boss.patch('/api/v1/admin/settings', { subscription_life: never })
  assert.equal(await life.endPeriods(), 0, 'the owner does not want it')
  await life.boss.patch('/api/v1/admin/settings', {
    subscription_life: { ...never, export_days: 30 }
  })
  assert.equal(await life.endPeriods(), 1)
  assert.equal(await life.endPeriods(), 0)
  assert.deepEqual(await owner.query('select erased_tenant_id, asked_by from erasures'), [
    { erased_tenant_id: gone.tenant_id, asked_by: 'subscription' }
  ])
  assert.equal((await life.app.as(gone).get('/api/v1/subscription')).statusCode, 403)
  assert.equal((await life.subscription(life.app.as(kept))).status, 'export_offered')
})

test('a trial ends where the owner wants it, for those who register then; what was past due before goes on', async (t) => {
  const life = await openLife(t)
  const { app } = life
  const old = await app.seed.tenant()
  await app.owner.query(
    "update subscriptions set status = 'past_due', current_period_end = now() - interval '1 year' where tenant_id = $1",
    [old.tenant_id]
  )
  await app.owner.query('update subscriptions set past_due_since = null, stage_since = null')
  const set = (await life.boss.get('/api/v1/admin/settings')).json().subscription_life
  assert.equal(set.trial_days, null)
  const person = { email: 'ada@example.com', password: 'correct horse', name: 'Ada' }
  const other = { ...person, email: 'bob@example.com' }
  await app.anonymous.post('/api/v1/auth/register', other)
  await life.boss.patch('/api/v1/admin/settings', { subscription_life: { ...set, trial_days: 7 } })
  const { access_token } = (await app.anonymous.post('/api/v1/auth/register', person)).json()
  const ada = { authorization: `Bearer ${access_token}` }
  const mine = async () => (await app.anonymous.get('/api/v1/subscription', ada)).json()
  assert.deepEqual(
    [(await mine()).status, await app.count('subscriptions where trial_ends_at is not null')],
    ['trialing', 1]
  )
  await app.owner.query(
    "update subscriptions set trial_ends_at = trial_ends_at - interval '6 days'"
  )
  assert.equal(await life.endPeriods(), 0)
  await app.owner.query("update subscriptions set trial_ends_at = trial_ends_at - interval '1 day'")
  assert.equal(await life.endPeriods(), 1)
  assert.equal((await mine()).status, 'past_due')
  await app.owner.query(
    "update subscriptions set stage_since = now() - interval '20 days', reminders_sent = 3, reminded_at = now() - interval '9 days' where status = 'past_due' and past_due_since is not null"
  )
  assert.equal(await life.endPeriods(), 1)
  assert.equal((await mine()).status, 'limited')
  assert.equal((await life.subscription(app.as(old))).status, 'past_due')
  const [user] = (await life.boss.get('/api/v1/admin/users?email=ada')).json().data
  // An administrator gives a plan without a price: nothing is owed any more.
  await life.boss.post(`/api/v1/admin/users/${user.id}/subscription`, { plan_id: 'business' })
  const given = await mine()
  assert.deepEqual(
    [given.status, given.plan.code, given.trial_ends_at],
    ['active', 'business', null]
  )
})

test('the days are set by administrators, and what cannot be is refused by the field', async (t) => {
  const life = await openLife(t)
  const path = '/api/v1/admin/settings'
  const { subscription_life } = (await life.boss.get(path)).json()
  assert.deepEqual(subscription_life, {
    ...{
      trial_days: null,
      renewal_days: 7,
      reminder_days: [0, 5, 10],
      grace_days: 14,
      limited_days: 14
    },
    ...{ suspended_days: 30, export_days: 30 }
  })
  const set = (change: object) =>
    life.boss.patch(path, { subscription_life: { ...subscription_life, ...change } })
  const fields = async (change: object) =>
    (await set(change)).json().errors?.map((one: { path: string }) => one.path)
  assert.deepEqual(await fields({ grace_days: 10 }), ['subscription_life.grace_days'])
  assert.deepEqual(await fields({ reminder_days: [5, 5] }), ['subscription_life.reminder_days'])
  assert.deepEqual(await fields({ export_days: 1 }), ['subscription_life.export_days'])
  assert.deepEqual(await fields({ more: 1 }), ['subscription_life.more'])
  assert.equal((await set({ grace_days: 21 })).json().subscription_life.grace_days, 21)
  const customer = life.app.as(await life.app.seed.tenant())
  assert.equal((await customer.patch(path, { subscription_life })).statusCode, 403)
})
