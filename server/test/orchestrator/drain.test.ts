import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { InstanceRow } from '../../src/domain/instance.ts'
import { askForReconcile } from '../../src/queue/reconcile.ts'
import { setInstanceStatus } from '../../src/store/instances/instances.ts'
import { type OrchestratorBed, orchestratorBed } from '../../testkit/orchestrator-fixture.ts'
import { until } from '../../testkit/until.ts'

const drain = (bed: OrchestratorBed, instance_id: string): Promise<void> =>
  bed.owner.transaction(async (tx) => {
    await setInstanceStatus(tx, instance_id, 'draining', 'It is drained.')
    await askForReconcile(tx)
  })

const instanceNow = async (bed: OrchestratorBed, id: string): Promise<InstanceRow> => {
  const found = (await bed.instances()).find((one) => one.id === id)
  assert.ok(found)
  return found
}

const isElsewhere = async (bed: OrchestratorBed, ids: string[], old: string): Promise<boolean> => {
  const rows = await Promise.all(ids.map((id) => bed.read(id)))
  return rows.every((row) => row.status === 'connected' && row.instance_id !== old)
}

const sessionsOn = async (bed: OrchestratorBed, plan: 'trial' | 'unlimited', count: number) => {
  const tenant = await bed.tenant(plan)
  return Promise.all(Array.from({ length: count }, () => bed.session(tenant)))
}

test('a worker that is drained gives its sessions to another, each once, and ends; nothing is told to be lost', async (t) => {
  const bed = await orchestratorBed(t, { sessions_per_worker: 10, moves_at_once_max: 2 })
  const sessions = await sessionsOn(bed, 'trial', 5)
  bed.run()
  const [first] = await Promise.all(sessions.map((id) => bed.connected(id)))
  const old = first?.instance_id ?? ''
  await drain(bed, old)
  await until('it has ended', async () => (await instanceNow(bed, old)).status === 'stopped')
  await until('all are on another', () => isElsewhere(bed, sessions, old))
  assert.equal((await instanceNow(bed, old)).status_reason, 'It is drained.')
  assert.equal((await bed.instances()).length, 2, 'one took its place')
  for (const id of sessions) assert.equal((await bed.lease(id)).epoch, 2, 'it moved once')
  const told = (await bed.events('session.reconnecting')).map((one) => one.data['status_reason'])
  assert.deepEqual(new Set(told), new Set(['worker_moved']))
})

test('a worker that is killed while it is drained leaves no session behind', async (t) => {
  const bed = await orchestratorBed(t, { sessions_per_worker: 10, moves_at_once_max: 1 })
  const sessions = await sessionsOn(bed, 'trial', 5)
  bed.run()
  const [first] = await Promise.all(sessions.map((id) => bed.connected(id)))
  const old = first?.instance_id ?? ''
  const pid = await bed.pid(old)
  await drain(bed, old)
  await until('the first has moved', async () => (await bed.events('session.reconnecting'))[0])
  process.kill(pid, 'SIGKILL')
  await until('all are on another', () => isElsewhere(bed, sessions, old))
  assert.equal((await instanceNow(bed, old)).status, 'stopped')
})

test('a worker that was told to end by a signal works on until its sessions have moved', async (t) => {
  const bed = await orchestratorBed(t, {
    lease_seconds: 60,
    worker_environment: { MOVE_SECONDS: '60' }
  })
  const [session = ''] = await sessionsOn(bed, 'unlimited', 1)
  bed.run()
  const { instance_id: old } = await bed.connected(session)
  process.kill(await bed.pid(old), 'SIGTERM')
  await until('it is on another', () => isElsewhere(bed, [session], old))
  const ended = await until('it has ended', async () => {
    const now = await instanceNow(bed, old)
    return now.status === 'stopped' && now
  })
  assert.match(ended.status_reason ?? '', /signal/)
  const told = await bed.events('session.reconnecting')
  assert.deepEqual(
    told.map((one) => one.data['status_reason']),
    ['worker_moved']
  )
})

test('a drain goes on under the next leader', async (t) => {
  const bed = await orchestratorBed(t, { sessions_per_worker: 10, moves_at_once_max: 1 })
  const sessions = await sessionsOn(bed, 'trial', 4)
  const leader = await bed.spawn()
  const [first] = await Promise.all(sessions.map((id) => bed.connected(id)))
  const old = first?.instance_id ?? ''
  await drain(bed, old)
  await until('the first has moved', async () => (await bed.events('session.reconnecting'))[0])
  leader.kill('SIGKILL')
  bed.run()
  await until('all are on another', () => isElsewhere(bed, sessions, old))
  await until('it has ended', async () => (await instanceNow(bed, old)).status === 'stopped')
  assert.equal((await bed.instances()).length, 2)
})
