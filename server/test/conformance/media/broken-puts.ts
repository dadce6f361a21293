import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { MediaTooLarge } from '../../../src/media/contract.ts'
import { until } from '../../../testkit/until.ts'
import { ada, limit, listed, type MediaPromise, mega, pieces } from './suite.ts'

/** What becomes of a file that is too large, breaks off or stalls. */
export const brokenPutPromises = (promise: MediaPromise): void => {
  promise('more than may be put is refused at once, and leaves nothing', async (store) => {
    let given = 0
    let closed = false
    const endless = async function* () {
      try {
        for (;;) {
          given += 1_000
          yield Buffer.alloc(1_000)
        }
      } finally {
        closed = true
      }
    }
    await assert.rejects(store.put(ada, endless(), { bytes_max: 100_000 }), MediaTooLarge)
    assert.ok(given < 2 * mega, `${given} bytes were taken`)
    await until('the source is closed', () => closed)
    assert.deepEqual(await listed(store), [])
    const exact = await store.put(ada, pieces(Buffer.alloc(100_000), 999), { bytes_max: 100_000 })
    assert.equal(exact.bytes, 100_000)
  })

  promise('a source that fails leaves nothing, and its error is passed on', async (store) => {
    const failing = async function* () {
      yield randomBytes(mega)
      throw new Error('the upload broke off')
    }
    await assert.rejects(store.put(ada, failing(), limit), /the upload broke off/)
    assert.deepEqual(await listed(store), [])
    // The same content, whole, is not kept from being put by what was there of it.
    assert.equal((await store.put(ada, pieces(Buffer.from('whole'), 2), limit)).bytes, 5)
  })

  promise('a source that stalls is given up with the signal, and leaves nothing', async (store) => {
    const given = new AbortController()
    const stalled = new Readable({ read: () => undefined })
    stalled.push(randomBytes(mega))
    const put = store.put(ada, stalled, { ...limit, signal: given.signal })
    given.abort()
    await assert.rejects(put)
    assert.ok(stalled.destroyed)
    await assert.rejects(
      store.put(ada, pieces(Buffer.from('a'), 1), { ...limit, signal: given.signal })
    )
    assert.deepEqual(await listed(store), [])
  })
}
