import assert from 'node:assert/strict'
import { test } from 'node:test'
import { settlePayment } from '../../src/jobs/tasks/settle-payment.ts'
import type { Answer } from '../../testkit/app.ts'
import { openShop } from '../../testkit/payments/shop.ts'
import { signStripe, stripeNotice } from '../../testkit/payments/stripe-wire.ts'

const code = (answer: Answer): [number, string] => [answer.statusCode, answer.json().code]

for (const provider of ['stripe', 'paymob'] as const)
  test(`${provider}: a plan is bought: invoice, page, payment, plan; and a refund writes a credit note`, async (t) => {
    const shop = await openShop(t, provider)
    const tenant = await shop.app.seed.tenant()
    const me = shop.app.as(tenant)
    const id = await shop.begin(me)
    assert.deepEqual([(await shop.read(me, id)).status, shop.double.asked], ['preparing', []])
    await shop.prepare(id)
    const bought = await shop.read(me, id)
    assert.deepEqual([bought.status, bought.amount_minor], ['open', 11_400])
    assert.ok(bought.url?.includes(id))
    const open = await shop.invoice(me, bought.invoice_id)
    assert.deepEqual([open.status, open.net_minor, open.due_minor], ['finalized', 10_000, 11_400])
    assert.equal((await shop.subscription(me)).plan.code, 'trial')

    const taken = shop.double.pay(id)
    assert.equal((await shop.post(shop.double.notice(taken))).statusCode, 200)
    assert.equal((await shop.invoice(me, bought.invoice_id)).due_minor, 11_400, 'not looked up yet')
    assert.deepEqual(await shop.settleAll(), ['paid'])
    const paid = await shop.invoice(me, bought.invoice_id)
    assert.deepEqual([paid.due_minor, paid.paid_minor, paid.payments.length], [0, 11_400, 1])
    const mine = await shop.subscription(me)
    assert.deepEqual([mine.plan.code, mine.status], ['starter', 'active'])
    assert.ok(mine.price_id)
    assert.deepEqual(
      [(await shop.read(me, id)).status, (await shop.read(me, id)).url],
      ['paid', null]
    )
    const [event] = await shop.app.owner.query<{ data: object }>(
      "select data from events where type = 'subscription.changed' and tenant_id = $1",
      [tenant.tenant_id]
    )
    assert.deepEqual(event?.data, { plan: 'starter', plan_before: 'trial', status: 'active' })

    // Four, of which the tax is not a whole unit, and then all but a little.
    for (const amount of [4, 1_136]) {
      shop.double.giveBack(taken, amount)
      await shop.post(shop.double.notice(taken))
      assert.deepEqual(await shop.settleAll(), ['refunded'])
      const { total_minor } = (await me.get('/api/v1/invoices')).json().data[0]
      assert.equal(total_minor, amount, 'what went back is what is credited')
    }
    const after = await shop.invoice(me, bought.invoice_id)
    assert.deepEqual([after.credited_minor, after.paid_minor, after.due_minor], [1_140, 10_260, 0])
    shop.double.giveBack(taken, 10_260)
    await shop.post(shop.double.notice(taken))
    assert.deepEqual(await shop.settleAll(), ['refunded'])
    const none = await shop.invoice(me, bought.invoice_id)
    assert.deepEqual([none.status, none.credited_minor, none.paid_minor], ['voided', 11_400, 0])
    assert.deepEqual(none.payments[0].status, 'refunded')
    const { data } = (await me.get('/api/v1/invoices')).json()
    const notes = data.filter((one: { kind: string }) => one.kind === 'credit_note')
    const sum = (of: string) =>
      notes.reduce((all: number, one: Record<string, number>) => all + (one[of] ?? 0), 0)
    assert.deepEqual(
      [sum('net_minor'), sum('tax_minor'), sum('total_minor')],
      [10_000, 1_400, 11_400]
    )
  })

test('what is posted counts once, however often, in whatever order and by how many it is looked at', async (t) => {
  const shop = await openShop(t)
  const me = shop.app.as(await shop.app.seed.tenant())
  const { id, invoice_id } = await shop.buy(me)
  const taken = shop.double.pay(id)
  const paid = shop.double.notice(taken)
  shop.double.giveBack(taken, 400)
  const returned = shop.double.notice(taken)
  for (const one of [returned, paid, paid, returned])
    assert.equal((await shop.post(one)).statusCode, 200)
  const stored = await shop.notices()
  assert.equal(stored.length, 2)
  const all = [...stored, ...stored, ...stored]
  await Promise.all(all.map((notice) => settlePayment(shop.db, shop.payments, notice.id)))
  await shop.post(paid)
  await shop.settleAll()
  const invoice = await shop.invoice(me, invoice_id)
  assert.deepEqual(
    [invoice.paid_minor, invoice.credited_minor, invoice.payments.length],
    [11_000, 400, 1]
  )
  assert.equal(await shop.app.count('payments'), 1)
  assert.equal(await shop.app.count('paid_periods'), 1)
  assert.deepEqual((await shop.wallet(me)).balances, [])
  assert.deepEqual(
    (await shop.notices()).map(({ status }) => status),
    ['done', 'done']
  )
})

test('what a provider has not signed is refused and nothing of it is kept', async (t) => {
  const shop = await openShop(t)
  const me = shop.app.as(await shop.app.seed.tenant())
  const { id } = await shop.buy(me)
  const taken = shop.double.pay(id)
  const genuine = shop.double.notice(taken)
  const invalid = [403, 'payment_signature_invalid']
  const forged = Buffer.from(genuine.raw.toString().replace('succeeded', 'SUCCEEDED'))
  assert.deepEqual(code(await shop.post({ ...genuine, raw: forged })), invalid)
  assert.deepEqual(code(await shop.post({ ...genuine, headers: {} })), invalid)
  const old = stripeNotice(taken, new Date(Date.now() - 600_000))
  assert.deepEqual(code(await shop.post(old)), invalid)
  assert.deepEqual(
    code(await shop.post(signStripe(genuine.raw.toString(), new Date(), 'x'))),
    invalid
  )
  const elsewhere = await shop.app.anonymous.post('/api/v1/payments/paymob', { obj: {} })
  assert.equal(elsewhere.statusCode, 404, 'a provider that is not set up')
  const nowhere = await shop.app.anonymous.post('/api/v1/payments/stripe?signature=x', {})
  assert.equal(nowhere.statusCode, 422)
  assert.equal(await shop.app.count('payment_notices'), 0)
  const other = { id: 'evt_9', data: { object: { object: 'customer', id: 'cus_1' } } }
  assert.equal((await shop.post(signStripe(JSON.stringify(other), new Date()))).statusCode, 200)
  assert.equal(await shop.app.count('payment_notices'), 0, 'about something else')
})

test('an amount or a currency that was changed on the way pays nothing, and is in the wallet', async (t) => {
  const shop = await openShop(t)
  const me = shop.app.as(await shop.app.seed.tenant())
  const less = await shop.buy(me)
  await shop.post(shop.double.notice(shop.double.pay(less.id, { amount: 1 })))
  assert.deepEqual(await shop.settleAll(), ['to_wallet'])
  const other = await shop.buy(me)
  assert.equal(other.invoice_id, less.invoice_id, 'the same plan: the same invoice')
  await shop.post(shop.double.notice(shop.double.pay(other.id, { currency: 'usd' })))
  assert.deepEqual(await shop.settleAll(), ['to_wallet'])
  const { due_minor, paid_minor } = await shop.invoice(me, less.invoice_id)
  // The second checkout has paid its first piastre out of the wallet.
  assert.deepEqual([due_minor, paid_minor], [11_399, 1])
  assert.equal((await shop.subscription(me)).plan.code, 'trial')
  assert.deepEqual((await shop.wallet(me)).balances, [
    { currency: 'EGP', amount_minor: 0 },
    { currency: 'USD', amount_minor: 11_399 }
  ])
  // What comes in later pays of the same invoice once more.
  await shop.post(shop.double.notice(shop.double.pay((await shop.buy(me)).id, { amount: 2 })))
  assert.deepEqual(await shop.settleAll(), ['to_wallet'])
  const last = await shop.buy(me)
  assert.deepEqual([last.status, last.amount_minor], ['open', 11_397])
  await shop.post(shop.double.notice(shop.double.pay(last.id)))
  assert.deepEqual(await shop.settleAll(), ['paid'])
  assert.equal((await shop.invoice(me, less.invoice_id)).due_minor, 0)
})

test('what is paid twice, or for an invoice that is voided, is in the wallet and pays the next invoice', async (t) => {
  const shop = await openShop(t)
  const tenant = await shop.app.seed.tenant()
  const me = shop.app.as(tenant)
  const [one, two] = [await shop.buy(me), await shop.buy(me)]
  for (const { id } of [one, two]) await shop.post(shop.double.notice(shop.double.pay(id)))
  assert.deepEqual((await shop.settleAll()).sort(), ['paid', 'to_wallet'])
  const invoice = await shop.invoice(me, one.invoice_id)
  assert.deepEqual([invoice.paid_minor, invoice.due_minor, invoice.payments.length], [11_400, 0, 2])
  const before = await shop.wallet(me)
  assert.deepEqual(before.balances, [{ currency: 'EGP', amount_minor: 11_400 }])
  assert.deepEqual(before.data[0].kind, 'overpayment')

  const asked = shop.double.asked.length
  const third = await shop.buy(me)
  assert.deepEqual([third.status, third.amount_minor, third.url], ['paid', null, null])
  assert.equal(shop.double.asked.length, asked, 'nobody is asked to collect it')
  const after = await shop.wallet(me)
  assert.deepEqual(after.balances, [{ currency: 'EGP', amount_minor: 0 }])
  assert.deepEqual(
    after.data.map((entry: { amount_minor: number }) => entry.amount_minor),
    [-11_400, 11_400]
  )
  const next = await shop.invoice(me, third.invoice_id)
  assert.deepEqual([next.payments[0].provider, next.due_minor], ['wallet', 0])

  const other = await shop.buy(me, { plan_id: 'business' })
  await shop.boss.post(`/api/v1/admin/invoices/${other.invoice_id}/credit`, { reason: 'x' })
  const taken = shop.double.pay(other.id)
  await shop.post(shop.double.notice(taken))
  assert.deepEqual(await shop.settleAll(), ['to_wallet'])
  const [{ amount_minor }] = (await shop.wallet(me)).balances
  assert.equal(amount_minor, other.amount_minor)
  assert.equal((await shop.subscription(me)).plan.code, 'starter')
  // Given back by the provider, it leaves the wallet, and no second credit note is written.
  shop.double.giveBack(taken, other.amount_minor)
  await shop.post(shop.double.notice(taken))
  await shop.settleAll()
  assert.deepEqual((await shop.wallet(me)).balances, [{ currency: 'EGP', amount_minor: 0 }])
  const { credited_minor, total_minor } = await shop.invoice(me, other.invoice_id)
  assert.equal(credited_minor, total_minor)

  const stranger = shop.app.as(await shop.app.seed.tenant())
  assert.deepEqual((await shop.wallet(stranger)).data, [])
  for (const statement of [
    'update wallet_entries set amount_minor = 1',
    'delete from wallet_entries'
  ])
    await assert.rejects(shop.db.query(statement), /permission denied/)
})

test('killed at any step and done again: one invoice, one page, one payment', async (t) => {
  const shop = await openShop(t)
  const me = shop.app.as(await shop.app.seed.tenant())
  const id = await shop.begin(me)
  // Killed when the provider has made the page and before that is in the books.
  shop.double.mood = 'cut'
  await assert.rejects(shop.prepare(id))
  assert.equal((await shop.read(me, id)).status, 'preparing')
  shop.double.mood = 'well'
  await Promise.allSettled([shop.prepare(id), shop.prepare(id), shop.prepare(id)])
  await shop.prepare(id)
  const { status, invoice_id } = await shop.read(me, id)
  assert.equal(status, 'open')
  assert.equal(await shop.app.count('invoices'), 1)
  assert.equal(shop.double.ledger.pages.size, 1)

  await shop.post(shop.double.notice(shop.double.pay(id)))
  const [notice] = await shop.notices()
  const killed = {
    ...shop.db,
    transaction: async (work: (tx: never) => Promise<unknown>) =>
      shop.db.transaction(async (tx) => {
        await work(tx as never)
        throw new Error('the process is killed')
      })
  } as typeof shop.db
  await assert.rejects(settlePayment(killed, shop.payments, notice?.id ?? ''), /is killed/)
  assert.equal(await shop.app.count('payments'), 0)
  shop.double.mood = 'broken'
  await assert.rejects(settlePayment(shop.db, shop.payments, notice?.id ?? ''))
  shop.double.mood = 'well'
  assert.deepEqual(await shop.settleAll(), ['paid'])
  assert.equal((await shop.invoice(me, invoice_id)).paid_minor, 11_400)
})

test('numbers have no gap under many payments at once, and each is entered once', async (t) => {
  const shop = await openShop(t)
  const tenants = await Promise.all(Array.from({ length: 20 }, () => shop.app.seed.tenant()))
  const ids: string[] = []
  for (const tenant of tenants) ids.push(await shop.begin(shop.app.as(tenant)))
  await Promise.all([...ids, ...ids].map((id) => shop.prepare(id)))
  const taken = ids.map((id) => shop.double.pay(id))
  await Promise.all(taken.map((one) => shop.post(shop.double.notice(one))))
  await Promise.all([shop.settleAll(), shop.settleAll()])
  const rows = await shop.app.owner.query<{ number: number }>(
    'select number from invoices order by 1'
  )
  assert.deepEqual(
    rows.map(({ number }) => number),
    Array.from({ length: 20 }, (_, nth) => nth + 1)
  )
  assert.equal(await shop.app.count("payments where status = 'succeeded'"), 20)
  assert.equal(await shop.app.count('wallet_entries'), 0)
})
