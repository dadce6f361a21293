import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { createS3Media, type S3Options } from '../../src/media/s3.ts'
import { collect } from '../../testkit/collect.ts'
import { s3_keys, startS3 } from '../../testkit/s3-server.ts'
import { mediaConformance } from '../conformance/media.ts'

let folder = ''
let endpoint = ''
let stores = 0
let stop: () => Promise<void>

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'media-s3-'))
  const started = await startS3(join(folder, 'server'))
  endpoint = started.endpoint
  stop = started.stop
})
after(async () => {
  await stop()
  await rm(folder, { recursive: true })
})

/** A store with a prefix of its own. */
const open = (options: Partial<S3Options> = {}) =>
  createS3Media({
    bucket: 'files',
    region: 'us-east-1',
    endpoint,
    credentials: s3_keys,
    path_style: true,
    prefix: `store-${stores++}/`,
    temporary: join(folder, `temporary-${stores}`),
    free_bytes_min: 0,
    ...options
  })

mediaConformance('in S3', async () => open())

const limit = { bytes_max: 1_000_000 }
const hello = async function* () {
  yield Buffer.from('hello')
}

test('nothing stays on the disk of what is in the bucket', async () => {
  const temporary = join(folder, 'looked-at')
  const store = open({ temporary })
  await store.put('ten_ada', hello(), limit)
  assert.deepEqual(await readdir(temporary), [])
})

test('two installations with prefixes of their own share a bucket and see nothing of each other', async () => {
  const [one, other] = [open({ prefix: 'a/' }), open({ prefix: 'a/b/' })]
  const stored = await one.put('ten_ada', hello(), limit)
  await other.put('ten_eve', hello(), limit)
  assert.deepEqual(await collect(one.list()), [stored])
  assert.equal(await other.find(stored), null)
})

test('a service that is away, refuses the key or has no such bucket is an error that passes, and never a file that is missing', async (t) => {
  const stored = await open({ prefix: '' }).put('ten_ada', hello(), limit)
  const failing = createServer((_request, response) => response.writeHead(503).end())
  await new Promise<void>((resolve) => failing.listen(0, '127.0.0.1', resolve))
  t.after(() => failing.close())
  const { port } = failing.address() as { port: number }
  const troubled = {
    away: open({ prefix: '', endpoint: 'http://127.0.0.1:9' }),
    failing: open({ prefix: '', endpoint: `http://127.0.0.1:${port}` }),
    'a wrong key': open({ prefix: '', credentials: { ...s3_keys, secretAccessKey: 'wrong' } })
  }
  for (const [name, store] of Object.entries(troubled)) {
    const away = { code: 'file_store_away' }
    await assert.rejects(store.find(stored), away, name)
    await assert.rejects(store.read(stored), away, name)
    await assert.rejects(store.put('ten_ada', hello(), limit), away, name)
    await assert.rejects(collect(store.list()), away, name)
    await assert.rejects(store.check(), name)
  }
  const no_bucket = open({ prefix: '', bucket: 'nothing-here' })
  await assert.rejects(no_bucket.read(stored))
  await assert.rejects(no_bucket.put('ten_ada', hello(), limit))
  await assert.rejects(no_bucket.check())
  await open({ prefix: '' }).check()
})
