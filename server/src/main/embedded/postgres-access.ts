import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, chown, lstat, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { admin_role, owner_role } from './postgres-owner.ts'
import { EmbeddedPostgresError, passable } from './postgres-programs.ts'

const run = promisify(execFile)

export type Account = { name: string; uid: number; gid: number }

const roles = [admin_role, owner_role, 'wa_tenant', 'wa_worker', 'wa_system']

/** The longest path of a unix socket, without the byte that ends it. */
const socket_path_max = 107
const socket_name = '.s.PGSQL.5432'

/** PostgreSQL refuses to run as root: then it runs as the system user `postgres`, made if it is not there. */
export const serverAccount = async (): Promise<Account | undefined> => {
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

/** Makes a folder of the server's account, or mends the owner and the mode of one that is there. */
export const prepareFolder = async (
  folder: string,
  account: Account | undefined,
  mode: number
): Promise<void> => {
  await mkdir(folder, { recursive: true, mode })
  await chmod(folder, mode)
  if (account) await chown(folder, account.uid, account.gid)
}

/**
 * Who may be whom: the user that runs the product is known to the server by the kernel (peer) and may be each of its
 * roles. A login of a single worker asks for its password, whoever runs the worker. Answers whether anything changed.
 */
export const writeAccess = async (data: string, account: Account | undefined): Promise<boolean> => {
  const owner = userInfo().username
  const users = [...new Set([owner, account?.name ?? owner])]
  const files = {
    'pg_hba.conf': `local all ${roles.join(',')} peer map=gateway\nlocal all +wa_worker scram-sha-256\n`,
    'pg_ident.conf': users
      .flatMap((user) => roles.map((role) => `gateway ${user} ${role}\n`))
      .join('')
  }
  let changed = false
  for (const [name, text] of Object.entries(files)) {
    const path = join(data, name)
    if ((await readFile(path, 'utf8').catch(() => '')) === text) continue
    await writeFile(path, text)
    if (account) await chown(path, account.uid, account.gid)
    changed = true
  }
  return changed
}

/**
 * The folder of the server's socket: `run` beside the data, where nobody else can make one first. Where that path is too
 * long, or closed to the accounts that have to pass, it is one in the temporary folder with a name left to chance, which
 * stands in the file `socket-folder` beside the data. A server that runs says itself where it listens.
 */
export const socketFolder = async (
  data: string,
  account: Account | undefined,
  running: boolean
): Promise<string> => {
  if (running) {
    const line = (await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')[4]
    if (line) return line
  }
  const home = dirname(data)
  const beside = join(home, 'run')
  const fits = Buffer.byteLength(join(beside, socket_name)) <= socket_path_max
  if (fits && (!account || (await passable(home)))) {
    await prepareFolder(beside, account, 0o711)
    return beside
  }
  const note = join(home, 'socket-folder')
  const noted = existsSync(note) ? (await readFile(note, 'utf8')).trim() : ''
  if (noted && (await madeAgain(noted, account))) return noted
  const folder = await mkdtemp(join(tmpdir(), 'wa-pg-'))
  await prepareFolder(folder, account, 0o711)
  await writeFile(note, `${folder}\n`, { mode: 0o600 })
  return folder
}

/** The folder of before, under the name that clients know; false when somebody else's stands there. */
const madeAgain = async (folder: string, account: Account | undefined): Promise<boolean> => {
  const made = await mkdir(folder, { mode: 0o711 }).then(
    () => true,
    (error: { code?: string }) => {
      if (error.code === 'EEXIST' || error.code === 'ENOENT') return false
      throw error
    }
  )
  if (made) {
    await prepareFolder(folder, account, 0o711)
    return true
  }
  const found = await lstat(folder).catch(() => undefined)
  const uid = account?.uid ?? process.getuid?.()
  return found?.isDirectory() === true && found.uid === uid && (found.mode & 0o022) === 0
}
