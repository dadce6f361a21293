import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { InstanceRow } from '../../src/domain/instance.ts'
import { defaultWorkersMax } from '../../src/main/default-workers-max.ts'
import { type OrchestratorBed, orchestratorBed } from '../../testkit/orchestrator-fixture.ts'
import { until } from '../../testkit/until.ts'

const many = <T>(count: number, make: () => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, make))

const running = async (bed: OrchestratorBed): Promise<InstanceRow[]> =>
  (await bed.instances()).filter((one) => one.status === 'running')

const statuses = async (bed: OrchestratorBed, ids: string[]): Promise<string[]> =>
  Promise.all(
    ids.map(async (id) => {
      const { status, status_reason } = await bed.read(id)
      return status_reason ?? status
    })
  )

test('sessions that were never linked share a worker whatever the plan, and a linked one gets its own without a gap', async (t) => {
  const bed = await orchestratorBed(t, { lease_seconds: 60, sessions_per_worker: 100 })
  const tenant = await bed.tenant('unlimited')
  const sessions = await many(12, () => bed.session(tenant, { linked: false }))
  const [scanned = ''] = sessions
  bed.run()
  const places = await Promise.all(
    sessions.map(async (id) => (await bed.connected(id)).instance_id)
  )
  const [shared = ''] = places
  assert.deepEqual(new Set(places), new Set([shared]))
  await bed.owner.query('update sessions set linked_at = now() where id = $1', [scanned])
  const own = await until('another worker starts', async () =>
    (await bed.instances()).find((one) => one.mode === 'dedicated')
  )
  await until('it has moved', async () => (await bed.read(scanned)).instance_id === own.id)
  const up = (await bed.instances()).find((one) => one.id === own.id)
  assert.equal(up?.status, 'running', 'it stays where it works until the other is up')
  await bed.connected(scanned)
  assert.equal((await bed.instances()).length, 2)
})

test('a tenant has at most its share of the workers to itself, what is beyond shares, and others get theirs', async (t) => {
  // One of the four is kept for those who share, and one tenant has at most one of the other three.
  const bed = await orchestratorBed(t, { workers_max: 4, sessions_per_worker: 20 })
  const [greedy, other] = [await bed.tenant('unlimited'), await bed.tenant('unlimited')]
  const trial = await bed.tenant('trial')
  const first = await many(6, () => bed.session(greedy))
  bed.run()
  await Promise.all(first.map((id) => bed.connected(id)))
  const late = await bed.connected(await bed.session(other))
  await bed.connected(await bed.session(trial))
  const instances = await running(bed)
  const owned = (tenant: string) => instances.filter((one) => one.tenant_id === tenant)
  assert.deepEqual(
    [owned(greedy).length, owned(other).map((one) => one.id), instances.length],
    [1, [late.instance_id], 3]
  )
  assert.equal((await bed.instances()).length, 3, 'none was started for nothing')
})

test('a plan says how many workers its tenants have to themselves', async (t) => {
  const bed = await orchestratorBed(t, { workers_max: 10, sessions_per_worker: 20 })
  await bed.owner.query("update subscription_plans set workers_max = 2 where code = 'unlimited'")
  const tenant = await bed.tenant('unlimited')
  const sessions = await many(5, () => bed.session(tenant))
  bed.run()
  await Promise.all(sessions.map((id) => bed.connected(id)))
  const modes = (await running(bed)).map((one) => one.mode).sort()
  assert.deepEqual(modes, ['dedicated', 'dedicated', 'shared'])
})

test('one that shares for want of room gets its own worker when there is some', async (t) => {
  const bed = await orchestratorBed(t, { workers_max: 4, idle_ms: 300, lease_seconds: 60 })
  const tenant = await bed.tenant('unlimited')
  const sessions = await many(2, () => bed.session(tenant))
  bed.run()
  const places = await Promise.all(sessions.map((id) => bed.connected(id)))
  const modes = new Map((await bed.instances()).map((one) => [one.id, one.mode]))
  const alone = places.find((one) => modes.get(one.instance_id) === 'dedicated')
  const sharing = places.find((one) => modes.get(one.instance_id) === 'shared')
  assert.ok(alone && sharing)
  await bed.want(alone.id, 'stopped')
  await until('the other has one', async () => {
    const { instance_id, status } = await bed.read(sharing.id)
    const place = (await bed.instances()).find((one) => one.id === instance_id)
    return place?.mode === 'dedicated' && status === 'connected'
  })
})

test('with every worker full a tenant that has most of them waits, and another still gets in', async (t) => {
  // Four places, of which one tenant may have three.
  const bed = await orchestratorBed(t, { workers_max: 2, sessions_per_worker: 2 })
  const [greedy, other] = [await bed.tenant('trial'), await bed.tenant('trial')]
  const sessions = await many(6, () => bed.session(greedy))
  bed.run()
  await until('three run and three wait', async () => {
    const now = (await statuses(bed, sessions)).toSorted().join()
    return now === 'connected,connected,connected,no_capacity,no_capacity,no_capacity'
  })
  await bed.connected(await bed.session(other))
  const late = await bed.session(other)
  await until('it waits', async () => (await bed.read(late)).status_reason === 'no_capacity')
  assert.equal((await bed.instances()).length, 2)
  // Whoever has less comes first when a place becomes free.
  const [first] = (await bed.owner.query<{ id: string }>(
    "select id from sessions where tenant_id = $1 and status = 'connected' limit 1",
    [greedy]
  )) as [{ id: string }]
  await bed.want(first.id, 'stopped')
  await bed.connected(late)
})

test('a worker is warm before anybody needs it, and another when it is full; of those that are idle one is kept', async (t) => {
  const bed = await orchestratorBed(t, { warm_workers: 1, sessions_per_worker: 2, idle_ms: 300 })
  bed.run()
  const warm = await until('a worker runs', async () => (await running(bed))[0])
  assert.deepEqual([warm.mode, warm.tenant_id], ['shared', null])
  const tenant = await bed.tenant('unlimited')
  const sessions = await many(2, () => bed.session(tenant, { linked: false }))
  for (const id of sessions) assert.equal((await bed.connected(id)).instance_id, warm.id)
  await until('another is warm', async () => (await running(bed)).length === 2)
  for (const id of sessions) await bed.want(id, 'stopped')
  await until('one is left', async () => (await running(bed)).length === 1)
  const [left] = await running(bed)
  const again = await bed.connected(await bed.session(tenant, { linked: false }))
  assert.equal(again.instance_id, left?.id)
})

test('how many workers there may be follows from memory and processors, and is never less than two', () => {
  const gigabyte = 1024 ** 3
  const most = (memory: number, cores: number) =>
    defaultWorkersMax({ memory_bytes: memory * gigabyte, cores })
  assert.deepEqual([most(0.5, 1), most(2, 2), most(64, 2), most(64, 16)], [2, 5, 16, 128])
})
