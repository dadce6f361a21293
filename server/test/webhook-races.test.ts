import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deliveryBed, receiver } from './support/delivery-bed.ts'
import { putNumbered, seedSessions } from './support/session-events.ts'
import { until } from './support/until.ts'

test('webhooks deleted, switched off and moved while hundreds of their deliveries are in hand leave nothing behind', async (t) => {
  const bed = await deliveryBed(t)
  const slow = await receiver(t, (response) => setTimeout(() => response.writeHead(204).end(), 30))
  const down = await receiver(t, (response) => response.writeHead(500).end())
  const good = await receiver(t)
  const deleted = await bed.webhook(slow.url)
  const off = await bed.webhook(slow.url)
  const moved = await bed.webhook(down.url)
  const gone = await bed.webhook(down.url)
  await bed.owner.query('update webhooks set ordered = true where id = $1', [off])
  const sessions = await seedSessions(bed, 5)
  bed.run()
  await putNumbered(bed, sessions, 0, 200)
  await until('they are at work', () => slow.received.length > 10 && down.received.length > 2)
  for (const id of [deleted, gone]) {
    await bed.owner.query('delete from webhooks where id = $1', [id])
  }
  const asTenant = (change: string, id: string): Promise<void> =>
    bed.owner.transaction(async (tx) => {
      await tx.query("select set_config('app.tenant_id', $1, true)", [bed.tenant_id])
      await tx.query(`update webhooks set ${change} where id = $1`, [id])
      await tx.query('select wake_webhook($1)', [id])
    })
  await asTenant('enabled = false', off)
  await asTenant(`url = '${good.url}'`, moved)
  await until(
    'all that is moved has come',
    async () => {
      const rows = await bed.deliveries(moved)
      return rows.length === 200 && rows.every((row) => row.status === 'succeeded')
    },
    60_000
  )
  await until(
    'what was switched off has ended',
    async () => (await bed.deliveries(off)).every((row) => row.status !== 'pending'),
    60_000
  )
  await until(
    'nothing is left to do',
    async () => {
      const [row] = await bed.owner.query<{ left: number }>(
        `select (select count(*)::int from webhook_backlog)
         + (select count(*)::int from graphile_worker.jobs where run_at < now()) as left`
      )
      return row?.left === 0
    },
    60_000
  )
  assert.equal((await bed.deliveries(deleted)).length + (await bed.deliveries(gone)).length, 0)
})
