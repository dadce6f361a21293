import { createHash, randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import {
  type FileHandle,
  mkdir,
  open,
  opendir,
  rename,
  rm,
  stat,
  statfs,
  unlink
} from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { addAbortSignal, Readable } from 'node:stream'
import {
  checkMediaKey,
  checkTenantId,
  type MediaKey,
  type MediaStore,
  MediaStoreFull,
  MediaTooLarge,
  type PutOptions,
  rangeWithin,
  type StoredMedia
} from './contract.ts'

export type DiskOptions = {
  /** A folder of its own, on one file system. It is made when it is not there. */
  folder: string
  /** A put is refused when less than this would stay free for everything else on the disk. */
  free_bytes_min: number
  freeBytes?: () => Promise<number>
}

/** Not the id of a tenant, so it cannot be in the way of one. */
const unfinished = '.unfinished'
/** The free space is looked at each time that so much was written. */
const look_bytes = 16 * 1024 * 1024

/**
 * Files below `<folder>/<tenant>/<two digits>/<sha256>`, for the product's own user alone. A file is written under another
 * name, flushed to the disk, and only then gets its own, so there is either all of it or nothing.
 */
export const createDiskMedia = (options: DiskOptions): MediaStore => {
  const { folder, free_bytes_min } = options
  const freeBytes = options.freeBytes ?? (() => freeBytesOf(folder))
  const pathOf = (key: MediaKey): string => {
    checkMediaKey(key)
    return join(folder, key.tenant_id, key.sha256.slice(0, 2), key.sha256)
  }
  const requireSpace = async (): Promise<void> => {
    if ((await freeBytes()) < free_bytes_min) throw new MediaStoreFull('the disk is nearly full')
  }

  /** Writes the content and flushes it; gives its hash. */
  const write = async (handle: FileHandle, content: Readable, bytes_max: number) => {
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
    return hash.digest('hex')
  }

  const put = async (
    tenant_id: string,
    content: Readable,
    bytes_max: number
  ): Promise<StoredMedia> => {
    checkTenantId(tenant_id)
    await makeFolder(join(folder, unfinished))
    await requireSpace()
    const partial = join(folder, unfinished, randomUUID())
    const handle = await open(partial, 'wx', 0o600)
    try {
      const sha256 = await write(handle, content, bytes_max).finally(() => handle.close())
      const path = pathOf({ tenant_id, sha256 })
      await makeFolder(dirname(path))
      await rename(partial, path)
      await flushFolder(dirname(path))
      return { tenant_id, sha256, ...(await describe(path)) }
    } catch (error) {
      await rm(partial, { force: true })
      throw error
    }
  }

  return {
    kind: 'disk',
    put: async (tenant_id, content, { bytes_max, signal }: PutOptions) => {
      const source = sourceOf(content, signal)
      try {
        signal?.throwIfAborted()
        return await put(tenant_id, source, bytes_max)
      } catch (error) {
        throw isFull(error) ? new MediaStoreFull('the disk is full', { cause: error }) : error
      } finally {
        source.destroy()
      }
    },
    find: (key) => orNull(async () => ({ ...plainKey(key), ...(await describe(pathOf(key))) })),
    read: async (key, range) => {
      const path = pathOf(key)
      const handle = await orNull(() => open(path, constants.O_RDONLY | constants.O_NOFOLLOW))
      if (!handle) return null
      try {
        const { size: bytes } = await handle.stat()
        const { from, to } = rangeWithin(bytes, range)
        if (bytes > 0)
          return { content: handle.createReadStream({ start: from, end: to }), bytes, from, to }
        await handle.close()
        return { content: Readable.from([]), bytes, from, to }
      } catch (error) {
        await handle.close()
        throw error
      }
    },
    delete: async (key) => {
      const path = pathOf(key)
      await orNull(() => unlink(path))
    },
    list: (tenant_id) => {
      if (tenant_id !== undefined) checkTenantId(tenant_id)
      return listFiles(folder, tenant_id)
    },
    removeUnfinished: async (before) => {
      let removed = 0
      for await (const name of namesIn(join(folder, unfinished))) {
        const path = join(folder, unfinished, name)
        const found = await orNull(() => stat(path))
        if (!found || found.mtime >= before) continue
        await rm(path, { force: true })
        removed++
      }
      return removed
    },
    freeBytes: async () => Math.max(0, (await freeBytes()) - free_bytes_min)
  }
}

/** Everything that is named as a file of a tenant is; whatever else lies there is left alone. */
const listFiles = async function* (
  folder: string,
  only_tenant: string | undefined
): AsyncGenerator<StoredMedia> {
  const tenants = only_tenant === undefined ? namesIn(folder) : [only_tenant]
  for await (const tenant_id of tenants) {
    for await (const part of namesIn(join(folder, tenant_id))) {
      for await (const sha256 of namesIn(join(folder, tenant_id, part))) {
        const key = { tenant_id, sha256 }
        if (!isKey(key) || !sha256.startsWith(part)) continue
        const found = await orNull(() => describe(join(folder, tenant_id, part, sha256)))
        if (found) yield { ...key, ...found }
      }
    }
  }
}

const isKey = (key: MediaKey): boolean => {
  try {
    checkMediaKey(key)
    return true
  } catch {
    return false
  }
}

const plainKey = ({ tenant_id, sha256 }: MediaKey): MediaKey => ({ tenant_id, sha256 })

const describe = async (path: string): Promise<{ bytes: number; stored_at: Date }> => {
  const { size, mtime } = await stat(path)
  return { bytes: size, stored_at: mtime }
}

const namesIn = async function* (folder: string): AsyncGenerator<string> {
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
const makeFolder = async (path: string): Promise<void> => {
  const first = await mkdir(path, { recursive: true, mode: 0o700 })
  if (first === undefined) return
  for (let made = path; made.length >= first.length; made = dirname(made))
    await flushFolder(dirname(made))
}

const flushFolder = async (path: string): Promise<void> => {
  const handle = await open(path, constants.O_RDONLY | constants.O_DIRECTORY)
  await handle.sync().finally(() => handle.close())
}

const freeBytesOf = async (folder: string): Promise<number> => {
  await makeFolder(folder)
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

const codeOf = (error: unknown): string | undefined => (error as { code?: string }).code
const isFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT'].includes(codeOf(error) ?? '')

/** Null for a file or folder that is not there; what cannot be read for another reason is an error. */
const orNull = async <T>(look: () => Promise<T>): Promise<T | null> => {
  try {
    return await look()
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null
    throw error
  }
}
