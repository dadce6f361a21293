import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeRefund } from '../../src/jobs/tasks/make-refund.ts'
import { prepareCheckout } from '../../src/jobs/tasks/prepare-checkout.ts'
import { settlePayment } from '../../src/jobs/tasks/settle-payment.ts'
import { openDb } from '../../src/lib/db.ts'
import { draftFor, payment } from '../../testkit/invoice-calls.ts'
import { faultsInBooks } from '../../testkit/payments/books.ts'
import { killedAtTimes } from '../../testkit/payments/chance.ts'
import { openShop } from '../../testkit/payments/shop.ts'
import { pick, seeded } from './calls.ts'

const customers = 20
const seed = Number(process.env['RACES_SEED'] ?? 16)

test('a hundred payments of a hundred invoices, entered at once over several connections while processes are killed: no number is missing, and the books balance', async (t) => {
  const shop = await openShop(t)
  const random = seeded(seed)
  const { app, double, boss, payments } = shop
  const processes = Array.from({ length: 4 }, (_, nth) =>
    openDb({ url: app.urls.system, connections_max: 4, application_name: `test jobs ${nth}` })
  )
  t.after(() => Promise.all(processes.map((db) => db.close())))
  const any = () => pick(processes, random)
  const killed = () => killedAtTimes(any(), () => random() < 0.2)
  const tenants = await Promise.all(Array.from({ length: customers }, () => app.seed.tenant()))
  // Each customer buys a plan, and pays four invoices that are issued while others are.
  const drafts: { tenant_id: string; draft: string }[] = []
  for (const { tenant_id } of tenants)
    for (let nth = 0; nth < 4; nth++)
      drafts.push({ tenant_id, draft: await draftFor(boss, tenant_id) })
  const bought = await Promise.all(tenants.map((tenant) => shop.begin(app.as(tenant))))
  const issue = async ({ draft }: { draft: string }) =>
    assert.equal((await boss.post(`/api/v1/admin/invoices/${draft}/finalize`)).statusCode, 200)
  const prepareAll = (ids: string[]) =>
    Promise.all([...ids, ...ids].map((id) => prepareCheckout(killed(), payments, id).catch(none)))
  await Promise.all([...drafts.map(issue), prepareAll(bought)])
  const begun = await Promise.all(
    drafts.map(({ tenant_id, draft }) => {
      const tenant = tenants.find((one) => one.tenant_id === tenant_id)
      assert.ok(tenant)
      return shop.begin(app.as(tenant), { invoice_id: draft })
    })
  )
  await prepareAll(begun)
  const checkouts = [...bought, ...begun]
  await Promise.all(checkouts.map((id) => prepareCheckout(any(), payments, id)))
  assert.equal(await app.count("invoices where status = 'finalized'"), 100)

  // Some pay another amount than was asked for, and some invoices are paid at the bank at the same moment.
  const taken = checkouts.map((id, nth) =>
    double.pay(id, nth % 10 === 7 ? { amount: 11_000 } : undefined)
  )
  await Promise.all(taken.map((one) => shop.post(double.notice(one))))
  const notices = (await shop.notices()).map(({ id }) => id)
  assert.equal(notices.length, 100)
  const at_bank = drafts.filter((_, nth) => nth % 8 === 3)
  const settle = (id: string) => settlePayment(killed(), payments, id).catch(none)
  await Promise.all([
    ...[...notices, ...notices, ...notices].map(settle),
    ...at_bank.map(({ draft }) =>
      boss.post(`/api/v1/admin/invoices/${draft}/payments`, payment(11_400))
    )
  ])
  await Promise.all(notices.map((id) => settlePayment(any(), payments, id)))
  assert.deepEqual(await faultsInBooks(app.owner), [])
  assert.equal(await app.count("payments where provider = 'stripe'"), 100)

  // A third of it goes back: credit notes take their numbers from the same row.
  const rows = await app.owner.query<{ id: string }>(
    "select id from payments where provider = 'stripe' order by id"
  )
  const back = rows.filter((_, nth) => nth % 3 === 0)
  const asked = await Promise.all(
    back.map(({ id }, nth) =>
      boss.post(`/api/v1/admin/payments/${id}/refund`, {
        reason: 'Raced',
        ...(nth % 2 && { amount_minor: 1 + 331 * nth })
      })
    )
  )
  for (const answer of asked) assert.equal(answer.statusCode, 202, answer.body)
  const refunds: string[] = asked.map((answer) => answer.json().id)
  const make = (id: string) => makeRefund(killed(), payments, id).catch(none)
  await Promise.all([...refunds, ...refunds].map(make))
  // Webhooks tell of what was made, while those that were killed are made again.
  const returned = taken.filter(({ refunded }) => refunded > 0)
  assert.ok(returned.length > 0)
  await Promise.all(returned.map((one) => shop.post(double.notice(one))))
  const told = (await shop.notices()).flatMap(({ id, status }) => (status === 'stored' ? [id] : []))
  await Promise.all([...refunds.map(make), ...[...told, ...told].map(settle)])
  await Promise.all(told.map((id) => settlePayment(any(), payments, id)))
  await Promise.all(refunds.map((id) => makeRefund(any(), payments, id)))
  assert.deepEqual(await faultsInBooks(app.owner), [])
  const kept = await app.owner.query<{ reference: string; refunded_minor: string | number }>(
    "select reference, refunded_minor from payments where provider = 'stripe'"
  )
  for (const { reference, refunded_minor } of kept)
    assert.equal(Number(refunded_minor), taken.find((one) => one.reference === reference)?.refunded)
})

const none = () => undefined
