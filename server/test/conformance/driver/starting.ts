import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { NoRoomError } from '../../../src/orchestrator/drivers/contract.ts'
import { until } from '../../../testkit/until.ts'
import { ask, type DriverPromise, memory_mb, memory_slack } from './suite.ts'

/** Where a worker is, what it was given, and for how many there is room. */
export const startPromises = (name: string, promise: DriverPromise): void => {
  promise(
    'a worker listens where the driver says, with its environment and its memory',
    async (all) => {
      const driver = all.open()
      assert.equal(driver.name, name)
      const worker = await all.start(driver, { FOR_THE_WORKER: 'yes' })
      const answer = await ask(worker)
      assert.equal(answer.instance_id, worker.id)
      assert.equal(answer.environment['FOR_THE_WORKER'], 'yes')
      assert.ok(answer.memory_bytes_max <= memory_mb * 2 ** 20 * memory_slack)
      assert.equal(await driver.state(worker), 'running')
      assert.equal((await driver.find()).get(worker.id)?.reference, worker.reference)
    }
  )

  promise('workers started at once never share an address', async (all) => {
    const driver = all.open()
    const workers = await Promise.all(Array.from({ length: 4 }, () => all.start(driver)))
    const addresses = workers.map(({ host, port }) => `${host}:${port}`)
    assert.equal(new Set(addresses).size, 4)
    for (const worker of workers) assert.equal((await ask(worker)).instance_id, worker.id)
  })

  promise(
    'an address that is taken is given to nobody: by an instance, or by a stranger',
    async (all) => {
      const first = all.open()
      const worker = await all.start(first)
      await first.stop(worker, 'force')
      await all.gone(first, worker)
      const stranger = createServer().listen(worker.port, worker.host)
      try {
        const next = await all.start(all.open())
        assert.notDeepEqual([next.host, next.port], [worker.host, worker.port])
        const id = all.idOf()
        const other = await all.open().start({
          instance_id: id,
          mode: 'shared',
          tenant_id: null,
          limits: null,
          environment: { INSTANCE_ID: id },
          taken: [worker, next]
        })
        assert.ok(![worker, next].some((one) => one.host === other.host && one.port === other.port))
      } finally {
        stranger.close()
      }
    }
  )

  promise(
    'a driver that is full says so, starts nothing, and has room again when its worker is gone',
    async (all) => {
      const driver = all.open('createSmall')
      const [id, other] = [all.idOf(), all.idOf()]
      assert.equal(await driver.hasRoom([id], []), true)
      assert.equal(await driver.hasRoom([id, other], []), false)
      const worker = await all.start(driver)
      assert.equal(await driver.hasRoom([worker.id], []), true, 'it has its place')
      assert.equal(await driver.hasRoom([id], []), false)
      const spec = {
        instance_id: id,
        mode: 'shared' as const,
        tenant_id: null,
        limits: null,
        environment: {},
        taken: []
      }
      await assert.rejects(driver.start(spec), NoRoomError)
      assert.equal((await driver.find()).has(id), false)
      await driver.stop(worker, 'force')
      await until('there is room', () => driver.hasRoom([id], []))
    }
  )
}
