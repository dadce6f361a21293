import assert from 'node:assert/strict'
import { test } from 'node:test'
import { insertInstance } from '../../src/store/instances/instances.ts'
import { orchestratorBed } from '../../testkit/orchestrator-fixture.ts'
import { until } from '../../testkit/until.ts'

const lost = 'ins_01a2267ac082700000000000000000f0'

test('a worker that was started on a machine that is lost is given up, and its sessions run elsewhere', async (t) => {
  const bed = await orchestratorBed(t, { lease_seconds: 60 })
  const session = await bed.session(await bed.tenant('trial'))
  const instance = {
    id: lost,
    tenant_id: null,
    mode: 'shared',
    driver: 'process',
    reference: 'process:another-machine:1',
    token_hash: Buffer.alloc(32),
    sessions_max: 10,
    restarts: 0,
    part: null
  } as const
  await bed.owner.transaction((tx) => insertInstance(tx, instance))
  await bed.owner.query('update sessions set instance_id = $1 where id = $2', [lost, session])
  // Its start may take long where it is, but nobody can tell from here.
  bed.run({ start_ms_max: 2_000 })
  await until('it is given up', async () => {
    const given_up = (await bed.instances()).find((one) => one.id === lost)
    return given_up?.status === 'failed' && /its machine is lost/.test(given_up.status_reason ?? '')
  })
  assert.notEqual((await bed.connected(session)).instance_id, lost)
})
