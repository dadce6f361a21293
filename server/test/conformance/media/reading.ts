import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { type ByteRange, MediaRangeError, type StoredMedia } from '../../../src/media/contract.ts'
import { ada, eve, limit, listed, type MediaPromise, mega, pieces } from './suite.ts'

/** What is read, listed and deleted. */
export const readingPromises = (promise: MediaPromise): void => {
  promise('a part of a file is read by its range', async (store) => {
    const bytes = randomBytes(1_000)
    const stored = await store.put(ada, pieces(bytes, 333), limit)
    const parts: [ByteRange, from: number, to: number][] = [
      [{ from: 0 }, 0, 999],
      [{ from: 0, to: 0 }, 0, 0],
      [{ from: 10, to: 19 }, 10, 19],
      [{ from: 990 }, 990, 999],
      [{ from: 990, to: 5_000 }, 990, 999],
      [{ from: 999, to: 999 }, 999, 999]
    ]
    for (const [range, from, to] of parts) {
      const found = await store.read(stored, range)
      assert.ok(found)
      assert.deepEqual([found.bytes, found.from, found.to], [1_000, from, to])
      assert.deepEqual(await buffer(found.content), bytes.subarray(from, to + 1))
    }
    for (const range of [{ from: 1_000 }, { from: -1 }, { from: 20, to: 10 }, { from: 0.5 }])
      await assert.rejects(store.read(stored, range), (error) => {
        assert.ok(error instanceof MediaRangeError)
        assert.equal(error.bytes, 1_000)
        return true
      })
  })

  promise(
    'what is deleted is gone; whoever reads it already reads it to the end',
    async (store) => {
      const bytes = randomBytes(5 * mega)
      const stored = await store.put(ada, pieces(bytes, mega), limit)
      const reading = await store.read(stored)
      assert.ok(reading)
      await store.delete(stored)
      assert.equal(await store.find(stored), null)
      assert.equal(await store.read(stored), null)
      await store.delete(stored)
      assert.deepEqual(await buffer(reading.content), bytes)
    }
  )

  promise('everything is listed with whose it is, its size and its time', async (store) => {
    const put: StoredMedia[] = []
    for (let nth = 0; nth < 30; nth++)
      put.push(await store.put(nth % 3 ? ada : eve, pieces(Buffer.from(`file ${nth}`), 3), limit))
    const byHash = (files: StoredMedia[]) => files.sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1))
    assert.deepEqual(byHash(await listed(store)), byHash([...put]))
    const of_eve = put.filter((file) => file.tenant_id === eve)
    assert.deepEqual(byHash(await listed(store, eve)), byHash(of_eve))
  })

  promise('the room that is left is told, where anybody knows it', async (store) => {
    const free = await store.freeBytes()
    assert.ok(free === null || (Number.isSafeInteger(free) && free > 0))
  })
}
