import assert from 'node:assert/strict'
import { value_length_max } from '../../../src/cache/contract.ts'
import { until } from '../../../testkit/until.ts'
import { type CachePromise, odd_keys } from './suite.ts'

/** What is kept for a while, under a key. */
export const valuePromises = (promise: CachePromise): void => {
  promise(
    'a value is there for all until it is over, replaced or deleted',
    async ({ one, other }) => {
      const [here, there] = [one.values('a'), other.values('a')]
      assert.equal(await there.get('key'), null)
      await here.set('key', 'first', 60)
      assert.equal(await there.get('key'), 'first')
      await there.set('key', 'second \u0000 😀', 60)
      assert.equal(await here.get('key'), 'second \u0000 😀')
      assert.equal(await other.values('b').get('key'), null)
      await here.delete('key')
      assert.equal(await there.get('key'), null)
      await here.set('short', 'soon over', 0.2)
      await until('the value is over', async () => (await there.get('short')) === null)
      for (const key of odd_keys) await here.set(key, `of ${key.length}`, 60)
      for (const key of odd_keys) assert.equal(await there.get(key), `of ${key.length}`)
    }
  )

  promise('a value that is too large is refused, and the one before it stays', async ({ one }) => {
    const values = one.values('a')
    await values.set('key', 'x'.repeat(value_length_max), 60)
    await assert.rejects(values.set('key', 'x'.repeat(value_length_max + 1), 60), RangeError)
    assert.equal((await values.get('key'))?.length, value_length_max)
  })
}
