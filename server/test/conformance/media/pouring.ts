import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { Writable } from 'node:stream'
import type { ByteRange } from '../../../src/media/contract.ts'
import { ada, limit, type MediaPromise, mega, pieces, readAll } from './suite.ts'

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

/** What is written into other streams. */
export const pouringPromises = (promise: MediaPromise): void => {
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
}
