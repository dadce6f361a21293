import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answer, type Caller, harness } from '../../testkit/app.ts'
import { openShop } from '../../testkit/payments/shop.ts'

const preview = '/api/v1/subscription/preview'
const providers = '/api/v1/subscription/providers'
const code = (answer: Answer): [number, string] => [answer.statusCode, answer.json().code]
const fields = (answer: Answer): string[] => {
  assert.equal(answer.statusCode, 422, answer.body)
  return answer.json().errors.map((one: { path: string }) => one.path)
}

const openPaying = async (t: Parameters<typeof openShop>[0]) => {
  const shop = await openShop(t)
  const pay = async (me: Caller, body: Record<string, unknown> = {}) => {
    const bought = await shop.buy(me, body)
    await shop.post(shop.double.notice(shop.double.pay(bought.id)))
    await shop.settleAll()
    return bought
  }
  const look = async (me: Caller, query: string) => {
    const answer = await me.get(`${preview}?${query}`)
    assert.equal(answer.statusCode, 200, answer.body)
    return answer.json()
  }
  return { ...shop, pay, look }
}

test('what a plan would cost now is what the invoice says then, with tax and what is left of the plan before', async (t) => {
  const shop = await openPaying(t)
  const me = shop.app.as(await shop.app.seed.tenant())
  const first = await shop.look(me, 'plan_id=starter&currency=EGP')
  assert.deepEqual(
    [first.by, first.net_minor, first.tax_minor, first.total_minor, first.due_minor],
    ['checkout', 10_000, 1_400, 11_400, 11_400]
  )
  assert.equal(await shop.app.count('invoices'), 0, 'nothing is changed')
  const paid = await shop.pay(me)
  const invoice = await shop.invoice(me, paid.invoice_id)
  assert.deepEqual(first.lines, invoice.lines)
  const year = await shop.look(me, 'plan_id=starter&currency=EGP&interval=year')
  assert.equal(year.lines[0].amount_minor, 100_000)

  const more = await shop.look(me, 'plan_id=business&currency=EGP')
  const { current_period_end } = await shop.subscription(me)
  assert.ok(more.begins_at < current_period_end, 'at once')
  assert.ok(more.lines[1].amount_minor < 0)
  const bought = await shop.buy(me, { plan_id: 'business' })
  const { lines, total_minor } = await shop.invoice(me, bought.invoice_id)
  // It is counted to the second: between the two there may be a piastre.
  assert.ok(Math.abs(total_minor - more.total_minor) <= 2, `${total_minor} ${more.total_minor}`)
  assert.deepEqual(
    lines.map((one: { description: string }) => one.description),
    more.lines.map((one: { description: string }) => one.description)
  )
  const open = await shop.look(me, 'plan_id=business&currency=EGP')
  assert.deepEqual(
    [open.lines, open.due_minor],
    [lines, total_minor],
    'the invoice that is there is paid as it was issued'
  )
})

test('a plan that costs less, or nothing, follows on what is paid and costs nothing now', async (t) => {
  const shop = await openPaying(t)
  const me = shop.app.as(await shop.app.seed.tenant())
  await shop.pay(me, { plan_id: 'business' })
  const { current_period_end } = await shop.subscription(me)
  for (const [plan, is_free] of [
    ['starter', false],
    ['trial', true]
  ] as const) {
    const found = await shop.look(me, `plan_id=${plan}&currency=EGP`)
    assert.deepEqual(
      [found.by, found.begins_at, found.due_minor, found.lines, found.price_id === null],
      ['change', current_period_end, 0, [], is_free]
    )
  }
  const before = await shop.look(me, 'plan_id=business&currency=EGP')
  assert.deepEqual([before.by, before.begins_at], ['checkout', current_period_end])
  const free = shop.app.as(await shop.app.seed.tenant({ plan: 'starter' }))
  assert.equal((await shop.look(free, 'plan_id=trial')).by, 'change')
  const admin = await shop.look(shop.boss, 'plan_id=business&currency=EGP')
  assert.deepEqual([admin.by, admin.due_minor], ['change', 0], 'on their own installation')
})

test('what the wallet holds is taken off what would be left to pay', async (t) => {
  const shop = await openPaying(t)
  const me = shop.app.as(await shop.app.seed.tenant())
  const [one, two] = [await shop.buy(me), await shop.buy(me)]
  for (const { id } of [one, two]) await shop.post(shop.double.notice(shop.double.pay(id)))
  await shop.settleAll()
  const [{ amount_minor }] = (await shop.wallet(me)).balances
  const found = await shop.look(me, 'plan_id=starter&currency=EGP')
  assert.deepEqual(
    [found.wallet_minor, found.due_minor],
    [Math.min(amount_minor, found.total_minor), 0]
  )
  const more = await shop.look(me, 'plan_id=business&currency=EGP&interval=year')
  assert.equal(more.due_minor, more.total_minor - amount_minor)
})

test('a preview that cannot be is refused by the field; a plan that is hidden is not there', async (t) => {
  const shop = await openPaying(t)
  const tenant = await shop.app.seed.tenant()
  const me = shop.app.as(tenant)
  assert.deepEqual(fields(await me.get(preview)), ['plan_id'])
  const with_price = `${preview}?plan_id=starter`
  assert.deepEqual(fields(await me.get(`${with_price}&currency=ZZZ`)), ['currency'])
  assert.deepEqual(fields(await me.get(`${with_price}&currency=JPY`)), ['currency'])
  assert.deepEqual(fields(await me.get(`${with_price}&interval=week`)), ['interval'])
  assert.deepEqual(code(await me.get(`${preview}?plan_id=none`)), [422, 'plan_unknown'])
  const hide = "update subscription_plans set is_public = false where code = 'unlimited'"
  await shop.app.owner.query(hide)
  assert.deepEqual(code(await me.get(`${preview}?plan_id=unlimited`)), [422, 'plan_unknown'])
  const reader = await shop.app.withKey(['messages:read'], tenant)
  for (const url of [with_price, providers]) {
    assert.equal((await shop.app.anonymous.get(url)).statusCode, 401)
    assert.deepEqual(code(await reader.get(url)), [403, 'scope_missing'])
    const key = await shop.app.withKey(['billing:read'], tenant)
    assert.equal((await key.get(url)).statusCode, 200)
  }
})

test('the providers are those that are set up and take the currency, and none before somebody sells', async (t) => {
  const shop = await openShop(t)
  const me = shop.app.as(await shop.app.seed.tenant())
  const names = async (query = '') =>
    (await me.get(`${providers}${query}`))
      .json()
      .data.map((one: { provider: string; has_page: boolean }) => [one.provider, one.has_page])
  const both = [
    ['manual', false],
    ['stripe', true]
  ]
  assert.deepEqual(await names(), both)
  assert.deepEqual(await names('?currency=EGP'), both)
  assert.deepEqual(await names('?currency=UGX'), [['manual', false]])
  assert.deepEqual(fields(await me.get(`${providers}?currency=ZZZ`)), ['currency'])
  const alone = await harness(t)
  const nobody = alone.as(await alone.seed.tenant())
  assert.deepEqual((await nobody.get(providers)).json(), { data: [], next_cursor: null })
})
