import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { openDb } from '../../../src/lib/db.ts'
import { putAnyEvents } from '../../../testkit/any-events.ts'
import { testDatabase } from '../../../testkit/database.ts'
import {
  receiver,
  seedBareTenant,
  seedWebhook,
  webhook_key
} from '../../../testkit/delivery-fixture.ts'
import { until } from '../../../testkit/until.ts'
import { keepRole } from '../role-process.ts'
import { createTrap, type Trap } from './arm.ts'
import { type KillPoint, nameOf } from './table.ts'

/** The delivery role with a trap in it; the next one follows when it is dead. */
export const keepDelivery = (
  system_url: string,
  folder: string,
  trap: Trap,
  more: Record<string, string> = {}
) =>
  keepRole({
    file: 'delivery.ts',
    node_options: trap.node_args,
    log_file: join(folder, 'delivery.log'),
    environment: {
      ...trap.environment,
      PATH: process.env['PATH'] ?? '',
      DATA_DIR: folder,
      DATABASE_SYSTEM_URL: system_url,
      MASTER_KEY: '11'.repeat(32),
      WEBHOOK_KEY: webhook_key.toString('hex'),
      WEBHOOK_ALLOWED_ADDRESSES: 'loopback',
      ...more
    }
  })

/** The delivery role, killed at each step of a delivery; the next one gets its jobs. */
export const killDeliveryEverywhere = async (
  t: TestContext,
  points: KillPoint[]
): Promise<void> => {
  const urls = await testDatabase(t)
  const folder = await mkdtemp(join(tmpdir(), 'gateway-kill-'))
  const owner = openDb({ url: urls.owner, connections_max: 2, application_name: 'test' })
  t.after(() => owner.close())
  const trap = await createTrap(t)
  const role = keepDelivery(urls.system, folder, trap)
  t.after(() => role.stop())
  t.after(() => rm(folder, { recursive: true, force: true }))
  const hook = await receiver(t)
  const tenant_id = await seedBareTenant(owner)
  const webhook_id = await seedWebhook(owner, tenant_id, hook.url)

  for (const [number, point] of points.entries()) {
    await trap.set(point)
    const event = { tenant_id, session_id: null, type: 'message.received' as const }
    await owner.transaction(async (tx) => putAnyEvents(tx, [{ ...event, data: { number } }]))
    await trap.sprung(point)
    await until(
      `the delivery killed at "${nameOf(point)}" is made`,
      async () => {
        const rows = await owner.query<{ status: string }>(
          'select status from webhook_deliveries where webhook_id = $1',
          [webhook_id]
        )
        return rows.length === number + 1 && rows.every((row) => row.status === 'succeeded')
      },
      40_000
    )
  }
  const bodies = new Map<string, Set<string>>()
  for (const { headers, body } of hook.received) {
    const id = String(headers['webhook-id'])
    bodies.set(id, (bodies.get(id) ?? new Set()).add(body))
  }
  assert.equal(bodies.size, points.length, 'one webhook-id for each event, however often it came')
  for (const [id, said] of bodies) assert.equal(said.size, 1, `${id} says the same each time`)
  assert.deepEqual(await trap.hits(), points.map(nameOf), 'every point of the table was hit')
}
