import { createHash, randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, mkdir, open, opendir, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { addAbortSignal, Readable } from 'node:stream'
import { MediaStoreFull, MediaTooLarge, type PutOptions } from './contract.ts'
import type { Scanner } from './scanner.ts'

export type PartialOptions = {
  /** A folder of its own. It is made when it is not there. */
  folder: string
  /** Nothing is written when less than this would stay free for everything else on the disk. */
  free_bytes_min: number
  /** Nor when more of the disk than this is used. */
  used_percent_max?: number
  freeBytes?: () => Promise<number>
  /** Looks at each file before it is kept. */
  scanner?: Scanner | undefined
}

/** Content that is on the disk as a whole, under a name left to chance. */
export type PartialFile = { path: string; sha256: string; bytes: number }

/** Files that are being written, before they get the name under which they are found. */
export type PartialFiles = {
  /**
   * Writes the content, flushes it and hands it to `keep`. What of it is still there when that has ended is removed; the
   * source is closed in any case. Throws MediaTooLarge, MediaStoreFull and MediaUnfit.
   */
  write<T>(
    content: AsyncIterable<Uint8Array>,
    options: PutOptions,
    keep: (file: PartialFile) => Promise<T>,
    check: () => void
  ): Promise<T>
  /** Removes what was left by processes that were killed, and begun before this. Says how many there were. */
  removeBefore(before: Date): Promise<number>
  freeBytes(): Promise<number>
}

/** The free space is looked at each time that so much was written. */
const look_bytes = 16 * 1024 * 1024

export const createPartialFiles = (options: PartialOptions): PartialFiles => {
  const { folder, free_bytes_min, used_percent_max = 100 } = options
  /** What may still be written. */
  const roomBytes = async (): Promise<number> => {
    const { free, total } = await spaceOf(folder)
    const least = Math.max(free_bytes_min, total * (1 - used_percent_max / 100))
    return ((await options.freeBytes?.()) ?? free) - least
  }
  const requireSpace = async (): Promise<void> => {
    if ((await roomBytes()) < 0) throw new MediaStoreFull('the disk is nearly full')
  }

  /** Writes the content and flushes it. */
  const fill = async (handle: FileHandle, content: Readable, bytes_max: number) => {
    const hash = createHash('sha256')
    let bytes = 0
    let look_at = look_bytes
    for await (const piece of content as AsyncIterable<Uint8Array>) {
      bytes += piece.byteLength
      if (bytes > bytes_max) throw new MediaTooLarge(bytes_max)
      if (bytes >= look_at) {
        await requireSpace()
        look_at = bytes + look_bytes
      }
      hash.update(piece)
      await handle.writeFile(piece)
    }
    await handle.sync()
    return { sha256: hash.digest('hex'), bytes }
  }

  const write = async <T>(
    content: Readable,
    { bytes_max, is_own }: PutOptions,
    keep: (file: PartialFile) => Promise<T>
  ): Promise<T> => {
    await makeFolder(folder)
    await requireSpace()
    const path = join(folder, randomUUID())
    const handle = await open(path, 'wx', 0o600)
    try {
      const filled = await fill(handle, content, bytes_max).finally(() => handle.close())
      // step: file written
      if (!is_own) await options.scanner?.scan(path)
      return await keep({ path, ...filled })
    } finally {
      await rm(path, { force: true })
    }
  }

  return {
    write: async (content, put_options, keep, check) => {
      const { signal } = put_options
      const source = sourceOf(content, signal)
      try {
        signal?.throwIfAborted()
        check()
        return await write(source, put_options, keep)
      } catch (error) {
        throw isFull(error) ? new MediaStoreFull('the disk is full', { cause: error }) : error
      } finally {
        source.destroy()
      }
    },
    removeBefore: (before) => removeOlder(folder, before),
    freeBytes: async () => Math.max(0, await roomBytes())
  }
}

/** Removes what in this folder was not changed since, and says how many files and folders that were. */
export const removeOlder = async (folder: string, before: Date): Promise<number> => {
  let removed = 0
  for await (const name of namesIn(folder)) {
    const path = join(folder, name)
    const found = await orNull(() => stat(path))
    if (!found || found.mtime >= before) continue
    await rm(path, { recursive: true, force: true })
    removed++
  }
  return removed
}

export const namesIn = async function* (folder: string): AsyncGenerator<string> {
  const entries = await orNull(() => opendir(folder))
  if (entries) for await (const { name } of entries) yield name
}

const sourceOf = (content: AsyncIterable<Uint8Array>, signal?: AbortSignal): Readable => {
  const source = content instanceof Readable ? content : Readable.from(content)
  // Of an error that comes when nobody reads any more the put has failed already.
  source.on('error', () => undefined)
  return signal ? addAbortSignal(signal, source) : source
}

/** Makes a folder and lets a power failure not take it away again. */
export const makeFolder = async (path: string): Promise<void> => {
  const first = await mkdir(path, { recursive: true, mode: 0o700 })
  if (first === undefined) return
  for (let made = path; made.length >= first.length; made = dirname(made))
    await flushFolder(dirname(made))
}

export const flushFolder = async (path: string): Promise<void> => {
  const handle = await open(path, constants.O_RDONLY | constants.O_DIRECTORY)
  await handle.sync().finally(() => handle.close())
}

/** Of the disk, for users without special rights. */
const spaceOf = async (folder: string): Promise<{ free: number; total: number }> => {
  await makeFolder(folder)
  const { bavail, blocks, bsize } = await statfs(folder)
  return { free: bavail * bsize, total: blocks * bsize }
}

const codeOf = (error: unknown): string | undefined => (error as { code?: string }).code
const isFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT'].includes(codeOf(error) ?? '')

/** Null for a file or folder that is not there; what cannot be read for another reason is an error. */
export const orNull = async <T>(look: () => Promise<T>): Promise<T | null> => {
  try {
    return await look()
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null
    throw error
  }
}
