import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import type { StoredMedia } from '../../../src/media/contract.ts'
import {
  ada,
  eve,
  limit,
  listed,
  type MediaPromise,
  mega,
  pieces,
  readAll,
  sha256
} from './suite.ts'

/** What becomes of a file that is put whole. */
export const storingPromises = (promise: MediaPromise): void => {
  promise('what was put is found and read, byte by byte, under its hash', async (store) => {
    for (const size of [0, 1, 65_536, 3 * mega + 7]) {
      const bytes = randomBytes(size)
      const stored = await store.put(ada, pieces(bytes, 50_000), limit)
      assert.equal(stored.sha256, sha256(bytes))
      assert.equal(stored.bytes, size)
      assert.deepEqual(await store.find(stored), stored)
      assert.deepEqual(await readAll(store, stored), bytes)
    }
  })

  promise('all files of a tenant are deleted at once, and none of another', async (store) => {
    const content = [randomBytes(10), randomBytes(20), randomBytes(30)]
    for (const bytes of content) await store.put(ada, pieces(bytes, 50_000), limit)
    const other = await store.put(eve, pieces(content[0] ?? Buffer.of(), 50_000), limit)
    await store.deleteAll(ada)
    await store.deleteAll(ada)
    assert.deepEqual(await listed(store), [other])
    await assert.rejects(store.deleteAll('../x'), { name: 'MediaKeyError' })
  })

  promise('the same content is one file, however often it is put at once', async (store) => {
    const bytes = randomBytes(mega)
    const put = await Promise.all(
      Array.from({ length: 20 }, (_, nth) => store.put(ada, pieces(bytes, 9_000 + nth), limit))
    )
    for (const stored of put) assert.equal(stored.sha256, sha256(bytes))
    assert.equal((await listed(store)).length, 1)
    assert.deepEqual(await readAll(store, put[0] as StoredMedia), bytes)
  })

  promise(
    'a large file flows through in pieces and is never in memory as a whole',
    async (store) => {
      const total = 256
      let peak = 0
      const look = (): void => {
        peak = Math.max(peak, process.memoryUsage().arrayBuffers)
      }
      const source = async function* () {
        for (let nth = 0; nth < total; nth++) {
          look()
          yield Buffer.alloc(mega, nth)
        }
      }
      const stored = await store.put(ada, source(), { bytes_max: total * mega })
      let read = 0
      const found = await store.read(stored)
      for await (const piece of found?.content ?? []) {
        look()
        read += piece.length
      }
      assert.equal(read, total * mega)
      assert.ok(peak < (total / 2) * mega, `${peak} bytes at once`)
    }
  )
}
