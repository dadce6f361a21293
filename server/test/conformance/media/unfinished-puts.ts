import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { until } from '../../../testkit/until.ts'
import { ada, limit, listed, type MediaPromise, mega, pieces, readAll, sha256 } from './suite.ts'

/** What is to be seen of a file that is still being put. */
export const unfinishedPutPromises = (promise: MediaPromise): void => {
  promise('a file is not to be seen before it is whole', async (store) => {
    const bytes = randomBytes(2 * mega)
    const source = new Readable({ read: () => undefined })
    const put = store.put(ada, source, limit)
    source.push(bytes)
    await until('it was read', () => source.readableLength === 0)
    const key = { tenant_id: ada, sha256: sha256(bytes) }
    assert.equal(await store.find(key), null)
    assert.equal(await store.read(key), null)
    assert.deepEqual(await listed(store), [])
    source.push(null)
    const stored = await put
    assert.deepEqual(await store.find(key), stored)
  })

  promise(
    'cleaning up after unfinished puts takes nothing that is whole or under way',
    async (store) => {
      const whole = await store.put(ada, pieces(Buffer.from('whole'), 2), limit)
      const source = new Readable({ read: () => undefined })
      const put = store.put(ada, source, limit)
      source.push('under ')
      await until('it was read', () => source.readableLength === 0)
      assert.equal(await store.removeUnfinished(new Date(Date.now() - 3_600_000)), 0)
      source.push('way')
      source.push(null)
      const files = await Promise.all([whole, await put].map((file) => readAll(store, file)))
      assert.deepEqual(files.map(String), ['whole', 'under way'])
    }
  )
}
