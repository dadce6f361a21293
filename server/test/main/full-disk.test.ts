import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { promisify } from 'node:util'
import { createLog } from '../../src/lib/log.ts'
import { createLogSink } from '../../src/lib/log-sink.ts'
import { cutFile } from '../../src/lib/rotate-file.ts'
import { harness } from '../../testkit/app.ts'
import { startFolder } from '../../testkit/start-folder.ts'
import { until } from '../../testkit/until.ts'

const run = promisify(execFile)

const newFolder = async (t: TestContext): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-disk-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A disk of so many megabytes, or null (and the test says that it was left out) where none may be mounted. */
const smallDisk = async (t: TestContext, megabytes: number): Promise<string | null> => {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-disk-'))
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder])
  } catch {
    t.skip(
      'a small disk cannot be mounted here (needs root): what happens on a full one was not tested'
    )
    return null
  }
  return folder
}

/** For a hook that runs after those of whatever uses the disk. */
const giveUpDisk = async (folder: string): Promise<void> => {
  await run('umount', ['--lazy', folder])
  await rm(folder, { recursive: true, force: true })
}

/** Takes all the room there is; resolves to what gives it back. */
const fill = async (folder: string): Promise<() => Promise<void>> => {
  const filler = join(folder, 'filler')
  await writeFile(filler, '')
  const piece = Buffer.alloc(1024 * 1024)
  for (const size of [piece.length, 4096]) {
    while (
      await appendFile(filler, piece.subarray(0, size)).then(
        () => true,
        () => false
      )
    );
  }
  return () => rm(filler)
}

test('a log stays within its size while the process runs, and its newest lines are kept', async (t) => {
  const folder = await newFolder(t)
  const file = join(folder, 'gateway.log')
  const sink = createLogSink(file, { bytes_max: 200_000, files_kept: 2, waiting_bytes_max: 1e9 })
  for (let nth = 0; nth < 20_000; nth++) sink.write(`{"nth":${nth},"msg":"${'x'.repeat(100)}"}\n`)
  await sink.settle()
  const files = (await readdir(folder)).sort()
  assert.deepEqual(files, ['gateway.log', 'gateway.log.1', 'gateway.log.2'])
  let lines = ''
  for (const name of files.toReversed()) {
    assert.ok((await stat(join(folder, name))).size <= 200_000)
    lines += await readFile(join(folder, name), 'utf8')
  }
  const numbers = lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).nth as number)
  assert.equal(numbers.at(-1), 19_999)
  assert.deepEqual(
    numbers,
    numbers.map((_, index) => (numbers[0] ?? 0) + index)
  )
})

test('a log on a full disk loses lines, tells how many once there is room, and ends nothing', async (t) => {
  const folder = await smallDisk(t, 1)
  if (!folder) return
  t.after(() => giveUpDisk(folder))
  const file = join(folder, 'gateway.log')
  const sink = createLogSink(file, { again_after_ms: 0 })
  sink.write('{"msg":"before"}\n')
  await sink.settle()
  const free = await fill(folder)
  for (let nth = 0; nth < 1_000; nth++) sink.write(`{"msg":"${'x'.repeat(100)}"}\n`)
  await sink.settle()
  await free()
  sink.write('{"msg":"after"}\n')
  await sink.settle()
  const text = await readFile(file, 'utf8')
  const lines = text.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line) as { msg: string; lines?: number }]
    } catch {
      return []
    }
  })
  assert.equal(lines[0]?.msg, 'before')
  assert.equal(lines.at(-1)?.msg, 'after')
  const loss = lines.find((line) => line.lines !== undefined)
  assert.ok(loss?.lines && loss.lines > 900, JSON.stringify(loss))
})

test('a log that is read by nobody any more ends nothing either', async () => {
  const program = `
    import { createLog } from ${JSON.stringify(new URL('../../src/lib/log.ts', import.meta.url).href)}
    const log = createLog({ level: 'info', role: 'test' })
    for (let nth = 0; nth < 100; nth++) { log.info({ nth, fill: 'x'.repeat(5000) }, 'a line'); await new Promise((r) => setTimeout(r, 2)) }
    process.exit(7)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'ignore', 'pipe']
  })
  child.stderr.destroy()
  assert.deepEqual((await once(child, 'exit'))[0], 7)
})

test('lines of one kind are written so many times, however often they come, and what was left out is told', async (t) => {
  const folder = await newFolder(t)
  let now_ms = 0
  const sink = createLogSink(join(folder, 'log'))
  const log = createLog({ level: 'info', role: 'test', sink, monotonic_ms: () => now_ms })
  for (let nth = 0; nth < 10_000; nth++) log.child({ nth }).error({ err: new Error('x') }, 'failed')
  log.info('another kind')
  now_ms = 10_000
  log.error({ nth: 'last' }, 'failed')
  await sink.settle()
  const lines = (await readFile(join(folder, 'log'), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  assert.equal(lines.length, 202)
  assert.equal(lines.at(-1).left_out, 9_800)
  assert.equal(lines.at(-2).msg, 'another kind')
})

test('a log that another process appends to is cut in place', async (t) => {
  const file = join(await newFolder(t), 'worker.log')
  await writeFile(file, 'x'.repeat(1_000))
  assert.equal(await cutFile(file, 1_000, 2), false)
  assert.equal(await cutFile(file, 999, 2), true)
  assert.equal((await stat(file)).size, 0)
  assert.equal((await stat(`${file}.1`)).size, 1_000)
})

test('no address a stranger makes up is logged as a fault of ours', async (t) => {
  const lines: string[] = []
  const sink = {
    write: (line: string) => void lines.push(line),
    settle: async () => undefined,
    flushSync: () => undefined
  }
  const app = await harness(t, {
    deps: () => ({ log: createLog({ level: 'info', role: 'test', sink }) })
  })
  const odd = [
    '/api-docs/static/../../x',
    '/api-docs/static/..%2f..%2fx',
    '/api-docs/static/%2e%2e/%2e%2e/x',
    '/api-docs/static/..%5c..%5cx',
    '/api-docs/static/%00',
    '/api-docs/static/.env',
    '/api-docs/static//etc/passwd',
    `/api-docs/static/${'a/'.repeat(200)}`,
    '/api-docs/%ff',
    '/%',
    '//..//',
    '/api/v1/auth/register/../../../x',
    '/api-docs/static/swagger-ui.css%00.js'
  ]
  for (const url of odd) {
    for (const method of ['GET', 'HEAD', 'POST'] as const) {
      const answer = await app.server.inject({ method, url, headers: { range: 'bytes=9-1' } })
      assert.ok(
        answer.statusCode >= 400 && answer.statusCode < 500,
        `${method} ${url}: ${answer.statusCode}`
      )
    }
  }
  assert.deepEqual(lines, [])
})

test('on a full disk the product goes on: what needs room is 503 with Retry-After, and it recovers when there is some', async (t) => {
  const disk = await smallDisk(t, 160)
  if (!disk) return
  const folder = await startFolder(t)
  t.after(() => giveUpDisk(disk))
  const started = folder.start({
    env: {
      DATA_DIR: join(disk, 'data'),
      DISK_FREE_MB_MIN: '20',
      // Many writes in little time, until PostgreSQL needs its next piece of log.
      REGISTRATIONS_PER_ADDRESS_PER_HOUR: '1000000',
      BCRYPT_COST: '4'
    }
  })
  const url = await folder.healthy(started)
  const register = async (email: string): Promise<Response> =>
    fetch(`${url}/api/v1/auth/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: 'correct horse battery', name: 'x'.repeat(100) })
    })
  assert.equal((await register('before@example.com')).status, 201)
  const free = await fill(disk)
  const refused = await until(
    'something needs room that is not there',
    async () => {
      const answers = await Promise.all(
        Array.from({ length: 10 }, () =>
          register(`full${Math.random()}@example.com`).catch(() => null)
        )
      )
      return answers.find((answer) => answer?.status === 503)
    },
    60_000
  )
  assert.ok(Number(refused.headers.get('retry-after')) > 0)
  assert.match(((await refused.json()) as { code: string }).code, /^(disk_full|database_away)$/)
  const health = (await (await fetch(`${url}/health`)).json()) as {
    parts: { disk: { state: string } }
  }
  assert.equal(health.parts.disk.state, 'degraded')
  assert.equal(started.child.exitCode, null, started.output())
  await free()
  await until(
    'it works again',
    async () => {
      const answer = await register(`after${Math.random()}@example.com`).catch(() => null)
      return answer?.status === 201
    },
    60_000
  )
  started.child.kill('SIGTERM')
  assert.equal(await started.exit, 0, started.output())
})
