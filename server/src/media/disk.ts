import { constants } from 'node:fs'
import { type FileHandle, open, rename, rm, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import {
  checkMediaKey,
  checkTenantId,
  isMediaKey,
  type MediaContent,
  type MediaKey,
  type MediaStore,
  rangeWithin,
  type StoredMedia
} from './contract.ts'
import { createPartialFiles, flushFolder, makeFolder, namesIn, orNull } from './partial-files.ts'
import { pourFile } from './pour-file.ts'
import type { Scanner } from './scanner.ts'

export type DiskOptions = {
  /** A folder of its own, on one file system. It is made when it is not there. */
  folder: string
  /** A put is refused when less than this would stay free for everything else on the disk. */
  free_bytes_min: number
  /** Or when more of the disk than this is used. */
  used_percent_max?: number
  freeBytes?: () => Promise<number>
  scanner?: Scanner | undefined
}

/** Not the id of a tenant, so it cannot be in the way of one. */
const unfinished = '.unfinished'
/**
 * Files below `<folder>/<tenant>/<two digits>/<sha256>`, for the product's own user alone. A file is written under another
 * name, flushed to the disk, and only then gets its own, so there is either all of it or nothing.
 */
export const createDiskMedia = (options: DiskOptions): MediaStore => {
  const { folder } = options
  const partials = createPartialFiles({ ...options, folder: join(folder, unfinished) })
  const pathOf = (key: MediaKey): string => {
    checkMediaKey(key)
    return join(folder, key.tenant_id, key.sha256.slice(0, 2), key.sha256)
  }

  return {
    kind: 'disk',
    put: (tenant_id, content, put_options) =>
      partials.write(
        content,
        put_options,
        async ({ path: partial, sha256 }) => {
          const path = pathOf({ tenant_id, sha256 })
          await makeFolder(dirname(path))
          await rename(partial, path)
          // step: file in place
          await flushFolder(dirname(path))
          return { tenant_id, sha256, ...(await describe(path)) }
        },
        () => checkTenantId(tenant_id)
      ),
    find: (key) => orNull(async () => ({ ...plainKey(key), ...(await describe(pathOf(key))) })),
    read: async (key, range) => {
      const path = pathOf(key)
      const handle = await orNull(() => open(path, constants.O_RDONLY | constants.O_NOFOLLOW))
      if (!handle) return null
      try {
        const { size: bytes } = await handle.stat()
        const { from, to } = rangeWithin(bytes, range)
        if (bytes > 0) return contentOf(handle, { bytes, from, to })
        await handle.close()
        return { content: Readable.from([]), pour: async () => undefined, bytes, from, to }
      } catch (error) {
        await handle.close()
        throw error
      }
    },
    delete: async (key) => {
      const path = pathOf(key)
      await orNull(() => unlink(path))
    },
    deleteAll: async (tenant_id) => {
      checkTenantId(tenant_id)
      await rm(join(folder, tenant_id), { recursive: true, force: true })
    },
    list: (tenant_id) => {
      if (tenant_id !== undefined) checkTenantId(tenant_id)
      return listFiles(folder, tenant_id)
    },
    removeUnfinished: partials.removeBefore,
    freeBytes: partials.freeBytes,
    check: async () => {
      await partials.freeBytes()
      await options.scanner?.check()
    }
  }
}

const contentOf = (
  handle: FileHandle,
  within: { bytes: number; from: number; to: number }
): MediaContent => ({
  get content() {
    return handle.createReadStream({ start: within.from, end: within.to })
  },
  pour: (into) => pourFile(handle, within, into).finally(() => handle.close()),
  ...within
})

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
        if (!isMediaKey(key) || !sha256.startsWith(part)) continue
        const found = await orNull(() => describe(join(folder, tenant_id, part, sha256)))
        if (found) yield { ...key, ...found }
      }
    }
  }
}

const plainKey = ({ tenant_id, sha256 }: MediaKey): MediaKey => ({ tenant_id, sha256 })

const describe = async (path: string): Promise<{ bytes: number; stored_at: Date }> => {
  const { size, mtime } = await stat(path)
  return { bytes: size, stored_at: mtime }
}
