import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askForReconcile } from '../../src/queue/reconcile.ts'
import { setScaleBounds } from '../../src/store/installation/scale.ts'
import { type OrchestratorBed, orchestratorBed } from '../../testkit/orchestrator-fixture.ts'
import { until } from '../../testkit/until.ts'

const scaleTo = (bed: OrchestratorBed, workers: number): Promise<void> =>
  bed.owner.transaction(async (tx) => {
    await setScaleBounds(tx, { workers_min: workers, workers_max: workers })
    await askForReconcile(tx)
  })

const loads = async (bed: OrchestratorBed): Promise<number[]> => {
  const rows = await bed.owner.query<{ count: number }>(
    `select count(s.id) as count from instances i left join sessions s on s.instance_id = i.id and s.status = 'connected'
     where i.status = 'running' group by i.id order by 1`
  )
  return rows.map((row) => row.count)
}

test('workers are started and sessions spread as an administrator says, and moved together again without one being lost', async (t) => {
  const bed = await orchestratorBed(t, {
    sessions_per_worker: 40,
    lease_seconds: 20,
    idle_ms: 200,
    warm_workers: 1
  })
  const tenant = await bed.tenant('trial')
  const sessions = await Promise.all(Array.from({ length: 24 }, () => bed.session(tenant)))
  bed.run()
  await until('all are on one', async () => (await loads(bed)).join() === '24')
  await scaleTo(bed, 3)
  await until('none has far more than another', async () => {
    const now = await loads(bed)
    const spread = (now.at(-1) ?? 0) - (now[0] ?? 0)
    return now.length === 3 && spread <= 10 && now.reduce((sum, one) => sum + one) === 24
  })
  await scaleTo(bed, 1)
  await until('all are on one again', async () => (await loads(bed)).join() === '24', 60_000)
  await until('the others have ended', async () => {
    const live = (await bed.instances()).filter((one) => one.stopped_at === null)
    return live.length === 1
  })
  for (const id of sessions) assert.equal((await bed.read(id)).desired, 'running')
  const told = (await bed.events('session.reconnecting')).map((one) => one.data['status_reason'])
  assert.deepEqual(new Set(told), new Set(['worker_moved']))
  const noted = await bed.owner.query<{ decision: string; reason: string }>(
    'select decision, reason from scale_decisions order by seq'
  )
  const said = noted.map(({ decision, reason }) => `${decision}: ${reason}`).join('\n')
  assert.match(said, /start: there are to be at least 3, and there are 1/)
  assert.match(said, /drain: there are to be at most 1, and there are 3/)
  assert.match(said, /drain: there are to be at most 1, and there are 2/)
})
