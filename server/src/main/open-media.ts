import { join, resolve } from 'node:path'
import type { MediaStore } from '../media/contract.ts'
import { createDiskMedia } from '../media/disk.ts'
import type { Config } from './config/config.ts'

/** So much of the disk is left to everything else. */
const free_bytes_min = 500_000_000

/** Where the files of tenants are kept. */
export const openMedia = (config: Pick<Config, 'DATA_DIR'>): MediaStore =>
  createDiskMedia({ folder: resolve(join(config.DATA_DIR, 'media')), free_bytes_min })
