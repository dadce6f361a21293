import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { makeRefund } from '../../src/jobs/tasks/make-refund.ts'
import type { Answer } from '../../testkit/app.ts'
import { invoiceFor, payment } from '../../testkit/invoice-calls.ts'
import { openRefunds, refundPath } from '../../testkit/payments/refund-shop.ts'

const code = (answer: Answer): [number, string] => [answer.statusCode, answer.json().code]
const fields = (answer: Answer): string[] => {
  assert.equal(answer.statusCode, 422, answer.body)
  return answer.json().errors.map((one: { path: string }) => one.path)
}

for (const provider of ['stripe', 'paymob'] as const)
  test(`${provider}: a payment is given back whole: the provider is asked once, a credit note says why, and the period ends`, async (t) => {
    const shop = await openRefunds(t, provider)
    const { tenant, me } = await shop.customer()
    const { invoice_id, payment_id, taken } = await shop.pay(me)
    assert.deepEqual(await shop.status(me), ['starter', 'active'])
    const { id, status, settled } = await shop.made(payment_id)
    assert.deepEqual([status, settled, shop.asks()], ['pending', 'refunded', 1])
    assert.equal(await makeRefund(shop.db, shop.payments, id), null, 'done again')
    const invoice = await shop.told(invoice_id)
    assert.deepEqual(
      [invoice.status, invoice.paid_minor, invoice.credited_minor, invoice.due_minor],
      ['voided', 0, 11_400, 0]
    )
    assert.deepEqual(
      invoice.refunds.map((one: Record<string, unknown>) => [one['status'], one['amount_minor']]),
      [['succeeded', 11_400]]
    )
    const [note] = (await me.get('/api/v1/invoices')).json().data
    assert.deepEqual([note.kind, note.lines[0].description], ['credit_note', 'Did not work'])
    assert.deepEqual(
      await shop.status(me),
      ['starter', 'past_due'],
      'what follows when nobody pays'
    )
    await shop.post(shop.double.notice(taken))
    assert.deepEqual(await shop.settleAll(), ['known'], 'its webhook changes nothing')
    assert.deepEqual([taken.refunded, shop.asks()], [11_400, 1])
    assert.deepEqual(code(await shop.boss.post(refundPath(payment_id), { reason: 'x' })), [
      409,
      'nothing_to_refund'
    ])
    assert.deepEqual(await shop.actions(tenant), ['payment.refund_asked', 'payment.refunded'])
  })

test('who may not give back does not, and what cannot be is refused by the field', async (t) => {
  const shop = await openRefunds(t)
  const { me } = await shop.customer()
  const { payment_id } = await shop.pay(me)
  assert.equal((await me.post(refundPath(payment_id), { reason: 'x' })).statusCode, 403)
  assert.equal(
    (await shop.app.anonymous.post(refundPath(payment_id), { reason: 'x' })).statusCode,
    401
  )
  const ask = (body: object) => shop.boss.post(refundPath(payment_id), body)
  assert.deepEqual(fields(await ask({})), ['reason'])
  assert.deepEqual(fields(await ask({ reason: 'x', amount_minor: 0 })), ['amount_minor'])
  assert.deepEqual(fields(await ask({ reason: 'x', amount_minor: 11_401 })), ['amount_minor'])
  assert.deepEqual(fields(await ask({ reason: 'x', currency: 'EGP' })), ['currency'])
  assert.equal(
    (await shop.boss.post(refundPath(newId('payment')), { reason: 'x' })).statusCode,
    404
  )
  assert.equal(await shop.app.count('refunds'), 0)
  const both = await Promise.all([ask({ reason: 'x' }), ask({ reason: 'y' })])
  assert.deepEqual(both.map((one) => one.statusCode).sort(), [202, 409])
  assert.deepEqual(code(await ask({ reason: 'x', amount_minor: 1 })), [409, 'refund_pending'])
})

test('what was paid for later follows at once, and what a larger plan had cut short has its time again', async (t) => {
  const shop = await openRefunds(t)
  const { tenant, me } = await shop.customer()
  const first = await shop.pay(me)
  await shop.pay(me)
  await shop.pass(tenant, '10 days')
  const before = await shop.subscription(me)
  await shop.made(first.payment_id)
  const after = await shop.subscription(me)
  assert.equal(after.status, 'active')
  const month = Date.parse(after.current_period_end) - Date.parse(after.current_period_start)
  assert.ok(month >= 28 * 86_400_000 && month <= 31 * 86_400_000, String(month))
  assert.ok(after.current_period_start < before.current_period_end)
  assert.deepEqual(await shop.status(me), ['starter', 'active'])

  const other = await shop.customer()
  await shop.pay(other.me)
  const [was] = [await shop.subscription(other.me)]
  const more = await shop.pay(other.me, { plan_id: 'business' })
  assert.deepEqual(await shop.status(other.me), ['business', 'active'])
  await shop.made(more.payment_id)
  const again = await shop.subscription(other.me)
  assert.deepEqual(
    [again.plan.code, again.status, again.current_period_end],
    ['starter', 'active', was.current_period_end]
  )
  const bought = await shop.pay(other.me)
  assert.equal((await shop.told(bought.invoice_id)).total_minor, 11_400, 'the next month follows')
  assert.deepEqual(await shop.status(other.me), ['starter', 'active'])
})

test('of months that a larger plan had replaced those that were not given back come back, one behind the other', async (t) => {
  const shop = await openRefunds(t)
  const { tenant, me } = await shop.customer()
  await shop.pay(me)
  const second = await shop.pay(me)
  await shop.pay(me)
  await shop.pass(tenant, '10 days')
  const was = await shop.subscription(me)
  const larger = await shop.pay(me, { plan_id: 'business' })
  await shop.pay(me, { plan_id: 'business' })
  await shop.made(second.payment_id)
  assert.deepEqual(await shop.status(me), ['business', 'active'], 'it was replaced')
  await shop.made(larger.payment_id)
  assert.deepEqual(await shop.status(me), ['starter', 'active'])
  assert.equal((await shop.subscription(me)).current_period_end, was.current_period_end)
  const periods = await shop.app.owner.query<{ amount: number; follows: boolean | null }>(
    `select amount_minor::int as amount, starts_at = lag(ends_at) over (order by starts_at) as follows
     from paid_periods where ends_at > greatest(starts_at, now()) order by starts_at`
  )
  assert.deepEqual(
    periods.map(({ amount, follows }) => [amount, follows]),
    [
      [10_000, null],
      [10_000, true],
      [30_000, true]
    ]
  )
})

test('what came at the bank is entered as given back, what the wallet paid goes back there, and an open invoice is due again', async (t) => {
  const shop = await openRefunds(t)
  const { me, tenant } = await shop.customer()
  const id = await invoiceFor(shop.boss, tenant.tenant_id)
  const record = async (amount: number): Promise<string> => {
    const url = `/api/v1/admin/invoices/${id}/payments`
    return (await shop.boss.post(url, payment(amount))).json().payments.at(-1).id
  }
  const part = await record(5_000)
  assert.equal((await shop.made(part)).status, 'succeeded')
  const open = await shop.told(id)
  assert.deepEqual([open.due_minor, open.credited_minor, open.paid_minor], [open.total_minor, 0, 0])
  const whole = await record(open.total_minor)
  await shop.made(whole)
  assert.equal((await shop.told(id)).status, 'voided')

  // Paid twice: the second payment is in the wallet, and pays the next month.
  const [one, two] = [await shop.buy(me), await shop.buy(me)]
  for (const bought of [one, two]) await shop.post(shop.double.notice(shop.double.pay(bought.id)))
  await shop.settleAll()
  const { payments } = await shop.told(one.invoice_id)
  const over = payments.find((each: { wallet_minor: number }) => each.wallet_minor > 0).id
  const balance = async () => (await shop.wallet(me)).balances[0].amount_minor
  assert.equal(await balance(), 11_400)
  const asked = await shop.boss.post(refundPath(over), {
    reason: 'Paid twice',
    amount_minor: 11_000
  })
  const next = await shop.buy(me)
  assert.equal(next.amount_minor, 11_000, 'what is on its way back is not spent')
  assert.equal(await makeRefund(shop.db, shop.payments, asked.json().id), 'refunded')
  assert.equal(await balance(), 0)
  assert.deepEqual(code(await shop.boss.post(refundPath(over), { reason: 'x' })), [
    409,
    'nothing_to_refund'
  ])
  await shop.post(shop.double.notice(shop.double.pay(next.id)))
  await shop.settleAll()
  const paid = await shop.told(next.invoice_id)
  const [from_wallet, rest] = paid.payments
  assert.deepEqual([from_wallet.provider, rest.provider], ['wallet', 'stripe'])
  await shop.made(rest.id)
  const { status } = await shop.told(next.invoice_id)
  assert.equal(status, 'finalized', 'a part of it is paid')
  await shop.made(from_wallet.id)
  const none = await shop.told(next.invoice_id)
  assert.deepEqual([none.status, none.paid_minor, await balance()], ['voided', 0, 400])
  assert.equal(await shop.app.count('paid_periods where ends_at > greatest(starts_at, now())'), 1)
})
