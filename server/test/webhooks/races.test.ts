import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drainLater, release } from '../../src/webhooks/records/drain.ts'
import { putAnyEvents } from '../../testkit/any-events.ts'
import { deliveryBed, receiver } from '../../testkit/delivery-fixture.ts'
import { numbered, putNumbered, seedSessions } from '../../testkit/session-events.ts'
import { until } from '../../testkit/until.ts'

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

test('a webhook that is held costs no job for each event, and misses none that is put while it is let go', async (t) => {
  const bed = await deliveryBed(t)
  const target = await receiver(t)
  const webhook = await bed.webhook(target.url)
  const sessions = await seedSessions(bed, 1)
  await bed.owner.query('update webhooks set held_until = now()')
  const jobs = async (): Promise<number> => {
    const [row] = await bed.owner.query<{ jobs: number }>(
      "select count(*)::int as jobs from graphile_worker.jobs where task_identifier = 'deliver_webhook'"
    )
    return row?.jobs ?? -1
  }
  await putNumbered(bed, sessions, 0, 100)
  assert.equal(await jobs(), 0)

  // It is let go while the event is not committed yet.
  await bed.owner.query('delete from webhook_backlog')
  const put = Promise.withResolvers<void>()
  const commit = Promise.withResolvers<void>()
  const event = { tenant_id: bed.tenant_id, session_id: null, type: 'message.received' as const }
  const putting = bed.owner.transaction(async (tx) => {
    await putAnyEvents(tx, [{ ...event, data: { number: 100 } }])
    await tx.query('select 1')
    put.resolve()
    await commit.promise
  })
  await put.promise
  const released = release(bed.owner, webhook, false)
  await until('who lets it go waits for the event', async () => {
    const [row] = await bed.owner.query<{ waits: boolean }>(
      "select exists (select from pg_stat_activity where wait_event_type = 'Lock' and query like '%for update%') as waits"
    )
    return row?.waits
  })
  commit.resolve()
  await putting
  assert.equal(await released, false, 'the webhook has been let go with an event in its backlog')

  await drainLater(bed.owner, webhook, 0)
  bed.run()
  await until('it has come', () => target.received.length > 0)
  assert.deepEqual(
    numbered(target.received).map((one) => one.number),
    [100]
  )
})
