import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faultsInBooks } from '../../testkit/payments/books.ts'
import { openBusiness } from '../../testkit/payments/business.ts'

const size = Number(process.env['BUSINESS_TENANTS'] ?? 60)
const days = Number(process.env['BUSINESS_DAYS'] ?? 40)
const seed = Number(process.env['BUSINESS_SEED'] ?? 16)

test(`${days} days of a business with ${size} customers, who change plans, pay late, twice, or not, and have money back, while processes are killed`, async (t) => {
  const { app, business, seen, collected, liveADay, finish } = await openBusiness(t, size, seed)
  const { owner } = app
  const none = async (what: string, question: string) =>
    assert.deepEqual(await owner.query(question), [], `${what}, on day ${business.day}`)
  for (let day = 1; day <= days; day++) {
    await liveADay()
    const is_paid =
      'exists (select from paid_periods p where p.tenant_id = s.tenant_id and p.starts_at <= now() and p.ends_at > now())'
    await none(
      'cut off, and has paid',
      `select s.tenant_id, s.status, s.stage from subscriptions s where ${is_paid} and (s.status <> 'active' or s.price_id is null)`
    )
    await none(
      'served as if it were paid',
      `select s.tenant_id from subscriptions s where s.status = 'active' and s.price_id is not null and not ${is_paid}`
    )
    await none(
      'served for nothing for longer than the time of grace',
      `select tenant_id, past_due_since from subscriptions where status = 'past_due' and stage is null and past_due_since < now() - interval '5 days'`
    )
    await none(
      'served with another plan than was paid',
      `select s.tenant_id from subscriptions s join paid_periods p on p.tenant_id = s.tenant_id and p.starts_at <= now() and p.ends_at > now()
       where p.plan_id <> s.plan_id`
    )
  }
  await finish()
  assert.deepEqual(await faultsInBooks(owner), [])
  const usage = await owner.query(
    `select coalesce(u.tenant_id, m.tenant_id) as tenant_id, u.used, m.sent
     from (select tenant_id, sum(used)::int as used from usage_stats where metric = 'messages_out' group by 1) u
     full join (select tenant_id, count(*)::int as sent from messages where direction = 'outbound' group by 1) m using (tenant_id)
     where u.used is distinct from m.sent`
  )
  assert.deepEqual(usage, [], 'usage is what was sent')
  assert.equal(await app.count('messages'), business.sent, 'and what was answered')
  // What the provider has collected and given back is what is in the books.
  const kept = await owner.query<{ reference: string; amount: number; refunded: number }>(
    `select reference, amount_minor::int as amount, refunded_minor::int as refunded from payments where provider = 'stripe'`
  )
  const told = collected().map(({ reference, amount, refunded }) => [reference, amount, refunded])
  assert.deepEqual(
    kept.map(({ reference, amount, refunded }) => [reference, amount, refunded]).sort(),
    told.sort()
  )
  t.diagnostic(JSON.stringify(seen))
  for (const what of [
    'bought',
    'paid twice',
    'paid late',
    'paid unheard',
    'refund',
    'canceled',
    'changed',
    'killed'
  ])
    assert.ok((seen[what] ?? 0) > 0, `nobody ${what}`)
})
