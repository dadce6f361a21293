import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { test } from 'node:test'
import type { OrchestratorBed } from '../../testkit/orchestrator-fixture.ts'
import { orchestratorBed } from '../../testkit/orchestrator-fixture.ts'
import { until } from '../../testkit/until.ts'

const waits = (bed: OrchestratorBed, session_id: string, reason: string) =>
  until(`${session_id} waits`, async () => (await bed.read(session_id)).status_reason === reason)

test('with every port taken a session waits saying so, and runs as soon as one is free', async (t) => {
  const bed = await orchestratorBed(t)
  const { first } = bed.options
  // Somebody else's program on the second port.
  const stranger = createServer().listen(first + 1, '127.0.0.1')
  await once(stranger, 'listening')
  t.after(() => stranger.close())
  const orchestrator = bed.run({ last: first + 1 })
  const tenant = await bed.tenant('unlimited')
  const [lucky, late] = [await bed.session(tenant), await bed.session(tenant)]
  await bed.connected(lucky)
  await waits(bed, late, 'no_capacity')
  const row = await bed.read(late)
  assert.deepEqual([row.status, row.desired], ['starting', 'running'])
  assert.deepEqual(await bed.events('session.failed'), [])
  const told = (await bed.events('session.starting')).filter((one) => one.session_id === late)
  assert.deepEqual(
    told.map(({ data }) => data['status_reason']),
    ['no_capacity'],
    'it is told once'
  )
  await until('the operator can see it', () => orchestrator.state().waiting?.no_capacity === 1)
  stranger.close()
  await bed.connected(late)
  await until('it is over', () => orchestrator.state().waiting?.no_capacity === 0)
})

test('workers that end right after their start make sessions wait and fail none; when they are sound again all goes on by itself', async (t) => {
  const bed = await orchestratorBed(t, { worker: './moody-worker.ts', failed_starts_max: 3 })
  const session = await bed.session(await bed.tenant('trial'))
  await bed.mood('ends at once')
  const orchestrator = bed.run()
  await waits(bed, session, 'worker_unavailable')
  const row = await bed.read(session)
  assert.deepEqual([row.status, row.desired], ['starting', 'running'])
  assert.equal(orchestrator.state().waiting?.worker_unavailable, 1)
  const instances = await bed.instances()
  assert.ok(instances.length >= 3)
  assert.match(instances[0]?.status_reason ?? '', /code 3.*the settings of this worker are wrong/s)
  await bed.mood('sound')
  await until('it runs', async () => (await bed.read(session)).status === 'connected', 60_000)
  assert.equal((await bed.read(session)).status_reason, null)
  assert.deepEqual(await bed.events('session.failed'), [])
  assert.equal(orchestrator.state().waiting?.worker_unavailable, 0)
})

test('a connected session whose workers are killed again and again is reconnecting all the while', async (t) => {
  const bed = await orchestratorBed(t, { lease_seconds: 60, failed_starts_max: 3 })
  const session = await bed.session(await bed.tenant('trial'))
  bed.run()
  await bed.connected(session)
  const killed = new Set<string>()
  await until(
    'it waits for a worker',
    async () => {
      for (const { id, status, reference } of await bed.instances()) {
        const pid = Number(reference?.split(':')[1])
        if (killed.has(id) || status === 'failed' || !(pid > 0)) continue
        process.kill(pid, 'SIGKILL')
        killed.add(id)
      }
      return (await bed.read(session)).status_reason === 'worker_unavailable'
    },
    60_000
  )
  assert.equal((await bed.read(session)).status, 'reconnecting')
  await until(
    'it is connected again',
    async () => (await bed.read(session)).status === 'connected',
    60_000
  )
  assert.deepEqual(await bed.events('session.failed'), [])
})

test('a session whose key the service cannot open waits, and runs once it can', async (t) => {
  const bed = await orchestratorBed(t)
  const session = await bed.session(await bed.tenant('trial'))
  const first = bed.run()
  await bed.connected(session)
  await first.stop({ stop_workers: true })
  await bed.owner.query('create table kept as select * from session_keys')
  await bed.owner.query("update session_keys set sealed_key = '\\x00'")
  bed.run()
  await waits(bed, session, 'key_unavailable')
  assert.equal((await bed.read(session)).desired, 'running')
  await bed.owner.query('update session_keys k set sealed_key = kept.sealed_key from kept')
  await bed.connected(session)
  assert.deepEqual(await bed.events('session.failed'), [])
})

test('failed starts are forgotten once a worker has lived', async (t) => {
  const bed = await orchestratorBed(t, { worker: './moody-worker.ts', lease_seconds: 60 })
  const session = await bed.session(await bed.tenant('trial'))
  await bed.mood('ends at once')
  bed.run()
  await until('two have ended', async () => (await bed.instances()).length >= 3)
  await bed.mood('sound')
  const { instance_id } = await bed.connected(session)
  const one = async (id: string) => (await bed.instances()).find((instance) => instance.id === id)
  await until('it has lived', async () => {
    const age = Date.now() - ((await one(instance_id))?.started_at?.getTime() ?? Date.now())
    return age > 6_000
  })
  process.kill(await bed.pid(instance_id), 'SIGKILL')
  const next = await until('another has it', async () => {
    const row = await bed.read(session)
    return row.status === 'connected' && row.instance_id !== instance_id && row.instance_id
  })
  // What a new instance is told of the failed starts of its pool.
  assert.equal((await one(next))?.restarts, 0)
})
