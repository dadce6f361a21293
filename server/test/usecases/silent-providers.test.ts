import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askProviders } from '../../src/jobs/tasks/ask-providers.ts'
import type { Db } from '../../src/lib/db.ts'
import { Killed, killedAtTimes } from '../../testkit/payments/chance.ts'
import { openShop } from '../../testkit/payments/shop.ts'

for (const provider of ['stripe', 'paymob'] as const)
  test(`${provider}: a payment of which no webhook tells is found by asking, and entered once`, async (t) => {
    const shop = await openShop(t, provider)
    const me = shop.app.as(await shop.app.seed.tenant())
    const { owner } = shop.app
    const ask = () =>
      askProviders(
        shop.db,
        shop.payments.providers,
        shop.app.deps.log,
        new AbortController().signal
      )
    const wait = (time: string) =>
      owner.query(
        'update checkouts set created_at = created_at - $1::interval, asked_at = asked_at - $1::interval',
        [time]
      )
    const asked = () => shop.double.asked.length
    const { id, invoice_id } = await shop.buy(me)
    const manual = await shop.buy(me, { provider: 'manual' })
    assert.equal(manual.status, 'open')
    const before = asked()
    assert.deepEqual([await ask(), asked()], [[], before], 'not at once')
    await wait('16 minutes')
    assert.deepEqual(await ask(), [], 'nothing was paid yet')
    assert.ok(asked() > before)
    shop.double.pay(id)
    assert.deepEqual(await ask(), [], 'it has just been asked')
    await wait('31 minutes')
    shop.double.mood = 'broken'
    assert.deepEqual(await ask(), [], 'it cannot be asked')
    shop.double.mood = 'well'
    assert.equal((await shop.invoice(me, invoice_id)).due_minor, 11_400)
    await wait('61 minutes')
    const [one, two] = await Promise.all([ask(), ask()])
    assert.deepEqual([...one, ...two], ['paid'])
    const invoice = await shop.invoice(me, invoice_id)
    assert.deepEqual([invoice.due_minor, invoice.payments.length], [0, 1])
    assert.equal((await shop.subscription(me)).plan.code, 'starter')
    // The webhook comes after all.
    await shop.post(shop.double.notice(shop.double.pay(id)))
    assert.deepEqual(await shop.settleAll(), ['known'])
    await wait('1 day')
    assert.deepEqual(await ask(), ['known'])
    assert.equal(await shop.app.count('payments'), 1)
  })

test('what is paid on a page that was replaced is found as well, and so is one of which the name at Stripe is not known', async (t) => {
  const shop = await openShop(t)
  const me = shop.app.as(await shop.app.seed.tenant())
  const first = await shop.buy(me)
  const other = await shop.buy(me, { plan_id: 'business' })
  assert.notEqual(other.invoice_id, first.invoice_id)
  assert.equal((await shop.read(me, first.id)).status, 'failed')
  shop.double.pay(first.id)
  await shop.app.owner.query(
    "update checkouts set provider_reference = null, created_at = created_at - interval '1 hour'"
  )
  const settled = await askProviders(
    ...([
      shop.db,
      shop.payments.providers,
      shop.app.deps.log,
      new AbortController().signal
    ] as const)
  )
  assert.deepEqual(settled, ['to_wallet'])
  assert.deepEqual((await shop.wallet(me)).balances, [{ currency: 'EGP', amount_minor: 11_400 }])
})

test('a process that is killed while it enters a payment has taken no other checkout', async (t) => {
  const shop = await openShop(t)
  const { owner, seed, deps } = shop.app
  const ask = (db: Db) =>
    askProviders(db, shop.payments.providers, deps.log, new AbortController().signal)
  for (const tenant of [await seed.tenant(), await seed.tenant()])
    shop.double.pay((await shop.buy(shop.app.as(tenant))).id)
  await owner.query("update checkouts set created_at = created_at - interval '1 hour'")
  await assert.rejects(ask(killedAtTimes(shop.db, () => true)), Killed)
  assert.deepEqual(await ask(shop.db), ['paid'], 'the other one waits no longer for that')
})
