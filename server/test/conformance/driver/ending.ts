import assert from 'node:assert/strict'
import { until } from '../../../testkit/until.ts'
import { ask, type DriverPromise } from './suite.ts'

/** How a worker ends, by itself or asked to, and what is told of it. */
export const endPromises = (promise: DriverPromise): void => {
  promise(
    'a worker that ends by itself leaves how it ended and its last words, which are told once',
    async (all) => {
      const driver = all.open()
      const worker = await all.start(driver)
      const other = await all.start(driver)
      await ask(worker, '/exit').catch(() => undefined)
      await until('its end is told', () => all.ended.includes(worker.id))
      assert.equal(await driver.state(worker), 'gone')
      const words = await driver.logs(worker, 1_000)
      assert.equal(words, `the last words of ${worker.id}`)
      assert.ok(words.endsWith(await driver.logs(worker, 5)), 'the end of them')
      assert.ok((await driver.logs(worker, 5)).length <= 5)
      assert.deepEqual(driver.exit(worker), {
        words: 'The worker exited with code 7.',
        cause: 'crashed'
      })
      assert.equal(driver.exit(worker), null)
      assert.equal(await driver.logs(worker, 1_000), '')
      assert.deepEqual(all.ended, [worker.id])
      assert.equal(await driver.state(other), 'running')
    }
  )

  promise(
    'asked to end a worker may take its time; forced it is gone, and its address is free',
    async (all) => {
      const driver = all.open()
      const polite = await all.start(driver)
      await driver.stop(polite, 'ask')
      await all.gone(driver, polite)
      assert.equal(driver.exit(polite)?.cause, 'ended')
      const stubborn = await all.start(driver, { STUBBORN: 'yes' })
      await driver.stop(stubborn, 'ask')
      assert.equal((await ask(stubborn)).instance_id, stubborn.id)
      await driver.stop(stubborn, 'force')
      await all.gone(driver, stubborn)
      await assert.rejects(ask(stubborn))
      await driver.stop(stubborn, 'force')
    }
  )

  promise(
    'ending all ends what it started and what it watches, stubborn or not; closing ends nothing',
    async (all) => {
      const first = all.open()
      const left = await all.start(first)
      first.close()
      assert.equal((await ask(left)).instance_id, left.id)
      const driver = all.open()
      driver.watch(left)
      const own = await all.start(driver, { STUBBORN: 'yes' })
      await driver.endAll()
      for (const worker of [left, own]) assert.equal(await driver.state(worker), 'gone')
    }
  )
}
