import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { worker_variables } from '../../src/domain/worker-container.ts'
import { workerSchema } from '../../src/main/config/worker-environment.ts'
import { compileCache } from '../../testkit/compile-cache.ts'
import { reserveWorkerPorts } from '../../testkit/worker-ports.ts'

test('a container may be told each setting of a worker, and what only the product itself has no use for', () => {
  const of_processes = ['WORKER_UID', 'NODE_EXTRA_CA_CERTS']
  const settings = Object.keys(workerSchema.shape).filter((name) => !of_processes.includes(name))
  assert.deepEqual(
    [...worker_variables].sort(),
    [...settings, 'LANG', 'TZ', 'WORKER_SECRETS_FILE'].sort()
  )
})

const root = process.getuid?.() === 0

test('a worker that becomes a user of its own compiles nothing after that, and writes nothing that others run', {
  skip: root ? false : 'workers have users of their own only where the product runs as root'
}, async (t) => {
  const { first, release } = await reserveWorkerPorts()
  t.after(release)
  const { NODE_COMPILE_CACHE: folder = '' } = compileCache()
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    [
      ...['--permission', '--allow-fs-read=*', `--allow-fs-write=${folder}`],
      fileURLToPath(new URL('../../src/main/worker.ts', import.meta.url))
    ],
    {
      env: {
        PATH: process.env['PATH'],
        NODE_COMPILE_CACHE: folder,
        NODE_DEBUG_NATIVE: 'COMPILE_CACHE',
        INSTANCE_ID: 'ins_0',
        WORKER_PORT: String(first),
        WORKER_UID: '64000',
        WORKER_TOKEN: 'x'.repeat(32),
        DATABASE_WORKER_URL: 'postgresql://nobody:nobody@127.0.0.1:1/none',
        ORPHAN_EXIT_SECONDS: '1'
      },
      maxBuffer: 64 * 2 ** 20
    }
  )
  const lines = `${stdout}${stderr}`.split('\n')
  assert.ok(lines.some((line) => line.includes('"worker up"')))
  assert.ok(lines.some((line) => line.includes('[compile cache]')))
  // What it would have to write at its end is what it has compiled since; it may not.
  assert.deepEqual(
    lines.filter((line) => /Creating temporary file.*/.test(line) && line.includes('denied')),
    []
  )
})
