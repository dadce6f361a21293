import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeRefund } from '../../src/jobs/tasks/make-refund.ts'
import { openRefunds, refundPath } from '../../testkit/payments/refund-shop.ts'

test('a part is given back: the time goes on, whatever becomes of the answer, the process and the webhook', async (t) => {
  const shop = await openRefunds(t)
  const { tenant, me } = await shop.customer()
  const { invoice_id, payment_id, taken } = await shop.pay(me)
  const ask = async (amount_minor: number): Promise<string> =>
    (await shop.boss.post(refundPath(payment_id), { reason: 'Late', amount_minor })).json().id
  const make = (id: string, db = shop.db, now = new Date()) =>
    makeRefund(db, shop.payments, id, now)
  // Its answer is lost.
  const first = await ask(4)
  shop.double.cuts = /refund/
  await assert.rejects(make(first), /did not answer/)
  shop.double.cuts = null
  assert.deepEqual([await make(first), taken.refunds.length], ['refunded', 1])
  // The process is killed before it is in the books, and two others go on.
  const second = await ask(1_136)
  const killed = {
    ...shop.db,
    transaction: async (work: (tx: never) => Promise<unknown>) =>
      shop.db.transaction(async (tx) => {
        await work(tx as never)
        throw new Error('the process is killed')
      })
  } as typeof shop.db
  await assert.rejects(make(second, killed), /is killed/)
  await Promise.all([make(second), make(second)])
  assert.equal(taken.refunds.length, 2)
  // It is taken and does not show yet: the provider is not asked to give it back again.
  const third = await ask(260)
  shop.double.ledger.moods.hides_refunds = true
  await assert.rejects(make(third), /does not show yet/)
  await assert.rejects(make(third), /does not show yet/)
  shop.double.ledger.moods.hides_refunds = false
  // The webhook is first, and ends it with its reason.
  await shop.post(shop.double.notice(taken))
  assert.deepEqual(await shop.settleAll(), ['refunded'])
  assert.deepEqual([await make(third), taken.refunds.length], [null, 3])
  const invoice = await shop.told(invoice_id)
  assert.deepEqual(
    [invoice.status, invoice.paid_minor, invoice.credited_minor, invoice.due_minor],
    ['finalized', 10_000, 1_400, 0]
  )
  const notes = (await me.get('/api/v1/invoices')).json().data.slice(0, 3)
  assert.deepEqual(
    notes.map((one: { total_minor: number; lines: { description: string }[] }) => [
      one.total_minor,
      one.lines[0]?.description
    ]),
    [260, 1_136, 4].map((amount) => [amount, 'Late']),
    'what went back is what was credited, to the unit'
  )
  assert.deepEqual(await shop.status(me), ['starter', 'active'])
  // It is refused, or cannot be asked for days.
  const fourth = await ask(100)
  taken.amount = 1_400
  assert.equal(await make(fourth), 'refused', 'more is not there any more')
  taken.amount = 11_400
  const days_later = new Date(Date.now() + 4 * 86_400_000)
  const fifth = await ask(100)
  shop.double.mood = 'broken'
  await assert.rejects(make(fifth), /answered 500/)
  assert.equal(await make(fifth, shop.db, days_later), 'refused')
  const { refunds } = await shop.told(invoice_id)
  const ended = refunds.slice(3).map((one: { status: string }) => one.status)
  assert.deepEqual(ended, ['failed', 'failed'])
  assert.match(refunds[3].error, /already_refunded/)
  assert.equal((await shop.actions(tenant)).at(-1), 'payment.refund_failed')
})

for (const provider of ['stripe', 'paymob'] as const)
  test(`${provider}: a refund of which no answer came is looked for, and asked for again when it has not shown for a while`, async (t) => {
    const shop = await openRefunds(t, provider)
    const { me } = await shop.customer()
    const { invoice_id, payment_id, taken } = await shop.pay(me)
    const { owner } = shop.app
    const ask = async (amount_minor: number): Promise<string> =>
      (await shop.boss.post(refundPath(payment_id), { reason: 'x', amount_minor })).json().id
    const make = (id: string) => makeRefund(shop.db, shop.payments, id)
    // It is made, the answer is lost, and it does not show yet.
    const first = await ask(400)
    shop.double.cuts = /refund/
    shop.double.ledger.moods.hides_refunds = true
    await assert.rejects(make(first), /did not answer/)
    shop.double.cuts = null
    await assert.rejects(make(first), /does not show yet/)
    await Promise.allSettled([make(first), make(first)])
    assert.equal(taken.refunds.length, 1, 'it is not given back twice')
    shop.double.ledger.moods.hides_refunds = false
    assert.equal(await make(first), 'refunded')
    // The provider has never heard of it.
    const second = await ask(500)
    shop.double.mood = 'broken'
    await assert.rejects(make(second), /answered 500/)
    shop.double.mood = 'well'
    await assert.rejects(make(second), /does not show yet/)
    await owner.query("update refunds set asked_at = asked_at - interval '11 minutes'")
    await Promise.allSettled([make(second), make(second)])
    await make(second)
    assert.deepEqual(
      taken.refunds.map(({ amount }) => amount),
      [400, 500]
    )
    // A process that knows nothing of refunds has entered what a webhook told.
    const third = await ask(600)
    shop.double.giveBack(taken, 600)
    await owner.query('update payments set refunded_minor = 1500 where id = $1', [payment_id])
    assert.equal(await make(third), 'known')
    assert.equal(taken.refunds.length, 3)
    const { refunds } = await shop.told(invoice_id)
    const ended = refunds.map((one: { status: string }) => one.status)
    assert.deepEqual(ended, ['succeeded', 'succeeded', 'succeeded'])
  })
