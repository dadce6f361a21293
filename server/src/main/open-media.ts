import { join, resolve } from 'node:path'
import type { MediaStore } from '../media/contract.ts'
import { createDiskMedia } from '../media/disk.ts'
import type { Config } from './config/config.ts'

const mb = 1024 * 1024

/** Where the files of this installation are kept. */
export const openMedia = (config: Config): MediaStore =>
  createDiskMedia({
    folder: resolve(config.MEDIA_DIR ?? join(config.DATA_DIR, 'media')),
    free_bytes_min: config.DISK_FREE_MB_MIN * mb
  })
