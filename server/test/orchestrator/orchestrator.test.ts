import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { createKeyRing, unsealWith } from '../../src/lib/key-ring.ts'
import { orchestratorBed } from '../../testkit/orchestrator-fixture.ts'
import { until } from '../../testkit/until.ts'

test('sessions go where their plan says: shared by tenants, shared within a tenant, or alone', async (t) => {
  const bed = await orchestratorBed(t)
  const [one, other] = [await bed.tenant('trial'), await bed.tenant('trial')]
  const business = await bed.tenant('business')
  const unlimited = await bed.tenant('unlimited')
  const shared = [await bed.session(one), await bed.session(other)]
  const within = [await bed.session(business), await bed.session(business)]
  const alone = [await bed.session(unlimited), await bed.session(unlimited)]
  bed.run()
  const places = new Map<string, string>()
  for (const id of [...shared, ...within, ...alone]) {
    places.set(id, (await bed.connected(id)).instance_id)
  }
  const place = (id: string | undefined): string | undefined => places.get(id ?? '')
  assert.equal(place(shared[0]), place(shared[1]))
  assert.equal(place(within[0]), place(within[1]))
  assert.equal(new Set(places.values()).size, 4)
  const instances = await bed.instances()
  const of = (id: string | undefined) => instances.find((instance) => instance.id === place(id))
  assert.deepEqual([of(shared[0])?.mode, of(shared[0])?.tenant_id], ['shared', null])
  assert.deepEqual([of(within[0])?.mode, of(within[0])?.tenant_id], ['tenant', business])
  assert.deepEqual([of(alone[0])?.mode, of(alone[0])?.tenant_id], ['dedicated', unlimited])
  assert.notEqual(place(alone[0]), place(alone[1]))
  assert.ok(instances.every((instance) => instance.status === 'running'))
})

test('a worker never gets more sessions than it may have', async (t) => {
  const bed = await orchestratorBed(t, { sessions_per_worker: 2 })
  const tenant = await bed.tenant('trial')
  const sessions = await Promise.all(Array.from({ length: 5 }, () => bed.session(tenant)))
  bed.run()
  const places = await Promise.all(
    sessions.map(async (id) => (await bed.connected(id)).instance_id)
  )
  const counts = [...Map.groupBy(places, (place) => place).values()].map((group) => group.length)
  assert.deepEqual(counts.sort(), [1, 2, 2])
})

test('each session gets a key of its own once, sealed with the master key', async (t) => {
  const bed = await orchestratorBed(t)
  const session = await bed.session(await bed.tenant('trial'))
  bed.run()
  await bed.connected(session)
  const sealed = async () =>
    (await bed.owner.query<{ sealed_key: Buffer }>('select sealed_key from session_keys'))[0]
      ?.sealed_key
  const first = await sealed()
  assert.ok(first)
  const ring = createKeyRing([Buffer.alloc(32, 8)])
  assert.equal(unsealWith(ring, first, `session:${session}`).length, 32)
  await bed.want(session, 'stopped')
  await until('it is off its instance', async () => (await bed.read(session)).instance_id === null)
  await bed.want(session, 'running')
  await bed.connected(session)
  assert.deepEqual(await sealed(), first)
})

test('a killed worker is replaced, and the epoch of its sessions has grown', async (t) => {
  const bed = await orchestratorBed(t, { lease_seconds: 60 })
  const session = await bed.session(await bed.tenant('trial'))
  bed.run()
  const { instance_id } = await bed.connected(session)
  assert.equal((await bed.lease(session)).epoch, 1)
  process.kill(await bed.pid(instance_id), 'SIGKILL')
  await until('another has it', async () => {
    const row = await bed.read(session)
    return row.instance_id !== instance_id && row.status === 'connected'
  })
  const lease = await bed.lease(session)
  assert.equal(lease.epoch, 2)
  assert.notEqual(lease.instance_id, instance_id)
  const dead = (await bed.instances()).find((instance) => instance.id === instance_id)
  assert.equal(dead?.status, 'failed')
  assert.match(dead?.status_reason ?? '', /SIGKILL/)
  const [event] = await bed.events('session.reconnecting')
  assert.equal(event?.data['status_reason'], 'worker_lost')
  assert.equal((await bed.events('instance.replaced')).length, 1)
})

test('workers killed one after the other, each right after its start, are replaced, and no session fails', async (t) => {
  const bed = await orchestratorBed(t, { lease_seconds: 60 })
  const session = await bed.session(await bed.tenant('trial'))
  bed.run()
  const killed = new Set<string>()
  while (killed.size < 4) {
    const place = await until('the next one has it', async () => {
      const { status, instance_id } = await bed.read(session)
      assert.notEqual(status, 'failed')
      return status === 'connected' && instance_id && !killed.has(instance_id) && instance_id
    })
    process.kill(await bed.pid(place), 'SIGKILL')
    killed.add(place)
  }
  await until('another has it', async () => {
    const { status, instance_id } = await bed.read(session)
    return status === 'connected' && instance_id && !killed.has(instance_id)
  })
  assert.deepEqual(await bed.events('session.failed'), [])
})

test('a worker that is there but does not answer is ended and replaced', async (t) => {
  const bed = await orchestratorBed(t, { lease_seconds: 60 })
  const session = await bed.session(await bed.tenant('trial'))
  bed.run()
  const { instance_id } = await bed.connected(session)
  const pid = await bed.pid(instance_id)
  process.kill(pid, 'SIGSTOP')
  await until('another has it', async () => {
    const row = await bed.read(session)
    return row.instance_id !== instance_id && row.status === 'connected'
  })
  assert.equal((await bed.events('instance.unhealthy')).length, 1)
  assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' })
  assert.equal((await bed.lease(session)).epoch, 2)
})

test('the lease of a worker that may be alive is never taken before it has run out', async (t) => {
  const bed = await orchestratorBed(t)
  const session = await bed.session(await bed.tenant('trial'))
  const first = bed.run()
  const { instance_id } = await bed.connected(session)
  await first.stop({ stop_workers: true })
  // As if it ran on a machine that cannot be looked into, and had renewed its lease a moment ago. It is not wanted any
  // more, so the session has a new place at once and waits there.
  await bed.owner.query(
    `update instances set status = 'running', desired = 'stopped', reference = 'elsewhere:1', port = 4999, stopped_at = null where id = $1`,
    [instance_id]
  )
  await bed.owner.query(
    `update session_leases set expires_at = now() + interval '3 s' where session_id = $1`,
    [session]
  )
  const [{ until: runs_out } = { until: new Date() }] = await bed.owner.query<{ until: Date }>(
    'select expires_at as until from session_leases'
  )
  bed.run()
  await until('another has the lease', async () => {
    const lease = await bed.lease(session)
    return lease.instance_id !== instance_id
  })
  const [{ now } = { now: new Date(0) }] = await bed.owner.query<{ now: Date }>(
    'select clock_timestamp() as now'
  )
  assert.ok(now >= runs_out, 'taken too early')
  await bed.connected(session)
  await until('the other is known to be lost', async () => {
    const lost = (await bed.instances()).find((instance) => instance.id === instance_id)
    return lost?.status === 'failed'
  })
})

test('a worker whose orchestrator was killed before it noted the address is found and used', async (t) => {
  const bed = await orchestratorBed(t, { lease_seconds: 60 })
  const session = await bed.session(await bed.tenant('trial'))
  const killed = await bed.spawn()
  const { instance_id } = await bed.connected(session)
  const [noted] = await bed.instances()
  killed.kill('SIGKILL')
  await once(killed, 'exit')
  const claim = noted?.reference?.replace(/\d+$/, '')
  await bed.owner.query(
    "update instances set status = 'starting', started_at = null, reference = $1, host = id, port = 1",
    [claim]
  )
  bed.run()
  const later = await bed.session(await bed.tenant('trial'))
  assert.equal((await bed.connected(later)).instance_id, instance_id)
  const [found] = await bed.instances()
  assert.deepEqual(
    [found?.reference, found?.host, found?.port],
    [noted?.reference, noted?.host, noted?.port]
  )
})

test('a session that is not wanted any more is let go; one its worker forgot is handed over again', async (t) => {
  const bed = await orchestratorBed(t)
  const tenant = await bed.tenant('trial')
  const [stays, goes] = [await bed.session(tenant), await bed.session(tenant)]
  bed.run()
  const { instance_id } = await bed.connected(stays)
  await bed.connected(goes)
  await bed.want(goes, 'stopped')
  await until('it is off its instance', async () => (await bed.read(goes)).instance_id === null)
  assert.equal((await bed.read(goes)).status, 'stopped')
  await bed.call(instance_id, 'POST', `/sessions/${stays}/forget`)
  await until('it is there again', async () => {
    const health = await (await bed.call(instance_id, 'GET', '/health')).json()
    return (health as { sessions: { session_id: string }[] }).sessions.some(
      (one) => one.session_id === stays
    )
  })
  // A deleted session is let go as well.
  await bed.owner.query('delete from sessions where id = $1', [stays])
  await until('it holds nothing', async () => {
    const health = await (await bed.call(instance_id, 'GET', '/health')).json()
    return (health as { sessions: unknown[] }).sessions.length === 0
  })
})

test('an instance that nobody needs is stopped', async (t) => {
  const bed = await orchestratorBed(t, { idle_ms: 300 })
  const session = await bed.session(await bed.tenant('trial'))
  bed.run()
  const { instance_id } = await bed.connected(session)
  const pid = await bed.pid(instance_id)
  await bed.want(session, 'stopped')
  await until('it is stopped', async () => {
    const [instance] = await bed.instances()
    return instance?.status === 'stopped'
  })
  assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' })
})

test('a change of plan moves the session to a worker of its own', async (t) => {
  const bed = await orchestratorBed(t)
  const tenant = await bed.tenant('trial')
  const session = await bed.session(tenant)
  bed.run()
  const { instance_id } = await bed.connected(session)
  await bed.owner.query(
    "update subscriptions set plan_id = (select id from subscription_plans where code = 'unlimited') where tenant_id = $1",
    [tenant]
  )
  await until('it has moved', async () => {
    const row = await bed.read(session)
    return row.instance_id !== instance_id && row.status === 'connected'
  })
  const health = await (await bed.call(instance_id, 'GET', '/health')).json()
  assert.deepEqual((health as { sessions: unknown[] }).sessions, [])
})

test('of the log only what the worker itself has said is quoted, nothing of who had its port before', async (t) => {
  const bed = await orchestratorBed(t, { worker: './broken-worker.ts' })
  await bed.session(await bed.tenant('trial'))
  const logs = join(bed.options.folder, 'logs')
  await mkdir(logs)
  for (let port = bed.options.first; port <= bed.options.last; port++)
    await writeFile(join(logs, `worker-${port}.log`), 'session ses_of_somebody_else connected\n')
  bed.run()
  const reason = await until('its worker is lost', async () => {
    const [instance] = await bed.instances()
    return instance?.status_reason
  })
  assert.match(reason, /the settings of this worker are wrong/)
  assert.doesNotMatch(reason, /somebody_else/)
})

test('the clock of a host that is far from that of the database is seen, and nothing is lost by it', async (t) => {
  const bed = await orchestratorBed(t, { worker_environment: { CLOCK_AHEAD_MS: '60000' } })
  const session = await bed.session(await bed.tenant('trial'))
  const orchestrator = bed.run()
  await bed.connected(session)
  await until('it is seen', () =>
    [...(orchestrator.state().hosts?.troubles.values() ?? [])].flat().includes('clock_wrong')
  )
  const { hosts } = orchestrator.state()
  assert.ok(hosts && Math.abs(hosts.clock_off_s - 60) < 10, `${hosts?.clock_off_s} seconds`)
  assert.equal((await bed.lease(session)).epoch, 1)
})
