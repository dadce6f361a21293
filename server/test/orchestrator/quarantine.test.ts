import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listHeldSessions } from '../../src/store/sessions/suspects.ts'
import { orchestratorBed } from '../../testkit/orchestrator-fixture.ts'
import { until } from '../../testkit/until.ts'

test('a session that crashes its worker is found and held back, all others stay, and it is tried again apart', async (t) => {
  const bed = await orchestratorBed(t, {
    worker: './moody-worker.ts',
    sessions_per_worker: 10,
    suspects: { deaths_max: 3, hold_s: 4, quiet_s: 1 }
  })
  const tenant = await bed.tenant('trial')
  const sessions = await Promise.all(Array.from({ length: 6 }, () => bed.session(tenant)))
  const [culprit = '', ...others] = sessions.toSorted()
  await bed.mood(`crashes with ${culprit}`)
  bed.run()
  await until('it is held back', async () => (await bed.read(culprit)).status === 'failed', 60_000)
  // Those who wait get a sound worker from now on.
  await bed.mood('sound')

  const row = await bed.read(culprit)
  assert.deepEqual(
    [row.status_reason, row.desired, row.instance_id],
    ['quarantined', 'stopped', null]
  )
  assert.ok(row.next_attempt_at, 'it is told when it is tried again')
  const [held] = await listHeldSessions(bed.owner, 10)
  assert.deepEqual(
    [held?.session_id, held?.holds, held?.words],
    [culprit, 1, 'The worker exited with code 5.']
  )
  const failed = await bed.events('session.failed')
  assert.deepEqual(
    failed.map((event) => [event.session_id, event.data['status_reason']]),
    [[culprit, 'quarantined']]
  )
  const audit = await bed.owner.query<{ tenant_id: string; target_id: string; actor_id: null }>(
    "select tenant_id, target_id, actor_id from audit_log where action = 'session.quarantined'"
  )
  assert.deepEqual(audit, [{ tenant_id: tenant, target_id: culprit, actor_id: null }])
  for (const id of others) await bed.connected(id)

  const again = await bed.connected(culprit)
  const sharing = await Promise.all(others.map(async (id) => (await bed.read(id)).instance_id))
  assert.ok(!sharing.includes(again.instance_id), 'it has a worker of its own')
  const crashed = (await bed.instances()).filter((one) => one.status === 'failed')
  assert.ok(crashed.length <= 12, `${crashed.length} workers crashed until it was found`)
  assert.deepEqual(
    [...new Set(crashed.map((one) => one.status_reason))],
    ['The worker exited with code 5.'],
    'what it had logged is told to none of those who shared it'
  )
  await bed.owner.query(
    `with aged as (update session_suspects set died_at = now() - interval '1 hour')
     update instances set started_at = now() - interval '1 hour' where part is not null`
  )
  await until('it has been quiet, and is as any other', async () =>
    (await bed.instances()).every((one) => one.status === 'failed' || one.part === null)
  )
})
