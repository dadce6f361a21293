import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { issueRenewals } from '../../src/jobs/tasks/issue-renewals.ts'
import type { Answer } from '../../testkit/app.ts'
import { invoiceFor, payment } from '../../testkit/invoice-calls.ts'
import { openShop } from '../../testkit/payments/shop.ts'

const checkout = '/api/v1/subscription/checkout'
const fields = (answer: Answer): string[] => {
  assert.equal(answer.statusCode, 422, answer.body)
  return answer.json().errors.map((one: { path: string }) => one.path)
}
const code = (answer: Answer): [number, string] => [answer.statusCode, answer.json().code]

test('more is at once and less by what is left; the same plan follows; what is not paid is past due, and comes back', async (t) => {
  const shop = await openShop(t)
  const tenant = await shop.app.seed.tenant()
  const me = shop.app.as(tenant)
  const pay = async (body: Record<string, unknown> = {}) => {
    const bought = await shop.buy(me, body)
    await shop.post(shop.double.notice(shop.double.pay(bought.id)))
    await shop.settleAll()
    return shop.invoice(me, bought.invoice_id)
  }
  await pay()
  const first = await shop.subscription(me)
  await pay()
  const same = await shop.subscription(me)
  assert.equal(same.current_period_end, first.current_period_end, 'the second month comes after it')
  await shop.pass(tenant, '1 month')
  const ended = await shop.subscription(me)
  await shop.endPeriods()
  const second = await shop.subscription(me)
  assert.equal(second.status, 'active')
  assert.equal(second.current_period_start, ended.current_period_end)

  const replaced = await shop.buy(me, { interval: 'year' })
  const upgrade = await pay({ plan_id: 'business' })
  const void_one = await shop.invoice(me, replaced.invoice_id)
  assert.deepEqual(
    [void_one.status, (await shop.read(me, replaced.id)).status],
    ['voided', 'failed']
  )
  const [bought, left] = upgrade.lines
  assert.equal(bought.amount_minor, 30_000)
  assert.ok(left.amount_minor < -9_000 && left.amount_minor >= -10_000, String(left.amount_minor))
  const third = await shop.subscription(me)
  assert.equal(third.plan.code, 'business')
  assert.equal(await shop.app.count('paid_periods where ends_at > now()'), 1)

  await shop.pass(tenant, '31 days')
  await shop.endPeriods()
  await shop.endPeriods()
  assert.equal((await shop.subscription(me)).status, 'past_due')
  const late = await shop.subscription(me)
  const manual = await shop.buy(me, { plan_id: 'business', provider: 'manual' })
  assert.deepEqual([manual.status, manual.url], ['open', null])
  const record = { ...payment(manual.amount_minor), currency: 'EGP' }
  await shop.boss.post(`/api/v1/admin/invoices/${manual.invoice_id}/payments`, record)
  const back = await shop.subscription(me)
  assert.deepEqual([back.status, back.current_period_start], ['active', late.current_period_end])
})

test('months that a larger plan has replaced leave no gap and take nothing more off: what is bought and renewed follows to the microsecond', async (t) => {
  const shop = await openShop(t)
  const tenant = await shop.app.seed.tenant()
  const me = shop.app.as(tenant)
  const pay = async (body: Record<string, unknown> = {}) => {
    const bought = await shop.buy(me, body)
    assert.equal(bought.status, 'open', bought.error ?? '')
    await shop.post(shop.double.notice(shop.double.pay(bought.id)))
    await shop.settleAll()
    return shop.invoice(me, bought.invoice_id)
  }
  const gaps = () =>
    shop.app.owner.query(
      `select ends_at, following from (
         select ends_at, lead(starts_at) over (order by starts_at) as following from paid_periods where ends_at > starts_at
       ) p where following <> ends_at`
    )
  for (let nth = 0; nth < 3; nth++) await pay()
  assert.deepEqual(await gaps(), [])
  await shop.pass(tenant, '10 days')
  const upgrade = await pay({ plan_id: 'business' })
  assert.ok(upgrade.lines[1].amount_minor < -26_000, 'what is left of three months')
  const renew = () => issueRenewals(shop.db, shop.app.deps.log, new AbortController().signal)
  await shop.pass(tenant, '27 days')
  assert.equal(await renew(), 1, 'the months that were replaced are not paid for')
  const again = await pay({ plan_id: 'business' })
  assert.deepEqual([again.net_minor, again.lines.length], [30_000, 1])
  assert.deepEqual(await gaps(), [])
  const more = await pay({ plan_id: 'business' })
  assert.equal(more.net_minor, 30_000)
  assert.deepEqual(await gaps(), [])
  assert.equal(await shop.app.count('paid_periods where ends_at > starts_at'), 4)
})

test('a checkout that cannot be is refused by the field; an invoice of another customer is not there', async (t) => {
  const shop = await openShop(t)
  const [tenant, other] = [await shop.app.seed.tenant(), await shop.app.seed.tenant()]
  const me = shop.app.as(tenant)
  const ask = (body: Record<string, unknown>) => me.post(checkout, { provider: 'stripe', ...body })
  assert.deepEqual(fields(await ask({})), ['plan_id'])
  assert.deepEqual(fields(await ask({ plan_id: 'starter', invoice_id: newId('invoice') })), [
    'plan_id'
  ])
  assert.deepEqual(fields(await ask({ plan_id: 'starter', currency: 'JPY' })), ['currency'])
  assert.deepEqual(fields(await ask({ plan_id: 'trial' })), ['currency'])
  assert.deepEqual(fields(await ask({ plan_id: 'starter', provider: 'paymob' })), ['provider'])
  assert.deepEqual(fields(await ask({ plan_id: 'starter', amount_minor: 1 })), ['amount_minor'])
  assert.deepEqual(code(await ask({ plan_id: 'nothing' })), [422, 'plan_unknown'])
  const theirs = await invoiceFor(shop.boss, other.tenant_id)
  assert.equal((await ask({ invoice_id: theirs })).statusCode, 404)
  const mine = await invoiceFor(shop.boss, tenant.tenant_id)
  const bought = await shop.buy(me, { invoice_id: mine })
  assert.equal(bought.invoice_id, mine)
  const them = shop.app.as(other)
  assert.equal((await them.get(`${checkout}/${bought.id}`)).statusCode, 404)
  await shop.post(shop.double.notice(shop.double.pay(bought.id)))
  await shop.settleAll()
  assert.deepEqual(code(await ask({ invoice_id: mine })), [409, 'invoice_not_open'])
  const key = await shop.app.withKey(['account:write'], tenant)
  assert.equal(
    (await key.post(checkout, { provider: 'manual', plan_id: 'starter' })).statusCode,
    403
  )
  assert.equal((await shop.app.anonymous.get('/api/v1/wallet')).statusCode, 401)
  const reader = await shop.app.withKey(['messages:read'], tenant)
  assert.deepEqual(code(await reader.get('/api/v1/wallet')), [403, 'scope_missing'])
  for (let nth = 0; nth < 20; nth++) await shop.begin(me)
  assert.equal((await ask({ plan_id: 'starter' })).json().code, 'list_full')
})

test('a subscription without a price goes on by itself, as it always did', async (t) => {
  const shop = await openShop(t)
  const tenant = await shop.app.seed.tenant({ plan: 'business' })
  const me = shop.app.as(tenant)
  await shop.pass(tenant, '3 months')
  assert.equal(await shop.endPeriods(), 0)
  const { status, price_id, plan } = await shop.subscription(me)
  assert.deepEqual([price_id, plan.code], [null, 'business'])
  assert.ok(status === 'active' || status === 'trialing')
})
