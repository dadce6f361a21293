import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { payment } from '../../testkit/invoice-calls.ts'
import { openShop } from '../../testkit/payments/shop.ts'
import { until } from '../../testkit/until.ts'
import { createTrap } from '../chaos/kill-points/arm.ts'
import { keepDelivery } from '../chaos/kill-points/delivery-lane.ts'
import { kill_points, nameOf } from '../chaos/kill-points/table.ts'

test('killed while it issues the invoice for a renewal, the delivery role is followed by one that issues it once, under a number without a gap', async (t) => {
  const shop = await openShop(t)
  const folder = await mkdtemp(join(tmpdir(), 'gateway-renewals-'))
  const trap = await createTrap(t)
  const role = keepDelivery(shop.app.urls.system, folder, trap)
  t.after(() => role.stop())
  t.after(() => rm(folder, { recursive: true, force: true }))
  const points = kill_points.filter((point) => point.road === 'renewal')
  const look = () =>
    shop.app.owner.query(
      `select graphile_worker.add_job('issue_renewals', '{"v": 1}', job_key => 'issue_renewals', max_attempts => 1)`
    )
  for (const point of points) {
    const tenant = await shop.app.seed.tenant()
    const me = shop.app.as(tenant)
    const { invoice_id } = await shop.buy(me, { provider: 'manual' })
    const paid = { ...payment(11_400), currency: 'EGP', reference: tenant.tenant_id }
    await shop.boss.post(`/api/v1/admin/invoices/${invoice_id}/payments`, paid)
    await trap.set(point)
    await shop.pass(tenant, '25 days')
    await look()
    await trap.sprung(point)
    const issued = () => shop.app.count(`invoices where tenant_id = '${tenant.tenant_id}'`)
    await until(`the renewal killed at "${nameOf(point)}" is issued`, async () => {
      await look()
      return (await issued()) === 2
    })
    await look()
    const entries = `audit_log where action = 'invoice.renewal_issued' and tenant_id = '${tenant.tenant_id}'`
    assert.deepEqual([await issued(), await shop.app.count(entries)], [2, 1], nameOf(point))
  }
  const rows = await shop.app.owner.query<{ number: number }>(
    'select number from invoices order by 1'
  )
  assert.deepEqual(
    rows.map(({ number }) => number),
    rows.map((_, nth) => nth + 1)
  )
  assert.deepEqual(await trap.hits(), points.map(nameOf), 'every point of the table was hit')
})
