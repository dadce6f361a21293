import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { followSubscription } from '../../src/jobs/subscriptions/follow.ts'
import { issueRenewals } from '../../src/jobs/tasks/issue-renewals.ts'
import type { Answer, Caller, SeededTenant } from '../../testkit/app.ts'
import { openShop } from '../../testkit/payments/shop.ts'
import { seedConnected } from '../../testkit/seed-session.ts'

const path = '/api/v1/subscription'
const code = (answer: Answer): [number, string] => [answer.statusCode, answer.json().code]
const fields = (answer: Answer): string[] => {
  assert.equal(answer.statusCode, 422, answer.body)
  return answer.json().errors.map((one: { path: string }) => one.path)
}

const openRenewing = async (t: TestContext) => {
  const shop = await openShop(t)
  const pay = async (me: Caller, body: Record<string, unknown> = {}) => {
    const bought = await shop.buy(me, body)
    if (bought.status === 'open') {
      await shop.post(shop.double.notice(shop.double.pay(bought.id)))
      await shop.settleAll()
    }
    return bought
  }
  const customer = async (body: Record<string, unknown> = {}) => {
    const tenant = await shop.app.seed.tenant()
    const me = shop.app.as(tenant)
    await pay(me, body)
    return { tenant, me }
  }
  return {
    ...shop,
    ...{ pay, customer },
    renew: () => issueRenewals(shop.db, shop.app.deps.log, new AbortController().signal),
    follow: (tenant: SeededTenant) => followSubscription(shop.db, tenant.tenant_id),
    mails: async (tenant: SeededTenant) => {
      const rows = await shop.app.owner.query<{ kind: string }>(
        'select kind from mails where tenant_id = $1 order by id',
        [tenant.tenant_id]
      )
      return rows.map(({ kind }) => kind)
    }
  }
}

test('the invoice for the next period is issued once, some days before, and paid it follows', async (t) => {
  const shop = await openRenewing(t)
  const { tenant, me } = await shop.customer()
  await shop.pass(tenant, '20 days')
  assert.equal(await shop.renew(), 0, 'not yet')
  await shop.pass(tenant, '5 days')
  const issued = await Promise.all([shop.renew(), shop.renew(), shop.renew()])
  assert.equal(
    issued.reduce((sum, one) => sum + one),
    1,
    'once, by however many'
  )
  assert.equal(await shop.renew(), 0)
  assert.equal(await shop.app.count('invoices'), 2)
  assert.deepEqual(await shop.mails(tenant), ['renewal_due'])
  const [open] = (await me.get('/api/v1/invoices')).json().data
  assert.deepEqual([open.net_minor, open.due_minor], [10_000, 11_400])
  const before = await shop.subscription(me)
  const bought = await shop.pay(me)
  assert.equal(bought.invoice_id, open.id, 'the same plan pays this invoice')
  assert.equal(await shop.renew(), 0)
  await shop.pass(tenant, '7 days')
  await shop.endPeriods()
  const after = await shop.subscription(me)
  assert.equal(after.status, 'active')
  assert.ok(after.current_period_start > after.created_at || before.status === 'active')
  assert.equal(await shop.app.count('paid_periods'), 2)
})

test('what the wallet holds pays the next period first, and wholly paid it begins by itself', async (t) => {
  const shop = await openRenewing(t)
  const { tenant, me } = await shop.customer()
  const [one, two] = [await shop.buy(me), await shop.buy(me)]
  for (const { id } of [one, two]) await shop.post(shop.double.notice(shop.double.pay(id)))
  await shop.settleAll()
  assert.equal((await shop.wallet(me)).balances[0].amount_minor, 11_400)
  await shop.pass(tenant, '56 days')
  await shop.endPeriods()
  assert.equal(await shop.renew(), 1)
  assert.deepEqual(await shop.mails(tenant), [])
  assert.deepEqual((await shop.wallet(me)).balances, [{ currency: 'EGP', amount_minor: 0 }])
  await shop.pass(tenant, '7 days')
  await shop.endPeriods()
  assert.equal((await shop.subscription(me)).status, 'active')
  assert.equal(await shop.app.count('paid_periods'), 3)
})

test('what is canceled runs to the end of what is paid and has no grace; choosing it again, or paying, takes that back', async (t) => {
  const shop = await openRenewing(t)
  const free = shop.app.as(await shop.app.seed.tenant())
  assert.deepEqual(code(await free.delete(path)), [409, 'nothing_to_cancel'])
  const { tenant, me } = await shop.customer()
  await shop.pass(tenant, '25 days')
  assert.equal(await shop.renew(), 1)
  const canceled = await me.delete(path)
  assert.equal(canceled.statusCode, 200, canceled.body)
  assert.deepEqual([canceled.json().status, canceled.json().cancel_at_period_end], ['active', true])
  assert.equal((await me.delete(path)).statusCode, 200)
  assert.equal(await shop.renew(), 0)
  const { data } = (await me.get('/api/v1/invoices')).json()
  assert.deepEqual(
    data.map((one: { kind: string; status: string }) => `${one.kind} ${one.status}`),
    ['credit_note finalized', 'invoice voided', 'invoice finalized']
  )
  const back = await me.put(path, { plan_id: 'starter' })
  assert.deepEqual([back.statusCode, back.json().cancel_at_period_end], [200, false])
  assert.equal(await shop.renew(), 1, 'it is renewed again')
  await me.delete(path)
  await shop.renew()
  await shop.pass(tenant, '7 days')
  await shop.endPeriods()
  assert.equal((await shop.subscription(me)).status, 'limited')
  assert.deepEqual(await shop.mails(tenant), ['renewal_due', 'renewal_due', 'subscription_limited'])
  await shop.pay(me)
  const again = await shop.subscription(me)
  assert.deepEqual([again.status, again.cancel_at_period_end], ['active', false])
  assert.equal((await shop.app.anonymous.delete(path)).statusCode, 401)
  const key = await shop.app.withKey(['account:write'], tenant)
  assert.equal((await key.delete(path)).statusCode, 403)
  const entries = (await me.get('/api/v1/audit-log')).json().data
  assert.equal(
    entries.filter((one: { action: string }) => one.action === 'subscription.canceled').length,
    2
  )
})

test('a plan without a price follows on what is paid; the sessions that were chosen go on, and nothing is deleted', async (t) => {
  const shop = await openRenewing(t)
  const { tenant, me } = await shop.customer()
  const [stays, goes] = [
    await seedConnected(shop.app, tenant),
    await seedConnected(shop.app, tenant)
  ]
  const theirs = await seedConnected(shop.app, await shop.app.seed.tenant())
  await shop.app.owner.query("update subscription_plans set sessions_max = 1 where code = 'trial'")
  const choose = (body: object) => me.put(path, { plan_id: 'trial', ...body })
  assert.deepEqual(code(await choose({})), [409, 'plan_too_small'])
  assert.deepEqual(fields(await choose({ keep_session_ids: [stays, goes] })), ['keep_session_ids'])
  assert.deepEqual(fields(await choose({ keep_session_ids: [theirs] })), ['keep_session_ids.0'])
  assert.deepEqual(fields(await choose({ keep_session_ids: ['x'] })), ['keep_session_ids.0'])
  const same = await me.put(path, { plan_id: 'starter', keep_session_ids: [stays] })
  assert.deepEqual(fields(same), ['keep_session_ids'])
  const chosen = (await choose({ keep_session_ids: [stays] })).json()
  assert.deepEqual(
    [chosen.plan.code, chosen.status, chosen.keep_session_ids],
    ['starter', 'active', [stays]]
  )
  assert.ok(chosen.price_id, 'the time that was paid is not lost')
  assert.ok(chosen.next_plan_id)
  await shop.pass(tenant, '25 days')
  assert.equal(await shop.renew(), 0)
  await shop.pass(tenant, '7 days')
  await shop.endPeriods()
  const after = await shop.subscription(me)
  assert.deepEqual(
    [after.plan.code, after.status, after.price_id, after.next_plan_id, after.past_due_since],
    ['trial', 'active', null, null, null]
  )
  await shop.follow(tenant)
  await shop.follow(tenant)
  const status = async (id: string) => (await me.get(`/api/v1/sessions/${id}`)).json().status
  assert.deepEqual([await status(stays), await status(goes)], ['connected', 'stopped'])
  const start = () => me.post(`/api/v1/sessions/${goes}/start`)
  assert.deepEqual(code(await start()), [403, 'plan_limit_reached'])
  await me.post(`/api/v1/sessions/${stays}/stop`)
  assert.equal((await start()).statusCode, 202)
  await shop.endPeriods()
  assert.equal((await shop.subscription(me)).status, 'active')
})

test('a plan that costs less is what is renewed; one that costs more is bought', async (t) => {
  const shop = await openRenewing(t)
  const { tenant, me } = await shop.customer({ plan_id: 'business' })
  const chosen = (await me.put(path, { plan_id: 'starter' })).json()
  assert.deepEqual([chosen.plan.code, chosen.cancel_at_period_end], ['business', false])
  assert.ok(chosen.next_price_id)
  await shop.pass(tenant, '25 days')
  assert.equal(await shop.renew(), 1)
  const [open] = (await me.get('/api/v1/invoices')).json().data
  assert.equal(open.net_minor, 10_000)
  await shop.pay(me)
  assert.equal((await shop.subscription(me)).plan.code, 'business', 'until its time is over')
  await shop.pass(tenant, '7 days')
  await shop.endPeriods()
  const after = await shop.subscription(me)
  assert.deepEqual([after.plan.code, after.status, after.next_plan_id], ['starter', 'active', null])
  assert.deepEqual(code(await me.put(path, { plan_id: 'business' })), [403, 'plan_needs_operator'])
})
