import { chmodSync, lstatSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parseTcpAddress } from '../../media/worker-access/protocol.ts'
import type { Config } from './config.ts'

/** The longest path of a unix socket, without the byte that ends it. */
const socket_path_max = 107
const socket_name = 'media.sock'
const others_pass = 0o001
const others_write = 0o022

/**
 * Where workers reach the files. MEDIA_SOCKET may name an address of the network; else it is a unix socket: MEDIA_SOCKET, else media.sock in DATA_DIR. Workers
 * of root are users of their own; where they cannot pass to DATA_DIR, or its path is too long, the socket stands in a
 * temporary folder with a name left to chance, which is noted in the file `media-folder` in DATA_DIR.
 */
export const mediaSocket = (config: Pick<Config, 'DATA_DIR' | 'MEDIA_SOCKET'>): string => {
  if (config.MEDIA_SOCKET && parseTcpAddress(config.MEDIA_SOCKET)) return config.MEDIA_SOCKET
  if (config.MEDIA_SOCKET) return resolve(config.MEDIA_SOCKET)
  const beside = resolve(config.DATA_DIR, socket_name)
  const fits = Buffer.byteLength(beside) <= socket_path_max
  if (fits && (process.getuid?.() !== 0 || isPassable(dirname(beside)))) return beside
  const note = join(config.DATA_DIR, 'media-folder')
  const noted = read(note)
  if (noted && isOurs(noted)) return join(noted, socket_name)
  const folder = mkdtempSync(join(tmpdir(), 'wa-media-'))
  chmodSync(folder, 0o711)
  writeFileSync(note, `${folder}\n`, { mode: 0o600 })
  return join(folder, socket_name)
}

/** Whether every user can go into this folder, and so into each above it. */
const isPassable = (folder: string): boolean => {
  for (let at = folder; ; at = dirname(at)) {
    if (((statSync(at, { throwIfNoEntry: false })?.mode ?? 0) & others_pass) === 0) return false
    if (at === dirname(at)) return true
  }
}

const isOurs = (folder: string): boolean => {
  const found = lstatSync(folder, { throwIfNoEntry: false })
  if (!found?.isDirectory()) return false
  return found.uid === process.getuid?.() && (found.mode & others_write) === 0
}

const read = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return null
    throw error
  }
}
