import { chmod, lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from './config/config.ts'

/** What others may not do with the folder of data: look into it and write. Users of the database and of workers pass. */
const closed_folder = 0o066
/** What they may not do with anything in it that is ours. */
const closed = 0o077
const sticky = 0o1000

const ours = [
  'secrets.json',
  'trial-account.txt',
  'key-in-use',
  'socket-folder',
  'media-folder',
  'media',
  'cache',
  'logs'
]

/**
 * Makes DATA_DIR and what is in it so that nobody but its owner reads it, whatever was made there before. Returns what was
 * open to others.
 */
export const protectFiles = async (config: Config): Promise<string[]> => {
  const { DATA_DIR } = config
  const is_root = process.getuid?.() === 0
  const mended: string[] = []
  const folder = await close(DATA_DIR, is_root ? closed_folder : closed)
  if (folder) mended.push(folder)
  const logs = join(DATA_DIR, 'logs')
  const names = (await readdir(logs).catch(() => [])).map((name) => join('logs', name))
  for (const name of [...ours, ...names]) {
    const path = await close(join(DATA_DIR, name), closed)
    if (path) mended.push(path)
  }
  return mended
}

/** Takes rights of others from a file of ours. A folder for everybody, such as /tmp, stays as it is. */
const close = async (path: string, mask: number): Promise<string | null> => {
  const found = await lstat(path).catch((error: { code?: string }) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (!found || found.isSymbolicLink()) return null
  const open = (found.mode & mask) !== 0 && found.uid === process.getuid?.()
  if (!open || (found.mode & sticky) !== 0) return null
  await chmod(path, found.mode & 0o7777 & ~mask)
  return path
}
