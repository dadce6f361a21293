import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { Writable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { type ByteRange, MediaRangeError, type StoredMedia } from '../../../src/media/contract.ts'
import { ada, eve, limit, listed, type MediaPromise, mega, pieces, readAll } from './suite.ts'

/** A stream that copies each piece only some time after it was written, as a socket does. */
const keeping = (): Writable & { kept(): Buffer } => {
  const pieces: Buffer[] = []
  const stream = new Writable({
    write: (piece: Buffer, _, done) => {
      setImmediate(() => {
        pieces.push(Buffer.from(piece))
        done()
      })
    }
  })
  return Object.assign(stream, { kept: () => Buffer.concat(pieces) })
}

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

  promise('poured into a stream that is slow it is the same', async (store) => {
    const bytes = randomBytes(3 * mega + 17)
    const stored = await store.put(ada, pieces(bytes, mega), limit)
    const parts: [ByteRange | undefined, Buffer][] = [
      [undefined, bytes],
      [{ from: 0 }, bytes],
      [{ from: 100, to: 2 * mega }, bytes.subarray(100, 2 * mega + 1)],
      [{ from: 7, to: 7 }, bytes.subarray(7, 8)]
    ]
    for (const [range, wanted] of parts) {
      const into = keeping()
      const found = await store.read(stored, range)
      await found?.pour(into)
      assert.deepEqual(into.kept(), wanted)
      assert.equal(into.writableEnded, false)
    }
    const none = await store.put(ada, pieces(Buffer.alloc(0), 1), limit)
    const into = keeping()
    await (await store.read(none))?.pour(into)
    assert.equal(into.kept().length, 0)
  })

  promise('pouring ends when its stream is closed', async (store) => {
    const stored = await store.put(ada, pieces(randomBytes(3 * mega), mega), limit)
    const into = new Writable({ write: (_, __, done) => void done })
    const pouring = (await store.read(stored))?.pour(into)
    const refused = assert.rejects(pouring ?? Promise.resolve())
    into.destroy()
    await refused
    assert.equal((await readAll(store, stored)).length, 3 * mega)
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
