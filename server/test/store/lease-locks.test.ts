import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { openDb } from '../../src/lib/db.ts'
import { lockLeases } from '../../src/store/leases/renew.ts'
import { lockLeasesToTake } from '../../src/store/leases/take.ts'
import { harness } from '../../testkit/app.ts'
import { seedConnected } from '../../testkit/seed-session.ts'
import { until } from '../../testkit/until.ts'

test('who takes a lease waits for the worker that writes under it', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  const instance_id = newId('instance')
  await app.owner.query(
    `insert into instances (id, mode, driver, host, port, status, token_hash, sessions_max)
     values ($1, 'shared', 'process', '127.0.0.1', 4000, 'stopped', '', 50)`,
    [instance_id]
  )
  await app.owner.query(
    `insert into session_leases (session_id, tenant_id, instance_id, epoch, expires_at) values ($1, $2, $3, 7, now())`,
    [session_id, tenant.tenant_id, instance_id]
  )
  const others = openDb({ url: app.urls.owner, connections_max: 2, application_name: 'test' })
  const said: string[] = []
  const held = Promise.withResolvers<void>()
  const written = Promise.withResolvers<void>()
  t.after(async () => {
    written.resolve()
    await others.close()
  })
  const writing = others.transaction(async (tx) => {
    assert.equal((await lockLeases(tx, [{ session_id, epoch: 7 }])).length, 1)
    held.resolve()
    await written.promise
    said.push('written')
  })
  await Promise.race([held.promise, writing])
  const taking = others.transaction(async (tx) => {
    await lockLeasesToTake(tx, [session_id])
    said.push('taken')
  })
  await until('who takes it waits, or does not', async () => {
    const [row] = await app.owner.query<{ waits: boolean }>(
      `select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
         and query like '%from session_leases%') as waits`
    )
    return row?.waits || said.length > 0
  })
  written.resolve()
  await Promise.all([writing, taking])
  assert.deepEqual(said, ['written', 'taken'])
})
