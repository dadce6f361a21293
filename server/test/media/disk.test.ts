import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { type MediaStore, MediaStoreFull } from '../../src/media/contract.ts'
import { createDiskMedia } from '../../src/media/disk.ts'
import { collect } from '../../testkit/collect.ts'
import { until } from '../../testkit/until.ts'
import { mediaConformance } from '../conformance/media.ts'

const newFolder = async (t: TestContext): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'media-'))
  t.after(() => rm(folder, { recursive: true }))
  return join(folder, 'media')
}

mediaConformance('on disk', async (t) =>
  createDiskMedia({ folder: await newFolder(t), free_bytes_min: 0 })
)

const limit = { bytes_max: 200_000_000 }
const megabytes = async function* (count: number) {
  for (let nth = 0; nth < count; nth++) yield Buffer.alloc(1_000_000, nth)
}
const listed = (store: MediaStore) => collect(store.list())

test('files and folders are for their own user alone, whatever the umask is', async (t) => {
  const folder = await newFolder(t)
  const before = process.umask(0)
  t.after(() => process.umask(before))
  const store = createDiskMedia({ folder, free_bytes_min: 0 })
  await store.put('ten_ada', megabytes(1), limit)
  for (const name of ['', ...(await readdir(folder, { recursive: true }))]) {
    const { mode } = await stat(join(folder, name))
    assert.equal(mode & 0o077, 0, name)
  }
})

test('a put ends when the disk runs full under it, and what it had written is given back', async (t) => {
  const folder = await newFolder(t)
  let free = 100_000_000
  const store = createDiskMedia({
    folder,
    free_bytes_min: 50_000_000,
    freeBytes: async () => {
      free -= 20_000_000
      return free
    }
  })
  await assert.rejects(store.put('ten_ada', megabytes(150), limit), MediaStoreFull)
  assert.deepEqual(await listed(store), [])
  assert.deepEqual(await readdir(join(folder, '.unfinished')), [])
  free = 60_000_000
  await assert.rejects(store.put('ten_ada', megabytes(1), limit), MediaStoreFull)
})

test('no file is taken when more of the disk is used than may be, and it is again when there is room', async (t) => {
  const folder = await newFolder(t)
  await mkdir(folder)
  const { blocks, bsize } = await statfs(folder)
  let free_percent = 9
  const store = createDiskMedia({
    folder,
    free_bytes_min: 0,
    used_percent_max: 90,
    freeBytes: async () => (blocks * bsize * free_percent) / 100
  })
  await assert.rejects(store.put('ten_ada', megabytes(1), limit), MediaStoreFull)
  assert.equal(await store.freeBytes(), 0)
  free_percent = 11
  await store.put('ten_ada', megabytes(1), limit)
  assert.equal((await listed(store)).length, 1)
})

test('a process that is killed while it puts leaves nothing that is seen, and its leavings are cleaned up', async (t) => {
  const folder = await newFolder(t)
  const program = `
    import { createDiskMedia } from ${JSON.stringify(import.meta.resolve('../../src/media/disk.ts'))}
    const store = createDiskMedia({ folder: process.argv[1], free_bytes_min: 0 })
    const source = async function* () {
      yield Buffer.alloc(1_000_000)
      await new Promise(() => setInterval(() => undefined, 1_000))
    }
    await store.put('ten_ada', source(), { bytes_max: 10_000_000 })`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program, folder], {
    stdio: 'inherit'
  })
  t.after(() => child.kill('SIGKILL'))
  const partial = await until('it has written', async () => {
    const [name] = await readdir(join(folder, '.unfinished')).catch(() => [])
    const path = name && join(folder, '.unfinished', name)
    return path && (await stat(path)).size > 0 && path
  })
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
  const store = createDiskMedia({ folder, free_bytes_min: 0 })
  assert.deepEqual(await listed(store), [])
  assert.equal(await store.removeUnfinished(new Date(0)), 0)
  assert.equal(await store.removeUnfinished(new Date(Date.now() + 1_000)), 1)
  await assert.rejects(stat(partial), { code: 'ENOENT' })
})

test('what somebody else has put into the folder is neither listed nor removed', async (t) => {
  const folder = await newFolder(t)
  const store = createDiskMedia({ folder, free_bytes_min: 0 })
  const { sha256 } = await store.put('ten_ada', megabytes(1), limit)
  const strange = join(folder, 'ten_ada', sha256.slice(0, 2), 'notes.txt')
  await writeFile(strange, 'mine')
  await writeFile(join(folder, 'lost+found'), 'mine')
  assert.deepEqual(
    (await listed(store)).map((file) => file.sha256),
    [sha256]
  )
  await store.removeUnfinished(new Date(Date.now() + 1_000))
  assert.equal((await stat(strange)).size, 4)
})
