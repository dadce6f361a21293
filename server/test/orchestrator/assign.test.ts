import assert from 'node:assert/strict'
import { test } from 'node:test'
import { orchestratorBed } from '../../testkit/orchestrator-fixture.ts'
import { until } from '../../testkit/until.ts'

test('however often its user stops and starts a session, it is handed over at once each time', async (t) => {
  const bed = await orchestratorBed(t, { lease_seconds: 60 })
  const session = await bed.session(await bed.tenant('trial'))
  bed.run()
  const { instance_id } = await bed.connected(session)
  const took_ms: number[] = []
  for (let round = 0; round < 8; round++) {
    await bed.want(session, 'stopped')
    await until('it is stopped', async () => (await bed.read(session)).status === 'stopped')
    const began_ms = performance.now()
    await bed.want(session, 'running')
    await bed.connected(session)
    took_ms.push(performance.now() - began_ms)
  }
  assert.equal((await bed.read(session)).instance_id, instance_id)
  // With a pause that doubles each time the last of them alone would take a minute.
  assert.ok(Math.max(...took_ms) < 10_000, `it took ${took_ms.map(Math.round).join(', ')} ms`)
})

test('a session that its worker ends by itself and its user starts again is handed over at once', async (t) => {
  const bed = await orchestratorBed(t, { lease_seconds: 60 })
  const session = await bed.session(await bed.tenant('trial'))
  bed.run()
  const { instance_id } = await bed.connected(session)
  const took_ms: number[] = []
  for (let round = 0; round < 8; round++) {
    // As after a log-out: the worker lets go of it and says so; then it is started before anybody else looks.
    await bed.owner.query("update sessions set desired = 'stopped', status = 'logged_out'")
    await bed.call(instance_id, 'DELETE', `/sessions/${session}?why=moved`)
    const began_ms = performance.now()
    await bed.owner.query("update sessions set status = 'starting'")
    await bed.want(session, 'running')
    await bed.connected(session)
    took_ms.push(performance.now() - began_ms)
  }
  assert.ok(Math.max(...took_ms) < 10_000, `it took ${took_ms.map(Math.round).join(', ')} ms`)
})

test('a session that its worker loses again and again is handed over less and less often, until it is kept', async (t) => {
  const bed = await orchestratorBed(t, { lease_seconds: 60 })
  const session = await bed.session(await bed.tenant('trial'))
  bed.run()
  const { instance_id } = await bed.connected(session)
  const gaps_ms: number[] = []
  for (let round = 0; round < 5; round++) {
    const began_ms = performance.now()
    await bed.call(instance_id, 'POST', `/sessions/${session}/forget`)
    await until(
      'it is there again',
      async () => {
        const health = await (await bed.call(instance_id, 'GET', '/health')).json()
        return (health as { sessions: { session_id: string }[] }).sessions.length === 1
      },
      60_000
    )
    gaps_ms.push(performance.now() - began_ms)
  }
  const [first = 0] = gaps_ms
  const last = gaps_ms.at(-1) ?? 0
  assert.ok(last > first && last > 2_000, `it took ${gaps_ms.map(Math.round).join(', ')} ms`)
})
