import { join, resolve } from 'node:path'
import type { MediaStore } from '../media/contract.ts'
import { createDiskMedia } from '../media/disk.ts'
import { createS3Media } from '../media/s3.ts'
import { createScanner } from '../media/scanner.ts'
import type { Config } from './config/config.ts'

const mb = 1024 * 1024

/** Where the files of this installation are kept. */
export const openMedia = (config: Config): MediaStore => {
  const free_bytes_min = config.DISK_FREE_MB_MIN * mb
  const used_percent_max = config.MEDIA_DISK_PERCENT_MAX
  const scanner = config.CLAMD_URL === undefined ? undefined : createScanner(config.CLAMD_URL)
  const { MEDIA_S3_BUCKET: bucket, MEDIA_S3_ACCESS_KEY_ID: accessKeyId } = config
  if (bucket === undefined) {
    const folder = resolve(config.MEDIA_DIR ?? join(config.DATA_DIR, 'media'))
    return createDiskMedia({ folder, free_bytes_min, used_percent_max, scanner })
  }
  const secretAccessKey = config.MEDIA_S3_SECRET_ACCESS_KEY ?? ''
  return createS3Media({
    bucket,
    region: config.MEDIA_S3_REGION,
    endpoint: config.MEDIA_S3_ENDPOINT,
    credentials: accessKeyId === undefined ? undefined : { accessKeyId, secretAccessKey },
    path_style: config.MEDIA_S3_PATH_STYLE === 'yes',
    prefix: config.MEDIA_S3_PREFIX,
    temporary: resolve(config.DATA_DIR, 'tmp', 's3'),
    free_bytes_min,
    used_percent_max,
    scanner
  })
}
