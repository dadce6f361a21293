import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { newId } from '../../../src/domain/ids.ts'
import { type Db, openDb } from '../../../src/lib/db.ts'
import { testDatabase } from '../../../testkit/database.ts'
import { seedBareTenant } from '../../../testkit/delivery-fixture.ts'
import { until } from '../../../testkit/until.ts'
import { createTrap, type Trap } from './arm.ts'
import { keepDelivery } from './delivery-lane.ts'
import { type KillPoint, nameOf } from './table.ts'

const waiting = 500
const disappearing = 20

/**
 * The delivery role, killed while it fails what a session had in the queue, and while it takes away what is to disappear; the next
 * one goes on.
 */
export const killHousekeepingEverywhere = async (
  t: TestContext,
  points: KillPoint[],
  of_disappearing: KillPoint[]
): Promise<void> => {
  const urls = await testDatabase(t)
  const folder = await mkdtemp(join(tmpdir(), 'gateway-kill-'))
  const owner = openDb({ url: urls.owner, connections_max: 2, application_name: 'test' })
  t.after(() => owner.close())
  const trap = await createTrap(t)
  const role = keepDelivery(urls.system, folder, trap)
  t.after(() => role.stop())
  t.after(() => rm(folder, { recursive: true, force: true }))
  const tenant_id = await seedBareTenant(owner)

  const newSession = async (): Promise<string> => {
    const session_id = newId('session')
    await owner.query(
      "insert into sessions (id, tenant_id, session_name, status) values ($1, $2, $3, 'logged_out')",
      [session_id, tenant_id, session_id]
    )
    return session_id
  }

  for (const point of points) {
    const session_id = await newSession()
    await owner.query(
      `with put as (
         insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, type, content)
         select new_id('msg'), $2, $1, 'outbound', 'queued', 'W' || i, '49301@s.whatsapp.net', 'text', '{"text": {"body": "x"}}'
         from generate_series(1, $3::int) i returning *
       )
       insert into outbound (message_id, session_id, tenant_id, chat_id)
       select id, session_id, tenant_id, chat_id from put`,
      [session_id, tenant_id, waiting]
    )
    await trap.set(point)
    await owner.query(
      'insert into ended_queues (session_id, tenant_id, upto_seq, error) select $1, $2, max(seq), $3 from outbound',
      [session_id, tenant_id, JSON.stringify({ code: 'session_logged_out', message: 'gone' })]
    )
    await trap.sprung(point)
    await until(
      `the queue whose end was killed at "${nameOf(point)}" has failed`,
      async () => {
        const [row] = await owner.query<{ left: number; ended: number }>(
          `select (select count(*)::int from outbound where session_id = $1) as left,
             (select count(*)::int from ended_queues where session_id = $1) as ended`,
          [session_id]
        )
        return row?.left === 0 && row.ended === 0
      },
      60_000
    )
    const [told] = await owner.query<{ failed: number; events: number; messages: number }>(
      `select (select count(*)::int from messages where session_id = $1 and status = 'failed') as failed,
         count(*)::int as events, count(distinct data ->> 'id')::int as messages
       from events where session_id = $1 and type = 'message.failed'`,
      [session_id]
    )
    assert.deepEqual(told, { failed: waiting, events: waiting, messages: waiting })
  }
  for (const point of of_disappearing)
    await killDisappearing({ owner, trap, tenant_id, session_id: await newSession() }, point)
  const all = [...points, ...of_disappearing].map(nameOf)
  assert.deepEqual(await trap.hits(), all, 'every point of the table was hit')
}

const killDisappearing = async (
  bed: { owner: Db; trap: Trap; tenant_id: string; session_id: string },
  point: KillPoint
): Promise<void> => {
  const { owner, trap, tenant_id, session_id } = bed
  await trap.set(point)
  await owner.query(
    `insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, type, content, disappears_at)
     select new_id('msg'), $2, $1, 'inbound', 'received', 'W' || i, '49301@s.whatsapp.net', 'text', '{"text": {"body": "x"}}', now()
     from generate_series(1, $3::int) i`,
    [session_id, tenant_id, disappearing]
  )
  // At once rather than at the next minute; the next process does it at the next minute or takes this job over.
  await owner.query("select graphile_worker.add_job('disappear_messages')")
  await trap.sprung(point)
  const [left] = await owner.query<{ left: number }>(
    'select count(*)::int as left from messages where session_id = $1 and deleted_at is null',
    [session_id]
  )
  assert.equal(left?.left, disappearing, 'nothing half done')
  await owner.query("select graphile_worker.add_job('disappear_messages')")
  await until(`what was to disappear at "${nameOf(point)}" has`, async () => {
    const rows = await owner.query(
      "select from messages where session_id = $1 and (deleted_at is null or content <> '{}')",
      [session_id]
    )
    return rows.length === 0
  })
  const [told] = await owner.query<{ events: number; messages: number }>(
    `select count(*)::int as events, count(distinct data ->> 'id')::int as messages
     from events where session_id = $1 and type = 'message.deleted'`,
    [session_id]
  )
  assert.deepEqual(told, { events: disappearing, messages: disappearing })
}
