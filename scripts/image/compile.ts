import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, readdirSync, utimesSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'

// Fills the folder of compiled code while the image is built, as the user that every role runs as: Node looks it up by user,
// by its own version and by what the processor can do, and compiles as it always does where nothing fits.

const [folder = ''] = process.argv.slice(2)
const epoch_s = Number(process.env['SOURCE_DATE_EPOCH'] ?? 0)
const environment = { HOME: '/tmp', NODE_ENV: 'production', NODE_COMPILE_CACHE: folder }
const imported = ['gateway-api', 'session-auth', 'orchestrator', 'delivery', 'docker-gate']

const run = (words: string[], more: Record<string, string> = {}): void => {
  const { status, stderr, error } = spawnSync(process.execPath, words, {
    env: { ...environment, ...more },
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: 120_000
  })
  if (status !== 0) throw new Error(`${words.join(' ')}: ${error?.message ?? stderr}`)
}

/** The image may be built in the network of a machine on which workers run. */
const freePort = async (): Promise<string> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return String(port)
}

// A worker that nobody asks for ends by itself in order. No database is there, and it needs none to be up.
run(['worker'], {
  INSTANCE_ID: 'ins_0',
  WORKER_PORT: await freePort(),
  WORKER_TOKEN: 'x'.repeat(32),
  DATABASE_WORKER_URL: 'postgresql://nobody:nobody@127.0.0.1:1/none',
  ORPHAN_EXIT_SECONDS: '1'
})
for (const role of imported)
  run(['--input-type=module', '--eval', `await import('/app/server/src/main/${role}.ts')`])

// Written by nobody from now on, and of the time of the commit like all other files.
const seal = (path: string): void => {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name)
    if (entry.isDirectory()) seal(inner)
    else {
      chmodSync(inner, 0o444)
      utimesSync(inner, epoch_s, epoch_s)
    }
  }
  chmodSync(path, 0o555)
  utimesSync(path, epoch_s, epoch_s)
}
seal(folder)
