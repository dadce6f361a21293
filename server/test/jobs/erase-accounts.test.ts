import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import type { MediaDeps } from '../../src/jobs/media/media-deps.ts'
import { eraseAccounts } from '../../src/jobs/tasks/erase-accounts.ts'
import { type Db, openDb } from '../../src/lib/db.ts'
import { createDiskMedia } from '../../src/media/disk.ts'
import { testDatabase } from '../../testkit/database.ts'
import { seedBareTenant } from '../../testkit/delivery-fixture.ts'
import { liveBed } from '../../testkit/live-bed.ts'
import { until } from '../../testkit/until.ts'
import { createTrap } from '../chaos/kill-points/arm.ts'
import { keepDelivery } from '../chaos/kill-points/delivery-lane.ts'
import { kill_points, nameOf } from '../chaos/kill-points/table.ts'

const messages = 1_500

/** A tenant whose messages take more than one piece, and whose number cannot be reached. */
const seedAccount = async (owner: Db): Promise<string> => {
  const tenant_id = await seedBareTenant(owner)
  const session_id = newId('session')
  await owner.query(
    "insert into sessions (id, tenant_id, session_name, status, linked_at) values ($1, $2, 'one', 'connected', now())",
    [session_id, tenant_id]
  )
  await owner.query(
    `insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, type, content)
     select new_id('msg'), $2, $1, 'inbound', 'received', 'W' || i, '49301@s.whatsapp.net', 'text', '{"text": {"body": "x"}}'
     from generate_series(1, $3::int) i`,
    [session_id, tenant_id, messages]
  )
  return tenant_id
}

test('killed at each step of an erasure, the delivery role is followed by one that finishes it, and each row is counted once', async (t) => {
  const urls = await testDatabase(t)
  const folder = await mkdtemp(join(tmpdir(), 'gateway-erasure-'))
  const owner = openDb({ url: urls.owner, connections_max: 2, application_name: 'test' })
  t.after(() => owner.close())
  const trap = await createTrap(t)
  const role = keepDelivery(urls.system, folder, trap)
  t.after(() => role.stop())
  t.after(() => rm(folder, { recursive: true, force: true }))
  const store = createDiskMedia({ folder: join(folder, 'media'), free_bytes_min: 0 })
  const points = kill_points.filter((point) => point.road === 'erasure')

  for (const point of points) {
    const tenant_id = await seedAccount(owner)
    await store.put(tenant_id, Readable.from([Buffer.from('a file')]), { bytes_max: 100 })
    await trap.set(point)
    const id = newId('erasure')
    await owner.transaction(async (tx) => {
      await tx.query("select begin_erasure($1, $2, 'user', null)", [id, tenant_id])
      await tx.query('update erasures set log_out_until = now() where id = $1', [id])
    })
    await trap.sprung(point)
    const [line] = await until(
      `the erasure killed at "${nameOf(point)}" is finished`,
      async () => {
        const found = await owner.query<{ counts: object; not_logged_out: number }>(
          'select counts, not_logged_out from erasures where id = $1 and finished_at is not null',
          [id]
        )
        return found.length > 0 && found
      },
      70_000
    )
    const { counts, not_logged_out } = line ?? {}
    assert.equal(not_logged_out, 1, nameOf(point))
    assert.equal((counts as Record<string, number>)['messages'], messages, nameOf(point))
    assert.deepEqual(await owner.query('select from tenants where id = $1', [tenant_id]), [])
    assert.ok(!(await readdir(join(folder, 'media'))).includes(tenant_id), nameOf(point))
  }
  assert.deepEqual(await trap.hits(), points.map(nameOf), 'every point of the table was hit')
})

test('a linked number is logged out of WhatsApp before its account is erased', async (t) => {
  const bed = await liveBed(t)
  const { farm, session, tenant, worker } = bed
  const { simulator } = farm
  assert.equal((await simulator.phone(session.number)).devices.length, 1)
  await farm.owner.query("select begin_erasure($1, $2, 'user', null)", [
    newId('erasure'),
    tenant.tenant_id
  ])
  const db = openDb({ url: farm.urls.system, connections_max: 2, application_name: 'test' })
  t.after(() => db.close())
  const media = { store: bed.app.deps.media } as MediaDeps
  // It listens where there was room, not where its row says.
  const workers = { logout: (_: unknown, id: string) => farm.workers.logout(worker.address, id) }
  await until('the account is erased', async () => {
    const stopping = new AbortController().signal
    await eraseAccounts({ db, log: bed.app.deps.log, media, workers }, stopping)
    return (await farm.owner.query('select from tenants')).length === 1
  })
  assert.deepEqual((await simulator.phone(session.number)).devices, [])
  assert.deepEqual(await farm.owner.query('select linked, not_logged_out from erasures'), [
    { linked: 1, not_logged_out: 0 }
  ])
})
