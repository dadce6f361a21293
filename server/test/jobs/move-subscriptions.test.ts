import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { type Db, openDb } from '../../src/lib/db.ts'
import { testDatabase } from '../../testkit/database.ts'
import { seedBareTenant } from '../../testkit/delivery-fixture.ts'
import { seedConnected } from '../../testkit/seed-session.ts'
import { until } from '../../testkit/until.ts'
import { createTrap } from '../chaos/kill-points/arm.ts'
import { keepDelivery } from '../chaos/kill-points/delivery-lane.ts'
import { kill_points, nameOf } from '../chaos/kill-points/table.ts'

/** A customer who has not paid for so long that the next step is due, with two numbers that are connected. */
const seedDebtor = async (owner: Db, stage: 'limited' | null): Promise<string> => {
  const tenant_id = await seedBareTenant(owner)
  await owner.query(
    "insert into users (id, tenant_id, email, name, password_hash) values ($1, $2, $3, 'Ada', 'x')",
    [newId('user'), tenant_id, `${tenant_id.toLowerCase()}@example.com`]
  )
  await owner.query(
    `insert into subscriptions (id, tenant_id, plan_id, status, current_period_start, current_period_end, stage, stage_since,
       past_due_since, limited_since, reminders_sent, reminded_at)
     select $1, $2, id, 'past_due', now() - interval '90 days', now() - interval '60 days', $3, now() - interval '60 days',
       now() - interval '60 days', case when $3::text is not null then now() - interval '40 days' end, 3, now() - interval '50 days'
     from subscription_plans where code = 'business'`,
    [newId('subscription'), tenant_id, stage]
  )
  for (let nth = 0; nth < 2; nth++) await seedConnected({ owner }, { tenant_id })
  return tenant_id
}

test('killed at each step of the life of a subscription, the delivery role is followed by one that goes on, and tells of each once', async (t) => {
  const urls = await testDatabase(t)
  const folder = await mkdtemp(join(tmpdir(), 'gateway-life-'))
  const owner = openDb({ url: urls.owner, connections_max: 2, application_name: 'test' })
  t.after(() => owner.close())
  const trap = await createTrap(t)
  const role = keepDelivery(urls.system, folder, trap)
  t.after(() => role.stop())
  t.after(() => rm(folder, { recursive: true, force: true }))
  const look = () =>
    owner.query(
      "select graphile_worker.add_job('move_subscriptions', '{\"v\": 1}', job_key => 'move_subscriptions', max_attempts => 1)"
    )
  const points = kill_points.filter((point) => point.road === 'subscription')
  const count = async (what: string, tenant_id: string): Promise<number> => {
    const [row] = await owner.query<{ count: number }>(
      `select count(*)::int as count from ${what} and tenant_id = $1`,
      [tenant_id]
    )
    return row?.count ?? 0
  }

  for (const point of points) {
    const follows = point.step.startsWith('session')
    const tenant_id = await seedDebtor(owner, follows ? 'limited' : null)
    const stage = follows ? 'suspended' : 'limited'
    await trap.set(point)
    await look()
    await trap.sprung(point)
    await until(
      `what was killed at "${nameOf(point)}" is done`,
      async () => {
        await look()
        const moved = await count(`subscriptions where stage = '${stage}'`, tenant_id)
        const stopped = await count('sessions where stopped_unpaid', tenant_id)
        return moved === 1 && stopped === (follows ? 2 : 0)
      },
      70_000
    )
    for (const what of [
      `events where type = 'subscription.changed' and data->>'status' = '${stage}'`,
      `audit_log where action = 'subscription.changed' and details->>'status' = '${stage}'`,
      `mails where kind = 'subscription_${stage}'`
    ])
      assert.equal(await count(what, tenant_id), 1, `${nameOf(point)}: ${what}`)
    if (follows) {
      await owner.query("update subscriptions set status = 'active' where tenant_id = $1", [
        tenant_id
      ])
      await until(
        'the sessions are started again',
        async () =>
          (await count("sessions where desired = 'running' and not stopped_unpaid", tenant_id)) ===
          2
      )
    }
  }
  assert.deepEqual(await trap.hits(), points.map(nameOf), 'every point of the table was hit')
})
