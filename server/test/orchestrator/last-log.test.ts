import assert from 'node:assert/strict'
import { test } from 'node:test'
import { orchestratorBed } from '../../testkit/orchestrator-fixture.ts'
import { until } from '../../testkit/until.ts'

test('the end of the log of a worker that was killed or stopped is kept where it was of one customer, and not where it was shared', async (t) => {
  const bed = await orchestratorBed(t, { lease_seconds: 60 })
  const [killed, stopped] = [await bed.tenant('business'), await bed.tenant('business')]
  const shared = await bed.tenant('trial')
  const ids = await Promise.all([killed, stopped, shared].map((one) => bed.session(one)))
  const orchestrator = bed.run()
  const places = await Promise.all(ids.map((id) => bed.connected(id)))
  for (const place of [places[0], places[2]])
    process.kill(await bed.pid(place?.instance_id ?? ''), 'SIGKILL')
  const logs = () =>
    bed.owner.query<{ instance_id: string; tenant_id: string; lines: string }>(
      'select instance_id, tenant_id, lines from instance_logs order by noted_at'
    )
  await until('both are known to be gone', async () => {
    const over = (await bed.instances()).filter((one) => one.status === 'failed')
    return over.length === 2
  })
  const [first, ...more] = await logs()
  assert.deepEqual(
    [first?.instance_id, first?.tenant_id, more],
    [places[0]?.instance_id, killed, []]
  )
  assert.match(first?.lines ?? '', /tiny worker up/)
  await orchestrator.stop({ stop_workers: true })
  const all = await logs()
  assert.deepEqual(all[1] && [all[1].instance_id, all[1].tenant_id], [
    places[1]?.instance_id,
    stopped
  ])
})
