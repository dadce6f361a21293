import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { type TestContext, test } from 'node:test'
import {
  type ByteRange,
  MediaKeyError,
  MediaRangeError,
  type MediaStore,
  MediaTooLarge,
  type StoredMedia
} from '../../src/media/contract.ts'
import { collect } from '../../testkit/collect.ts'
import { until } from '../../testkit/until.ts'

export type OpenStore = (t: TestContext) => Promise<MediaStore>

type Options = { skip?: string | false }

const mega = 1024 * 1024
const limit = { bytes_max: 10 * mega }
const [ada, eve] = ['ten_ada', 'ten_eve']

/** Holds an implementation to the promises of `media/contract.ts`. Call it once for each. */
export const mediaConformance = (name: string, open: OpenStore, options: Options = {}): void => {
  const promise = (title: string, work: (t: TestContext) => Promise<void>): void =>
    void test(`media ${name}: ${title}`, { skip: options.skip ?? false }, work)

  promise('what was put is found and read, byte by byte, under its hash', async (t) => {
    const store = await open(t)
    for (const size of [0, 1, 65_536, 3 * mega + 7]) {
      const bytes = randomBytes(size)
      const stored = await store.put(ada, pieces(bytes, 50_000), limit)
      assert.equal(stored.sha256, sha256(bytes))
      assert.equal(stored.bytes, size)
      assert.deepEqual(await store.find(stored), stored)
      assert.deepEqual(await readAll(store, stored), bytes)
    }
  })

  promise('the same content is one file, however often it is put at once', async (t) => {
    const store = await open(t)
    const bytes = randomBytes(mega)
    const put = await Promise.all(
      Array.from({ length: 20 }, (_, nth) => store.put(ada, pieces(bytes, 9_000 + nth), limit))
    )
    for (const stored of put) assert.equal(stored.sha256, sha256(bytes))
    assert.equal((await listed(store)).length, 1)
    assert.deepEqual(await readAll(store, put[0] as StoredMedia), bytes)
  })

  promise('a large file flows through in pieces and is never in memory as a whole', async (t) => {
    const store = await open(t)
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
  })

  promise('more than may be put is refused at once, and leaves nothing', async (t) => {
    const store = await open(t)
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

  promise('a source that fails leaves nothing, and its error is passed on', async (t) => {
    const store = await open(t)
    const failing = async function* () {
      yield randomBytes(mega)
      throw new Error('the upload broke off')
    }
    await assert.rejects(store.put(ada, failing(), limit), /the upload broke off/)
    assert.deepEqual(await listed(store), [])
    // The same content, whole, is not kept from being put by what was there of it.
    assert.equal((await store.put(ada, pieces(Buffer.from('whole'), 2), limit)).bytes, 5)
  })

  promise('a source that stalls is given up with the signal, and leaves nothing', async (t) => {
    const store = await open(t)
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

  promise('a file is not to be seen before it is whole', async (t) => {
    const store = await open(t)
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

  promise('a part of a file is read by its range', async (t) => {
    const store = await open(t)
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

  promise('a tenant reaches nothing of another, not even the same content', async (t) => {
    const store = await open(t)
    const bytes = randomBytes(100)
    const of_ada = await store.put(ada, pieces(bytes, 10), limit)
    const as_eve = { tenant_id: eve, sha256: of_ada.sha256 }
    assert.equal(await store.find(as_eve), null)
    assert.equal(await store.read(as_eve), null)
    await store.delete(as_eve)
    assert.deepEqual(await readAll(store, of_ada), bytes)
    await store.put(eve, pieces(bytes, 10), limit)
    assert.equal((await listed(store)).length, 2)
    await store.delete(as_eve)
    assert.deepEqual(await listed(store), [of_ada])
    assert.deepEqual(await listed(store, eve), [])
  })

  promise('names that could lead elsewhere are refused everywhere', async (t) => {
    const store = await open(t)
    const good = sha256(Buffer.from('a'))
    const tenants = [
      '',
      '.',
      '..',
      '../ten_ada',
      'a/b',
      '/etc',
      'a\u0000b',
      '.unfinished',
      '%2e',
      'é'
    ]
    const hashes = [
      '',
      '..',
      `../${good}`,
      good.toUpperCase(),
      good.slice(1),
      `${good}/..`,
      `${good}\n`
    ]
    const keys = [
      ...tenants.map((tenant_id) => ({ tenant_id, sha256: good })),
      ...hashes.map((hash) => ({ tenant_id: ada, sha256: hash }))
    ]
    for (const key of keys) {
      await assert.rejects(async () => store.find(key), MediaKeyError)
      await assert.rejects(async () => store.read(key), MediaKeyError)
      await assert.rejects(async () => store.delete(key), MediaKeyError)
    }
    for (const tenant_id of tenants) {
      await assert.rejects(store.put(tenant_id, pieces(Buffer.from('a'), 1), limit), MediaKeyError)
      await assert.rejects(listed(store, tenant_id), MediaKeyError)
    }
    assert.deepEqual(await listed(store), [])
  })

  promise('what is deleted is gone; whoever reads it already reads it to the end', async (t) => {
    const store = await open(t)
    const bytes = randomBytes(5 * mega)
    const stored = await store.put(ada, pieces(bytes, mega), limit)
    const reading = await store.read(stored)
    assert.ok(reading)
    await store.delete(stored)
    assert.equal(await store.find(stored), null)
    assert.equal(await store.read(stored), null)
    await store.delete(stored)
    assert.deepEqual(await buffer(reading.content), bytes)
  })

  promise('everything is listed with whose it is, its size and its time', async (t) => {
    const store = await open(t)
    const put: StoredMedia[] = []
    for (let nth = 0; nth < 30; nth++)
      put.push(await store.put(nth % 3 ? ada : eve, pieces(Buffer.from(`file ${nth}`), 3), limit))
    const byHash = (files: StoredMedia[]) => files.sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1))
    assert.deepEqual(byHash(await listed(store)), byHash([...put]))
    const of_eve = put.filter((file) => file.tenant_id === eve)
    assert.deepEqual(byHash(await listed(store, eve)), byHash(of_eve))
  })

  promise(
    'cleaning up after unfinished puts takes nothing that is whole or under way',
    async (t) => {
      const store = await open(t)
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

  promise('the room that is left is told, where anybody knows it', async (t) => {
    const free = await (await open(t)).freeBytes()
    assert.ok(free === null || (Number.isSafeInteger(free) && free > 0))
  })
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const pieces = async function* (bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

const readAll = async (store: MediaStore, stored: StoredMedia): Promise<Buffer> => {
  const found = await store.read(stored)
  assert.ok(found)
  return buffer(found.content)
}

const listed = (store: MediaStore, tenant_id?: string): Promise<StoredMedia[]> =>
  (async () => collect(store.list(tenant_id)))()
