import assert from 'node:assert/strict'
import { test } from 'node:test'
import { issueInvoice } from '../../src/admin/invoices/issue.ts'
import { newId } from '../../src/domain/ids.ts'
import { adminDeps } from '../../testkit/admin.ts'
import { type Answer, harness } from '../../testkit/app.ts'
import { draftFor, invoiceFor, payment, seller } from '../../testkit/invoice-calls.ts'

const admin = '/api/v1/admin'
const invoices = `${admin}/invoices`
const code = (answer: Answer): [number, string] => [answer.statusCode, answer.json().code]
const fields = (answer: Answer): string[] => {
  assert.equal(answer.statusCode, 422, answer.body)
  return answer.json().errors.map((one: { path: string }) => one.path)
}

test('an invoice is drafted, issued with everything as it is then, shown to its customer alone, and paid', async (t) => {
  const app = await harness(t)
  const boss = app.as(await app.seed.tenant({ role: 'admin' }))
  const [tenant, other] = [await app.seed.tenant(), await app.seed.tenant()]
  const me = app.as(tenant)
  const { tenant_id } = tenant
  const id = await draftFor(boss, tenant_id)
  const url = `/api/v1/invoices/${id}`
  assert.equal((await me.get(url)).statusCode, 404, 'a draft')
  assert.deepEqual(code(await boss.post(`${invoices}/${id}/finalize`)), [409, 'seller_missing'])
  await boss.patch(`${admin}/settings`, { seller })
  const buyer = { name: 'Ada & Co', address: 'Alexandria', country: 'EG', language: 'ar' }
  assert.equal((await me.put('/api/v1/account/billing', buyer)).statusCode, 200)

  // The rate of a draft is that of the seller when it was drafted, or the one that was asked for.
  const taxed = await draftFor(boss, tenant_id, { tax_rate_ppm: 140_000 })
  const issued = await boss.post(`${invoices}/${taxed}/finalize`)
  assert.equal(issued.statusCode, 200, issued.body)
  const year = new Date(issued.json().issued_at).getUTCFullYear()
  assert.equal(issued.json().number, `INV-${year}-00001`)
  assert.deepEqual(code(await boss.post(`${invoices}/${taxed}/finalize`)), [
    409,
    'invoice_not_draft'
  ])
  assert.equal((await boss.post(`${invoices}/${id}/finalize`)).json().number, `INV-${year}-00002`)
  await boss.patch(`${admin}/settings`, { seller: { ...seller, name: 'Another' } })
  await me.put('/api/v1/account/billing', { name: 'Somebody else' })

  const read = (await me.get(`/api/v1/invoices/${taxed}`)).json()
  assert.deepEqual([read.net_minor, read.tax_minor, read.total_minor], [10_000, 1_400, 11_400])
  assert.deepEqual([read.seller.name, read.buyer.name], ['Gateway Ltd.', 'Ada & Co'])
  assert.deepEqual([read.due_minor, read.payments], [11_400, []])
  const { data } = (await me.get('/api/v1/invoices')).json()
  assert.deepEqual(
    data.map((one: { id: string }) => one.id),
    [taxed, id]
  )
  assert.equal('tenant_id' in data[0], false)
  assert.equal((await app.as(other).get(`/api/v1/invoices/${taxed}`)).statusCode, 404)
  assert.deepEqual((await app.as(other).get('/api/v1/invoices')).json().data, [])
  const key = await app.withKey(['messages:read'], tenant)
  assert.deepEqual(code(await key.get('/api/v1/invoices')), [403, 'scope_missing'])
  assert.equal((await app.anonymous.get('/api/v1/invoices')).statusCode, 401)

  const page = await me.get(`/api/v1/invoices/${taxed}`, { accept: 'text/html,*/*;q=0.1' })
  assert.match(String(page.headers['content-type']), /^text\/html/)
  assert.match(page.body, /dir="rtl"[\s\S]*Ada &amp; Co/)
  const english = await me.get(`/api/v1/invoices/${taxed}?language=en`, { accept: 'text/html' })
  assert.match(english.body, /EGP\u00a0114\.00/)

  const pay = `${invoices}/${taxed}/payments`
  assert.deepEqual(fields(await boss.post(pay, payment(11_401))), ['amount_minor'])
  assert.deepEqual(fields(await boss.post(pay, { ...payment(1), currency: 'USD' })), ['currency'])
  const first = payment(1_400)
  assert.equal((await boss.post(pay, first)).json().due_minor, 10_000)
  assert.deepEqual(code(await boss.post(pay, first)), [409, 'payment_known'])
  const rest = await boss.post(pay, payment(10_000))
  assert.deepEqual(
    [rest.statusCode, rest.json().due_minor, rest.json().payments.length],
    [201, 0, 2]
  )
  assert.deepEqual(fields(await boss.post(pay, payment(1))), ['amount_minor'])
  const log = (await me.get('/api/v1/audit-log')).json().data
  assert.equal(log[0].action, 'payment.recorded')
})

test('a draft that cannot be is refused by the field; prices of plans make lines; one that is not wanted is discarded', async (t) => {
  const app = await harness(t)
  const boss = app.as(await app.seed.tenant({ role: 'admin' }))
  const [{ tenant_id }, other] = [await app.seed.tenant(), await app.seed.tenant()]
  const plans = (await boss.get(`${admin}/plans`)).json().data
  const starter = plans.find((one: { code: string }) => one.code === 'starter')
  const own = { currency: 'USD', amount_minor: 900, tenant_id, interval: 'year' }
  const { prices } = (await boss.patch(`${admin}/plans/${starter.id}`, { prices: [own] })).json()
  const of = (amount: number) =>
    prices.find((one: { amount_minor: number }) => one.amount_minor === amount).id
  const line = { description: 'x', unit_minor: 1 }
  const draft = (lines: unknown[], more: object = {}) =>
    boss.post(invoices, { tenant_id, currency: 'USD', lines, ...more })
  const refused: [Promise<Answer>, string][] = [
    [draft([]), 'lines'],
    [draft([{ unit_minor: 1 }]), 'lines.0.description'],
    [draft([line, { description: 'x' }]), 'lines.1.unit_minor'],
    [draft([{ ...line, quantity: 0 }]), 'lines.0.quantity'],
    [draft([{ ...line, unit_minor: 0.5 }]), 'lines.0.unit_minor'],
    [draft([{ ...line, unit_minor: 2_000_000_000, quantity: 1_000 }]), 'lines.0.quantity'],
    [draft([{ ...line, price_id: of(900) }]), 'lines.0.unit_minor'],
    [draft([{ price_id: newId('price') }]), 'lines.0.price_id'],
    [draft([{ price_id: of(900) }], { tenant_id: other.tenant_id }), 'lines.0.price_id'],
    [draft([{ price_id: of(900) }], { currency: 'EUR' }), 'lines.0.price_id'],
    [draft([line, { description: 'less', unit_minor: -2 }]), 'lines'],
    [draft([line], { currency: 'IDR' }), 'lines.0.unit_minor'],
    [draft([line], { tenant_id: newId('tenant') }), 'tenant_id'],
    [draft([line], { number: 7 }), 'number']
  ]
  for (const [answer, path] of refused) assert.deepEqual(fields(await answer), [path])
  assert.equal(await app.count('invoices'), 0)

  const made = await draft([{ price_id: of(1_900) }, { price_id: of(900), quantity: 2 }])
  assert.equal(made.statusCode, 201, made.body)
  assert.deepEqual(
    made
      .json()
      .lines.map((one: { description: string; amount_minor: number }) => [
        one.description,
        one.amount_minor
      ]),
    [
      ['Starter, 1 month', 1_900],
      ['Starter, 1 year', 1_800]
    ]
  )
  assert.deepEqual([made.json().number, made.json().status], [null, 'draft'])
  const url = `${invoices}/${made.json().id}`
  for (const [path, body] of [
    ['payments', payment(1)],
    ['credit', { reason: 'x' }]
  ] as const)
    assert.deepEqual(code(await boss.post(`${url}/${path}`, body)), [409, 'invoice_not_open'])
  assert.equal((await boss.delete(url)).statusCode, 204)
  assert.deepEqual(code(await boss.delete(url)), [409, 'invoice_not_draft'])
  assert.equal((await boss.get(url)).json().status, 'voided')
  const nobody = `${invoices}/${newId('invoice')}`
  assert.equal((await boss.get(nobody)).statusCode, 404)
  assert.equal((await boss.post(`${nobody}/finalize`)).statusCode, 404)
})

test('what was issued is not changed by anybody: it is credited, in parts or whole, and the books say so, after the account has gone too', async (t) => {
  const app = await harness(t)
  const boss = app.as(await app.seed.tenant({ role: 'admin' }))
  const { tenant_id, ...tenant } = await app.seed.tenant()
  const me = app.as({ tenant_id, ...tenant })
  await me.put('/api/v1/account/billing', { name: '=cmd("x"), Ltd.', tax_id: '-5' })
  const id = await invoiceFor(boss, tenant_id, { tax_rate_ppm: 140_000 })
  const credit = `${invoices}/${id}/credit`
  assert.deepEqual(fields(await boss.post(credit, { reason: 'x', net_minor: 10_001 })), [
    'net_minor'
  ])
  const part = (await boss.post(credit, { reason: 'Late', net_minor: 3_333 })).json()
  assert.deepEqual([part.kind, part.net_minor, part.tax_minor], ['credit_note', 3_333, 467])
  assert.equal((await me.get(`/api/v1/invoices/${id}`)).json().due_minor, 11_400 - 3_800)
  const rest = (await boss.post(credit, { reason: 'All of it' })).json()
  assert.deepEqual([rest.net_minor, rest.tax_minor], [6_667, 933])
  assert.deepEqual(code(await boss.post(credit, { reason: 'x' })), [409, 'invoice_not_open'])
  assert.deepEqual(code(await boss.post(`${invoices}/${part.id}/credit`, { reason: 'x' })), [
    409,
    'invoice_not_open'
  ])
  const voided = (await me.get(`/api/v1/invoices/${id}`)).json()
  assert.deepEqual([voided.status, voided.total_minor, voided.due_minor], ['voided', 11_400, 0])

  const system = adminDeps(app.urls.system)
  t.after(() => system.db.close())
  for (const [statement, why] of [
    [`update invoices set total_minor = 0, net_minor = 0, tax_minor = 0`, /is not changed/],
    [`update invoices set status = 'draft'`, /is not changed/],
    ['delete from invoices', /permission denied/],
    ['update payments set amount_minor = 1', /permission denied/],
    ['delete from payments', /permission denied/],
    [`update issued_documents set document = '{}'`, /permission denied/],
    ['delete from issued_documents', /permission denied/]
  ] as const)
    await assert.rejects(system.db.query(statement), why, statement)

  const csv = async (query = '') => (await boss.get(`${invoices}?format=csv${query}`)).body
  const before = (await csv()).trim().split('\r\n')
  const year = new Date(voided.issued_at).getUTCFullYear()
  assert.deepEqual(
    before.map((line) => line.split(',')[0]),
    ['number', ...[1, 2, 3].map((number) => `INV-${year}-0000${number}`)]
  )
  assert.match(
    before[1] ?? '',
    /,"'=cmd\(""x""\), Ltd\.",,'-5,EGP,100\.00,14,14\.00,114\.00,,voided,0\.00,ten_/
  )
  assert.match(
    before[2] ?? '',
    new RegExp(`,EGP,-33\\.33,14,-4\\.67,-38\\.00,INV-${year}-00001,finalized`)
  )
  assert.equal((await csv('&until=2020-01-01T00:00:00Z')).trim().split('\r\n').length, 1)
  assert.equal((await csv('&since=2020-01-01T00:00:00Z')).trim().split('\r\n').length, 4)

  await app.owner.query('delete from tenants where id = $1', [tenant_id])
  assert.equal(await app.count('invoices'), 0)
  const after = (await csv()).trim().split('\r\n')
  assert.equal(after.length, 4)
  assert.ok(!after.join('').includes(tenant_id))
})

test('a hundred invoices that are issued at once have a hundred numbers in a row, also when some of them fail', async (t) => {
  const app = await harness(t)
  const boss_account = await app.seed.tenant({ role: 'admin' })
  const boss = app.as(boss_account)
  const { tenant_id } = await app.seed.tenant()
  await boss.patch(`${admin}/settings`, { seller })
  const ids: string[] = []
  for (let nth = 0; nth < 110; nth++) ids.push(await draftFor(boss, tenant_id))
  const [one, two] = [adminDeps(app.urls.system), adminDeps(app.urls.system)]
  t.after(() => Promise.all([one.db.close(), two.db.close()]))
  // Ten of them fail after they have taken their number.
  const failing = new Set(ids.filter((_, nth) => nth % 11 === 5))
  const breaking = {
    ...one,
    system: {
      ...one.system,
      change: <T>(
        work: (tx: Parameters<Parameters<typeof one.db.transaction>[0]>[0]) => Promise<T>
      ) =>
        one.system.change(async (tx) => {
          await work(tx)
          throw new Error('the process is killed')
        })
    }
  }
  const results = await Promise.allSettled(
    ids.map((id, nth) =>
      issueInvoice(failing.has(id) ? breaking : nth % 2 ? one : two, id, boss_account.user_id)
    )
  )
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 100)
  const rows = await app.owner.query<{ number: number }>(
    'select number from invoices where number is not null order by issued_at, number'
  )
  const row = Array.from({ length: 100 }, (_, nth) => nth + 1)
  assert.deepEqual(
    rows.map(({ number }) => number),
    row,
    'without a gap, and in the order of time'
  )
  assert.equal(await app.count('issued_documents'), 100)
})

test('two payments at once do not pay more than is due', async (t) => {
  const app = await harness(t)
  const boss = app.as(await app.seed.tenant({ role: 'admin' }))
  const { tenant_id } = await app.seed.tenant()
  const id = await invoiceFor(boss, tenant_id, { tax_rate_ppm: 0 })
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => boss.post(`${invoices}/${id}/payments`, payment(6_000)))
  )
  assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [201, 422, 422, 422])
  assert.equal((await boss.get(`${invoices}/${id}`)).json().due_minor, 4_000)
})

test('who sells is set field by field, and shown; who may register stays as it was', async (t) => {
  const app = await harness(t)
  const boss = app.as(await app.seed.tenant({ role: 'admin' }))
  const settings = `${admin}/settings`
  assert.equal((await boss.get(settings)).json().seller, null)
  await boss.patch(settings, { registration: 'closed' })
  const set = await boss.patch(settings, { seller })
  assert.deepEqual([set.json().registration, set.json().seller], ['closed', seller])
  const kept = await boss.patch(settings, { registration: null })
  assert.deepEqual(kept.json().seller, seller)
  for (const [body, path] of [
    [{ seller: { ...seller, name: '' } }, 'seller.name'],
    [{ seller: { ...seller, country: 'Egypt' } }, 'seller.country'],
    [{ seller: { ...seller, tax_rate_ppm: 1_000_001 } }, 'seller.tax_rate_ppm'],
    [{ seller: { ...seller, prefix: 'inv ' } }, 'seller.prefix'],
    [{}, '']
  ] as const)
    assert.deepEqual(fields(await boss.patch(settings, body)), [path])
  const me = app.as(await app.seed.tenant())
  const billing = '/api/v1/account/billing'
  assert.match((await me.get(billing)).json().email, /@/)
  for (const [body, path] of [
    [{}, 'name'],
    [{ name: 'x', country: 'eg' }, 'country'],
    [{ name: 'x', email: 'x' }, 'email'],
    [{ name: 'x', language: 'fr' }, 'language'],
    [{ name: 'x', role: 'admin' }, 'role']
  ] as const)
    assert.deepEqual(fields(await me.put(billing, body)), [path])
})
