import { join, resolve } from 'node:path'
import type { Config } from './config.ts'

/** The unix socket through which workers of this machine reach the files. */
export const mediaSocket = (config: Pick<Config, 'DATA_DIR' | 'MEDIA_SOCKET'>): string =>
  resolve(config.MEDIA_SOCKET ?? join(config.DATA_DIR, 'media.sock'))
