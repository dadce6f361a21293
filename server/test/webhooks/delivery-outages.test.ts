import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openDb } from '../../src/lib/db.ts'
import { putAnyEvents } from '../../testkit/any-events.ts'
import {
  deliveryOf,
  receiver,
  seedBareTenant,
  seedWebhook
} from '../../testkit/delivery-fixture.ts'
import { keepPostgres } from '../../testkit/kept-postgres.ts'
import { until } from '../../testkit/until.ts'

test('PostgreSQL is killed twice while hundreds of deliveries are in hand: the role goes on by itself and makes them all', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-delivery-'))
  t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 20 }))
  const postgres = await keepPostgres(join(folder, 'postgres'))
  t.after(() => postgres.stop())
  const owner = openDb({
    url: postgres.url('wa_owner'),
    connections_max: 2,
    application_name: 'test'
  })
  t.after(() => owner.close())
  const delivery = deliveryOf({
    system_url: postgres.url('wa_system'),
    timeout_ms: 3_000,
    allow_loopback: true
  })
  t.after(() => delivery.stop())
  const hook = await receiver(t)
  const tenant_id = await seedBareTenant(owner)
  await seedWebhook(owner, tenant_id, hook.url)
  const events = Array.from({ length: 1_000 }, (_, number) => ({
    tenant_id,
    session_id: null,
    type: 'message.received' as const,
    data: { number }
  }))
  for (let kill = 1; kill <= 2; kill++) {
    const before = hook.received.length
    await owner.transaction(async (tx) => putAnyEvents(tx, events))
    await until('it is in the middle of it', () => hook.received.length > before + 200)
    assert.ok(postgres.kill())
    await until(
      'all deliveries are made',
      async () => {
        const rows = await owner
          .query<{ left: number }>(
            "select count(*)::int as left from webhook_deliveries where status = 'pending'"
          )
          .catch(() => [])
        return rows[0]?.left === 0
      },
      60_000
    )
  }
  const ids = new Set(hook.received.map((one) => one.headers['webhook-id']))
  assert.equal(ids.size, 2 * events.length)
})
