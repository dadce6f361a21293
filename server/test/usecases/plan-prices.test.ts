import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { type Answer, harness } from '../../testkit/app.ts'

const admin = '/api/v1/admin/plans'
const gold = {
  code: 'gold',
  name: 'Gold',
  price_cents: 5_000,
  sessions_max: 3,
  messages_per_month_max: null,
  webhooks_max: 2,
  api_keys_max: 2
}
type Price = {
  id: string
  item: string
  currency: string
  interval: string
  amount_minor: number
  active: boolean
  own: boolean
  tenant_id: string | null
}
const brief = (prices: Price[]): string[] =>
  prices.map((one) => `${one.item} ${one.currency} ${one.interval} ${one.amount_minor}`)
const fields = (answer: Answer): string[] => {
  assert.equal(answer.statusCode, 422, answer.body)
  return answer.json().errors.map((one: { path: string }) => one.path)
}

test('a plan has prices in several currencies and intervals for everybody, and others for one customer', async (t) => {
  const app = await harness(t)
  const boss = app.as(await app.seed.tenant({ role: 'admin' }))
  const [tenant, other] = [await app.seed.tenant(), await app.seed.tenant()]
  const kuwait = { currency: 'KWD', amount_minor: 15_250 }
  const prices = [
    { ...kuwait },
    { ...kuwait, interval: 'year', amount_minor: 150_000 },
    { ...kuwait, item: 'messages', units: 1_000, amount_minor: 500 },
    { ...kuwait, amount_minor: 9_000, tenant_id: tenant.tenant_id }
  ]
  const made = await boss.post(admin, { ...gold, prices })
  assert.equal(made.statusCode, 201, made.body)
  const plan = made.json()
  const all = ['messages KWD month 500', 'plan KWD month 15250', 'plan KWD year 150000']
  assert.deepEqual(brief(plan.prices), [...all, 'plan USD month 5000', 'plan KWD month 9000'])

  const shown = (await app.anonymous.get(`/api/v1/plans/${plan.id}`)).json()
  assert.deepEqual(brief(shown.prices), [...all, 'plan USD month 5000'])
  const listed = (await app.anonymous.get('/api/v1/plans')).json().data
  assert.deepEqual(listed.find((one: { code: string }) => one.code === 'gold').prices, shown.prices)
  assert.equal('tenant_id' in shown.prices[0], false)

  await boss.post(`/api/v1/admin/users/${tenant.user_id}/subscription`, { plan_id: 'gold' })
  await boss.post(`/api/v1/admin/users/${other.user_id}/subscription`, { plan_id: 'gold' })
  const mine: Price[] = (await app.as(tenant).get('/api/v1/subscription')).json().plan.prices
  assert.deepEqual(
    mine.filter((one) => one.own).map((one) => one.amount_minor),
    [9_000]
  )
  const theirs: Price[] = (await app.as(other).get('/api/v1/subscription')).json().plan.prices
  assert.deepEqual(theirs, shown.prices)

  const change = await boss.patch(`${admin}/${plan.id}`, {
    prices: [{ ...kuwait, amount_minor: 1 }]
  })
  const after: Price[] = change.json().prices
  assert.deepEqual(brief(after.filter((one) => one.active)), [
    'plan KWD month 1',
    'plan USD month 5000'
  ])
  assert.equal(after.length, plan.prices.length, 'what has ended is still there')
  const id = (one: Price[], amount: number) => one.find((p) => p.amount_minor === amount)?.id
  assert.equal(id(after, 1), id(plan.prices, 15_250), 'a changed price is the same price')
})

test('prices that cannot be are refused by the field, and none of the others is kept', async (t) => {
  const app = await harness(t)
  const boss = app.as(await app.seed.tenant({ role: 'admin' }))
  const { id } = (await boss.post(admin, gold)).json()
  const refused: [Record<string, unknown>, string][] = [
    [{ currency: 'usd', amount_minor: 1 }, 'prices.1.currency'],
    [{ currency: 'ABC', amount_minor: 1 }, 'prices.1.currency'],
    [{ currency: 'EUR', amount_minor: 1.5 }, 'prices.1.amount_minor'],
    [{ currency: 'EUR', amount_minor: -1 }, 'prices.1.amount_minor'],
    [{ currency: 'IDR', amount_minor: 150_050 }, 'prices.1.amount_minor'],
    [{ currency: 'EUR', amount_minor: 1, units: 2 }, 'prices.1.units'],
    [{ currency: 'EUR', amount_minor: 1, item: 'messages', interval: 'year' }, 'prices.1.interval'],
    [{ currency: 'EUR', amount_minor: 1, item: 'gold' }, 'prices.1.item'],
    [{ currency: 'JPY', amount_minor: 1 }, 'prices.1.item'],
    [{ currency: 'EUR', amount_minor: 1, tenant_id: 'me' }, 'prices.1.tenant_id'],
    [{ currency: 'EUR', amount_minor: 1, tenant_id: newId('tenant') }, 'prices.1.tenant_id'],
    [{ currency: 'USD', amount_minor: 1, active: false }, 'prices.1.active'],
    [{ currency: 'EUR', amount_minor: 1, note: 'x' }, 'prices.1.note']
  ]
  for (const [price, path] of refused) {
    const prices = [{ currency: 'JPY', amount_minor: 700 }, price]
    assert.deepEqual(fields(await boss.patch(`${admin}/${id}`, { prices })), [path])
  }
  const twice = { price_cents: 1, prices: [{ currency: 'USD', amount_minor: 2 }] }
  assert.deepEqual(fields(await boss.patch(`${admin}/${id}`, twice)), ['prices.0.amount_minor'])
  const cents = { ...gold, code: 'x', currency: 'IDR', price_cents: 150 }
  assert.deepEqual(fields(await boss.post(admin, cents)), ['price_cents'])
  assert.deepEqual(fields(await boss.post(admin, { ...gold, currency: 'ABC' })), ['currency'])
  const { prices } = (await app.anonymous.get(`/api/v1/plans/${id}`)).json()
  assert.deepEqual(brief(prices), ['plan USD month 5000'])
})

test('price_cents and the monthly price are one, whichever of them is written, also by a version that knows no prices', async (t) => {
  const app = await harness(t)
  const boss = app.as(await app.seed.tenant({ role: 'admin' }))
  const { id } = (await boss.post(admin, gold)).json()
  const read = async () => (await app.anonymous.get(`/api/v1/plans/${id}`)).json()
  await boss.patch(`${admin}/${id}`, { prices: [{ currency: 'USD', amount_minor: 6_000 }] })
  assert.equal((await read()).price_cents, 6_000)
  await app.owner.query('update subscription_plans set price_cents = 7000 where id = $1', [id])
  assert.deepEqual(brief((await read()).prices), ['plan USD month 7000'])
  await boss.patch(`${admin}/${id}`, { currency: 'EUR', price_cents: 5_500 })
  assert.deepEqual(brief((await read()).prices), ['plan EUR month 5500'])
  await boss.patch(`${admin}/${id}`, { currency: 'USD', price_cents: 6_500 })
  assert.deepEqual(brief((await read()).prices), ['plan USD month 6500'])
  const end = app.owner.query(
    'update plan_prices set active = false where plan_id = $1 and active',
    [id]
  )
  await assert.rejects(end, /does not end/)
  assert.equal((await boss.delete(`${admin}/${id}`)).statusCode, 204)
})
