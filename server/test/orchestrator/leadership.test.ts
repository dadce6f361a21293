import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { isWorkerProcess } from '../../src/orchestrator/drivers/process/process-table.ts'
import { orchestratorBed } from '../../testkit/orchestrator-fixture.ts'
import { until } from '../../testkit/until.ts'

test('a killed orchestrator leaves its workers running, and the next one takes them over', async (t) => {
  const bed = await orchestratorBed(t, { lease_seconds: 60 })
  const session = await bed.session(await bed.tenant('trial'))
  const process_one = await bed.spawn()
  const { instance_id } = await bed.connected(session)
  const pid = await bed.pid(instance_id)
  process_one.kill('SIGKILL')
  await once(process_one, 'exit')
  process.kill(pid, 0)
  const next = bed.run()
  const later = await bed.session(await bed.tenant('trial'))
  assert.equal((await bed.connected(later)).instance_id, instance_id)
  assert.deepEqual(
    [(await bed.lease(session)).epoch, await bed.pid(instance_id)],
    [1, pid],
    'what ran was left alone'
  )
  // One that is not its child is watched as well.
  process.kill(pid, 'SIGKILL')
  await until('it is replaced', async () => {
    const row = await bed.read(session)
    return row.instance_id !== instance_id && row.status === 'connected'
  })
  await next.stop({ stop_workers: true })
})

test('of two orchestrators one leads, and the other acquires leadership when it is gone', async (t) => {
  const bed = await orchestratorBed(t)
  const one = await bed.spawn()
  const session = await bed.session(await bed.tenant('trial'))
  await bed.connected(session)
  const other = bed.run()
  const later = await bed.session(await bed.tenant('unlimited'))
  await bed.connected(later)
  assert.equal(other.state().leading, false)
  one.kill('SIGKILL')
  await once(one, 'exit')
  await until('the other leads', () => other.state().leading)
  await bed.connected(await bed.session(await bed.tenant('trial')))
  const ports = (await bed.instances()).map((instance) => instance.port)
  assert.equal(new Set(ports).size, ports.length)
})

test('a leader that is told to end hands its workers over, and the last one ends them', async (t) => {
  const bed = await orchestratorBed(t, { lease_seconds: 60 })
  const session = await bed.session(await bed.tenant('trial'))
  const one = await bed.spawn()
  const { instance_id } = await bed.connected(session)
  const pid = await bed.pid(instance_id)
  const other = await bed.spawn()
  await until('the other waits to lead', async () => {
    const [row] = await bed.owner.query<{ waits: boolean }>(
      "select not pg_try_advisory_xact_lock(hashtextextended('orchestrator, waiting', 0)) as waits"
    )
    return row?.waits
  })
  one.kill('SIGTERM')
  await once(one, 'exit')
  assert.equal(one.exitCode, 0)
  const later = await bed.session(await bed.tenant('trial'))
  assert.equal((await bed.connected(later)).instance_id, instance_id)
  assert.deepEqual(
    [(await bed.lease(session)).epoch, await bed.pid(instance_id)],
    [1, pid],
    'what ran was left alone'
  )
  other.kill('SIGTERM')
  await once(other, 'exit')
  // Its parent is gone, and perhaps nobody has noted its end.
  assert.equal(await isWorkerProcess(pid, instance_id), false)
  assert.deepEqual(
    (await bed.instances()).map(({ status }) => status),
    ['stopped']
  )
})

test('leaders that are killed one after the other leave workers and sessions as they are', async (t) => {
  const bed = await orchestratorBed(t, { lease_seconds: 60, idle_ms: 500, warm_workers: 1 })
  const tenant = await bed.tenant('trial')
  const sessions = await Promise.all(Array.from({ length: 4 }, () => bed.session(tenant)))
  let leader = await bed.spawn()
  await Promise.all(sessions.map((id) => bed.connected(id)))
  // One is full, and the other has room: what is to be kept ready is there.
  await until('two workers run', async () => {
    const now = await bed.instances()
    return now.length === 2 && now.every((one) => one.status === 'running')
  })
  const before = (await bed.instances()).map((one) => one.reference)
  for (let kills = 1; kills <= 2; kills++) {
    const next = await bed.spawn()
    leader.kill('SIGKILL')
    leader = next
    // It leads: what is wanted anew is placed.
    const [asked = ''] = sessions.slice(kills)
    await bed.want(asked, 'stopped')
    await until('it is let go of', async () => (await bed.read(asked)).instance_id === null)
    await bed.want(asked, 'running')
    await bed.connected(asked)
  }
  const after = (await bed.instances()).map((one) => one.reference)
  assert.deepEqual(after, before, 'none was started, none ended')
  assert.equal(
    (await bed.lease(sessions[0] ?? '')).epoch,
    1,
    'what nobody asked for was left alone'
  )
})

test('when its connection is cut an orchestrator loses leadership and acquires it again', async (t) => {
  const bed = await orchestratorBed(t)
  const orchestrator = bed.run()
  await until('it leads', () => orchestrator.state().leading)
  await bed.owner.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()'
  )
  await until('leadership is lost', () => !orchestrator.state().leading)
  await until('it leads again', () => orchestrator.state().leading)
  await bed.connected(await bed.session(await bed.tenant('trial')))
})

test('a graceful stop drains every worker and leaves what was wanted wanted', async (t) => {
  const bed = await orchestratorBed(t, { lease_seconds: 60 })
  const session = await bed.session(await bed.tenant('trial'))
  const first = bed.run()
  const { instance_id } = await bed.connected(session)
  const pid = await bed.pid(instance_id)
  await first.stop({ stop_workers: true })
  assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' })
  const [instance] = await bed.instances()
  assert.equal(instance?.status, 'stopped')
  assert.ok((await bed.lease(session)).left_s <= 0, 'the lease was given back')
  assert.equal((await bed.read(session)).desired, 'running')
  bed.run()
  await until('it runs again', async () => {
    const row = await bed.read(session)
    return row.instance_id !== instance_id && row.status === 'connected'
  })
  assert.equal((await bed.lease(session)).epoch, 2)
})
