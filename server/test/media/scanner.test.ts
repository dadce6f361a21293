import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { createDiskMedia } from '../../src/media/disk.ts'
import { createScanner } from '../../src/media/scanner.ts'
import { afterTrouble, troubleOf } from '../../src/worker/files/after-trouble.ts'
import { collect } from '../../testkit/collect.ts'
import { listening, upload } from '../../testkit/media-fixture.ts'
import { until } from '../../testkit/until.ts'

const program = '/usr/sbin/clamd'
const skip = existsSync(program)
  ? false
  : 'the virus scanner: there is no clamd here (clamav-daemon)'
/** What the scanner knows is this, and nothing else. */
const harm = 'this is harmful in every way'
const stream_bytes_max = 2 * 1024 * 1024

let folder = ''
let clamd: ChildProcess | undefined
const address = () => `unix:${join(folder, 'clamd.sock')}`

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scanner-'))
  if (skip) return
  const signature = Buffer.from(harm).toString('hex')
  await writeFile(join(folder, 'known.ndb'), `Harm.Test:0:*:${signature}\n`)
  const settings = [
    `LocalSocket ${join(folder, 'clamd.sock')}`,
    `DatabaseDirectory ${folder}`,
    `TemporaryDirectory ${folder}`,
    `StreamMaxLength ${stream_bytes_max}`,
    'Foreground yes'
  ]
  await writeFile(join(folder, 'clamd.conf'), `${settings.join('\n')}\n`)
  clamd = spawn(program, ['--config-file', join(folder, 'clamd.conf')], { stdio: 'ignore' })
  const scanner = createScanner(address())
  await until('clamd answers', () =>
    scanner.check().then(
      () => true,
      () => false
    )
  )
})
after(async () => {
  if (clamd) {
    clamd.kill('SIGKILL')
    await once(clamd, 'close')
  }
  await rm(folder, { recursive: true })
})

const storeWith = (scanner_at: string) => {
  const files = join(folder, `files-${Math.random()}`)
  const scanner = createScanner(scanner_at)
  return { files, store: createDiskMedia({ folder: files, free_bytes_min: 0, scanner }) }
}
const limit = { bytes_max: 10_000_000 }
const content = async function* (...pieces: (string | Buffer)[]) {
  for (const piece of pieces) yield Buffer.from(piece)
}

test('a file that the scanner finds harmful, or does not take, is refused, and nothing of it is kept', {
  skip
}, async (t) => {
  const { files, store } = storeWith(address())
  const far = Buffer.alloc(1_000_000, 'a')
  for (const pieces of [[harm], [far, 'this is harm', 'ful in every way', far]])
    await assert.rejects(store.put('ten_ada', content(...pieces), limit), { reason: 'infected' })
  const large = content(Buffer.alloc(stream_bytes_max + 1_000_000))
  await assert.rejects(store.put('ten_ada', large, limit), { reason: 'not_scanned' })
  assert.deepEqual(await collect(store.list()), [])
  assert.deepEqual(await readdir(join(files, '.unfinished')), [])
  for (const clean of ['', 'this is harmless'])
    assert.equal((await store.put('ten_ada', content(clean), limit)).bytes, clean.length)

  const { app, tenant, base } = await listening(t, {}, store)
  const refused = await upload(base, tenant, { content: harm })
  const told = (await refused.json()) as { code: string; detail: string }
  assert.deepEqual([refused.status, told.code], [422, 'media_refused'])
  assert.match(told.detail, /harmful/)
  assert.equal(await app.count('media'), 0)
})

test('a scanner that is away, hangs up or says nonsense lets no file pass, and the caller may come again', async (t) => {
  const answers = ['', 'nonsense\0', 'stream: Can not allocate memory ERROR\0']
  let nth = 0
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.end(answers[nth++ % answers.length] ?? '')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close())
  const { port } = server.address() as { port: number }
  const { store } = storeWith(`tcp://127.0.0.1:${port}`)
  for (const _ of answers)
    await assert.rejects(store.put('ten_ada', content('clean'), limit), {
      code: 'file_scanner_away'
    })
  const away = storeWith('tcp://127.0.0.1:9').store
  await assert.rejects(away.put('ten_ada', content('clean'), limit), { code: 'file_scanner_away' })
  assert.deepEqual(await collect(store.list()), [])

  const { tenant, base } = await listening(t, {}, away)
  const refused = await upload(base, tenant, { content: 'clean' })
  const { code } = (await refused.json()) as { code: string }
  assert.deepEqual([refused.status, code], [503, 'file_scanner_away'])
  assert.ok(Number(refused.headers.get('retry-after')) > 0)
  await assert.rejects(away.check())
})

test('a file that has arrived waits while the scanner or the store is away, and is never given up within a week', async () => {
  const { AppError } = await import('../../src/domain/errors.ts')
  const trouble = troubleOf(new AppError('file_store_away'))
  let waited_s = 0
  for (let attempts = 0; waited_s < 7 * 86_400; attempts++) {
    const step = afterTrouble(trouble, attempts, { message: null, asked: 0, renewed: false })
    assert.equal(step.do, 'later')
    waited_s += step.do === 'later' ? step.after_s : 0
  }
})
