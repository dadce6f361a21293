import assert from 'node:assert/strict'
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { openDb } from '../../src/lib/db.ts'
import { callerOf } from '../../testkit/caller.ts'
import { testDatabase } from '../../testkit/database.ts'
import { freePort } from '../../testkit/free-port.ts'
import { startFolder } from '../../testkit/start-folder.ts'
import { until } from '../../testkit/until.ts'

test('one command brings everything up, and Ctrl-C takes everything down and keeps the data', async (t) => {
  const folder = await startFolder(t)
  const first = folder.start({ npm: true })
  const url = await folder.healthy(first)
  await until('the account is told of', () => /Trial account/.test(first.output()))
  const account = join(folder.data_dir, 'trial-account.txt')
  const said = /password {2}(\S+)/.exec(await readFile(account, 'utf8')) ?? []
  assert.ok(first.output().includes(account), 'where its password stands')
  assert.ok(!first.output().includes(said[1] ?? ''), 'the output of a service is kept and read')
  for (const words of [/is up \(\d+\.\d s\)/, /\/api-docs/, /curl -X POST/]) {
    assert.match(first.output(), words)
  }
  const user = await folder.login(url, said[1] ?? '')
  // The operator's commands work while it runs.
  const planned = await command(folder.data_dir, 'set-plan', '--email', trial, '--plan', 'business')
  assert.match(planned, /is on the plan "business" now/)
  const overview = '/api/v1/admin/overview'
  assert.equal((await user.get(overview)).body['tenants'], 1)
  const revoked = await command(folder.data_dir, 'admin-grant', trial, '--revoke')
  assert.match(revoked, /is no administrator any more/)
  assert.equal((await user.get(overview)).body['code'], 'scope_missing')
  const session = await user.post('/api/v1/sessions', { session_name: 'kept' })
  await user.post('/api/v1/instances', { session_id: session.body['id'] })
  const [worker] = await until('a worker runs', async () => {
    const workers = await folder.workers()
    return workers.length > 0 && workers
  })
  const postgres = await folder.postgres()

  // What a terminal does: everybody in the foreground gets the signal, and npm passes it on once more.
  first.interrupt()
  assert.equal(await first.exit, 0, first.output())
  // The database takes its file away a moment before it is gone itself.
  for (const pid of [worker, postgres]) {
    await until(`${pid} is gone`, async () => {
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
      return command === ''
    })
  }
  assert.match(first.output(), /Stopped\.\s*$/)

  const made = await command(folder.data_dir, 'admin-create', 'ops@example.com')
  assert.match(await command(folder.data_dir, 'set-scale', '2'), /Shared workers wanted: 2;/)
  const granted = await command(folder.data_dir, 'admin-grant', trial)
  assert.match(granted, /is an administrator now/)
  await assert.rejects(folder.postgres(), { code: 'ENOENT' })

  // A supervisor signals npm alone.
  const second = folder.start({ npm: true })
  await folder.healthy(second)
  await until('it says that it is up', () => second.output().includes('Ctrl-C stops everything'))
  assert.doesNotMatch(second.output(), /Trial account/)
  const login = { email: 'ops@example.com', password: /password {2}(\S+)/.exec(made)?.[1] }
  const { body } = await callerOf(url).post('/api/v1/auth/login', login)
  assert.equal((await callerOf(url, body.access_token).get(overview)).status, 200)
  const again = await folder.login(url, said[1] ?? '')
  const kept = await again.get(`/api/v1/sessions/${session.body['id']}`)
  assert.equal(kept.body['session_name'], 'kept')
  await until('what was started runs again', async () => (await folder.workers()).length > 0)

  const third = folder.start({ env: { GATEWAY_PORT: '0', SESSION_AUTH_PORT: '0' } })
  assert.equal(await third.exit, 1)
  assert.match(
    third.output(),
    /^It is running already in .* \(process \d+\)\. Stop that one first.*\n$/
  )
  assert.ok((await fetch(`${url}/health`)).ok, 'the first one was left alone')

  for (const line of (await readFile(join(folder.data_dir, 'logs', 'gateway.log'), 'utf8')).split(
    '\n'
  )) {
    assert.ok(!line.includes(said[1] ?? 'nothing'), 'no password in the log')
  }
  second.child.kill('SIGTERM')
  assert.equal(await second.exit, 0)
  const root = process.getuid?.() === 0
  assert.equal((await stat(folder.data_dir)).mode & 0o066, 0)
  for (const name of await readdir(folder.data_dir, { recursive: true })) {
    // The server of the database looks after its own.
    if (/^(postgres|run)(\/|$)/.test(name)) continue
    assert.equal((await stat(join(folder.data_dir, name))).mode & 0o077, 0, name)
  }
  for (const name of ['postgres', 'run']) {
    const mode = await stat(join(folder.data_dir, name)).then(
      (found) => found.mode & (root ? 0o066 : 0o077),
      () => 0
    )
    assert.equal(mode, 0, name)
  }
})

test('what was open to others is closed at the start, and told', async (t) => {
  const folder = await startFolder(t)
  const secrets = join(folder.data_dir, 'secrets.json')
  await writeFile(secrets, JSON.stringify({ master_key: 'ab'.repeat(32) }))
  await chmod(secrets, 0o644)
  await mkdir(join(folder.data_dir, 'logs'))
  await writeFile(join(folder.data_dir, 'logs', 'gateway.log'), '')
  await chmod(join(folder.data_dir, 'logs', 'gateway.log'), 0o666)
  await chmod(folder.data_dir, 0o777)
  const process_one = folder.start()
  await folder.healthy(process_one)
  assert.equal((await stat(secrets)).mode & 0o777, 0o600)
  assert.equal((await stat(folder.data_dir)).mode & 0o066, 0)
  const log = await until('the log tells', async () => {
    const text = await readFile(join(folder.data_dir, 'logs', 'gateway.log'), 'utf8')
    return text.includes('open to other users') && text
  })
  for (const name of ['secrets.json', 'logs/gateway.log']) assert.ok(log.includes(name), name)
  process_one.child.kill('SIGTERM')
  assert.equal(await process_one.exit, 0)
})

test('where strangers reach the product there is no trial account', async (t) => {
  const folder = await startFolder(t)
  const process_one = folder.start({ env: { PUBLIC_URL: 'https://wa.example.com' } })
  await folder.healthy(process_one)
  await until('it is up', () => /Ctrl-C stops/.test(process_one.output()))
  assert.doesNotMatch(process_one.output(), /Trial account/)
  await assert.rejects(stat(join(folder.data_dir, 'trial-account.txt')), { code: 'ENOENT' })
  process_one.child.kill('SIGTERM')
  assert.equal(await process_one.exit, 0)
})

test('a port that is taken is told in a sentence, and nothing is left running', async (t) => {
  const folder = await startFolder(t)
  for (const variable of ['GATEWAY_PORT', 'SESSION_AUTH_PORT'] as const) {
    const stranger = createServer().listen(0, '127.0.0.1')
    await once(stranger, 'listening')
    t.after(() => stranger.close())
    const { port } = stranger.address() as { port: number }
    const process_one = folder.start({ env: { [variable]: String(port) } })
    assert.equal(await process_one.exit, 1)
    assert.equal(
      process_one.output(),
      `Port ${port} is taken by another program. Stop that one, or set ${variable} to another port.\n`
    )
  }
  assert.deepEqual(await readdir(folder.data_dir), [], 'nothing was begun')
})

test('a database that cannot be reached is told in a sentence, without its password', async (t) => {
  const folder = await startFolder(t)
  const port = await freePort()
  const cases = [
    [
      `postgresql://me:secret@127.0.0.1:${port}/wa`,
      /^The database at 127\.0\.0\.1:\d+\/wa \(DATABASE_URL\) cannot be used: connect ECONNREFUSED/
    ],
    ['not an address', /^DATABASE_URL is not an address/]
  ] as const
  for (const [DATABASE_URL, sentence] of cases) {
    const process_one = folder.start({ env: { DATABASE_URL } })
    assert.equal(await process_one.exit, 1)
    assert.match(process_one.output(), sentence)
    assert.doesNotMatch(process_one.output(), /secret|\n {4}at /)
  }
})

test('settings that cannot be used are named, each with what is wrong', async (t) => {
  const folder = await startFolder(t)
  const process_one = folder.start({ env: { LEASE_SECONDS: 'soon', MASTER_KEY: 'short' } })
  assert.equal(await process_one.exit, 1)
  assert.match(process_one.output(), /MASTER_KEY: must be 64 hex digits/)
  assert.match(process_one.output(), /LEASE_SECONDS: /)
  assert.doesNotMatch(process_one.output(), /\n {4}at /)
})

test('it runs on the database of DATABASE_URL, with a role for each part', async (t) => {
  const urls = await testDatabase(t)
  const folder = await startFolder(t)
  const process_one = folder.start({ env: { DATABASE_URL: urls.owner } })
  await folder.healthy(process_one)
  const owner = openDb({ url: urls.owner, connections_max: 1, application_name: 'test' })
  t.after(() => owner.close())
  const users = await owner.query<{ usename: string }>(
    'select distinct usename from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() order by usename'
  )
  assert.deepEqual(
    users.map((row) => row.usename),
    ['wa_system', 'wa_tenant']
  )
  process_one.child.kill('SIGTERM')
  assert.equal(await process_one.exit, 0)
})

test('an embedded database that was killed is started again, and everybody goes on', async (t) => {
  const folder = await startFolder(t)
  const process_one = folder.start()
  const url = await folder.healthy(process_one)
  const account = join(folder.data_dir, 'trial-account.txt')
  const said = await until('the account is made', async () =>
    /Trial account/.test(process_one.output())
      ? /password {2}(\S+)/.exec(await readFile(account, 'utf8'))
      : null
  )
  const before = await folder.postgres()
  process.kill(before, 'SIGKILL')
  await until('it is answered again', async () => {
    const answer = await fetch(`${url}/health/ready`)
    return answer.ok && (await folder.postgres().catch(() => before)) !== before
  })
  await folder.login(url, said[1] ?? '')
  await until('every part is well', async () => {
    const { status } = (await (await fetch(`${url}/health`)).json()) as { status: string }
    return status === 'ok'
  })
  process_one.child.kill('SIGTERM')
  assert.equal(await process_one.exit, 0)
})

test('a signal during the start ends it when it is started, and leaves nothing behind', async (t) => {
  const folder = await startFolder(t)
  const process_one = folder.start()
  await until('the database is being made', async () =>
    (await readdir(folder.data_dir)).includes('postgres')
  )
  process_one.child.kill('SIGTERM')
  assert.equal(await process_one.exit, 0)
  await assert.rejects(folder.postgres(), { code: 'ENOENT' })
})

const roles = ['orchestrator', 'delivery', 'gateway-api', 'session-auth']
test('each role runs by itself, and says what it lacks', async (t) => {
  const urls = await testDatabase(t)
  const folder = await startFolder(t)
  for (const role of roles) {
    const lacking = await ended(t, role, {
      PATH: process.env['PATH'] ?? '',
      DATA_DIR: folder.data_dir
    })
    assert.equal(lacking.code, 1)
    assert.match(lacking.said, /^Set [A-Z_]+.*\n$/, role)
  }
  const key = 'ab'.repeat(32)
  for (const role of ['orchestrator', 'delivery']) {
    const child = spawnRole(t, role, {
      PATH: process.env['PATH'] ?? '',
      DATA_DIR: folder.data_dir,
      DATABASE_URL: urls.owner,
      MASTER_KEY: key
    })
    const owner = openDb({ url: urls.owner, connections_max: 1, application_name: 'test' })
    t.after(() => owner.close())
    await until(`${role} reports`, async () => {
      const rows = await owner.query('select from service_heartbeats where role = $1', [role])
      return rows.length > 0
    })
    child.kill('SIGTERM')
    const [code] = await once(child, 'exit')
    assert.equal(code, 0, role)
  }
})

const trial = 'trial@example.com'

/** What a command of the operator prints. */
const command = async (data_dir: string, name: string, ...given: string[]): Promise<string> => {
  const file = fileURLToPath(new URL(`../../src/main/${name}.ts`, import.meta.url))
  const env = { PATH: process.env['PATH'] ?? '', DATA_DIR: data_dir }
  const { stdout } = await promisify(execFile)(process.execPath, [file, ...given], { env })
  return stdout
}

const spawnRole = (t: TestContext, role: string, env: Record<string, string>): ChildProcess => {
  const file = fileURLToPath(new URL(`../../src/main/${role}.ts`, import.meta.url))
  const child = spawn(process.execPath, [file], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  t.after(() => child.kill('SIGKILL'))
  return child
}

const ended = async (
  t: TestContext,
  role: string,
  env: Record<string, string>
): Promise<{ code: number; said: string }> => {
  const child = spawnRole(t, role, env)
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const [code] = await once(child, 'close')
  return { code: code as number, said }
}
