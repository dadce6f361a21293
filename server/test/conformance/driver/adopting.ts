import assert from 'node:assert/strict'
import { until } from '../../../testkit/until.ts'
import { ask, type DriverPromise } from './suite.ts'

/** What a driver knows of workers that it has not started. */
export const adoptPromises = (promise: DriverPromise): void => {
  promise(
    'after an orchestrator was killed the next one finds its workers, and hears of their end',
    async (all) => {
      const killed = all.open()
      const worker = await all.start(killed)
      killed.close()
      const next = all.open()
      const found = (await next.find()).get(worker.id)
      assert.deepEqual(found, {
        reference: worker.reference,
        address: { host: worker.host, port: worker.port }
      })
      const claimed = { id: worker.id, reference: next.claim() }
      assert.equal(await next.state(claimed), 'running', 'found by the claim alone')
      next.watch(worker)
      await next.stop(worker, 'force')
      await until('its end is told', () => all.ended.includes(worker.id))
      assert.equal(await next.state(worker), 'gone')
      assert.equal(await next.state(claimed), 'gone')
      assert.equal((await next.find()).has(worker.id), false)
    }
  )

  promise('what is not its own is unknown to a driver, and left alone', async (all) => {
    const driver = all.open()
    const worker = await all.start(driver)
    const foreign = { id: worker.id, reference: 'of another machine' }
    assert.equal(await driver.state(foreign), 'unknown')
    await driver.stop(foreign, 'force')
    assert.equal((await ask(worker)).instance_id, worker.id)
    const never = { id: all.idOf(), reference: driver.claim() }
    assert.equal(await driver.state(never), 'gone', 'its own, and never started')
  })
}
