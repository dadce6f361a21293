import { z } from 'zod'
import { parseNetworks } from '../../lib/networks.ts'
import { whole } from './fields.ts'

/** Files of customers: where they are kept, and from where they are fetched. */
export const media_settings = {
  MEDIA_DIR: z
    .string()
    .min(1)
    .optional()
    .describe('Folder for the files of messages, on one disk. Unset: media in DATA_DIR.'),
  MEDIA_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket')
    .optional()
    .describe(
      'Bucket for the files of messages, of AWS or of any other service that speaks S3. Unset: they are kept in MEDIA_DIR.'
    ),
  MEDIA_S3_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Address of the service with the bucket. Unset: that of AWS in MEDIA_S3_REGION.'),
  MEDIA_S3_REGION: z.string().min(1).default('us-east-1').describe('Region of the bucket.'),
  MEDIA_S3_ACCESS_KEY_ID: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Access key for the bucket, with MEDIA_S3_SECRET_ACCESS_KEY. Unset: as AWS provides them to the machine.'
    ),
  MEDIA_S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  MEDIA_S3_PATH_STYLE: z
    .enum(['yes', 'no'])
    .default('yes')
    .describe('Whether the bucket stands in the path of addresses (yes) or in their host (no).'),
  MEDIA_S3_PREFIX: z
    .string()
    .regex(/^([A-Za-z0-9_-]+\/)*$/, 'must be words of letters and digits, each followed by /')
    .default('')
    .describe('What the names of all objects begin with, such as gateway/.'),
  MEDIA_BYTES_MAX: whole(2_147_483_648).describe(
    'Bytes that a file may have which is uploaded or fetched from a URL.'
  ),
  MEDIA_DISK_PERCENT_MAX: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(100)
    .describe(
      'No file is taken when more of its disk than this is used, so that messages and the database have the rest. Texts go on; files that come in are fetched when there is room. 100: DISK_FREE_MB_MIN alone counts.'
    ),
  MEDIA_ALLOWED_ADDRESSES: z
    .string()
    .refine((text) => parseNetworks(text) !== null, {
      message:
        'must be addresses or networks with commas between them, or the words loopback and private'
    })
    .optional()
    .describe(
      'Addresses from which files may be fetched although they are not public, with commas between them, written as in WEBHOOK_ALLOWED_ADDRESSES. Unset: none. Link-local addresses and those of cloud metadata stay closed whatever stands here.'
    ),
  CLAMD_URL: z
    .string()
    .regex(/^(tcp:\/\/[^/]+|unix:\/.+)$/, 'must be tcp://host:port or unix:/path')
    .optional()
    .describe(
      'A clamd of ClamAV that scans every file before it is kept, as tcp://host:port or unix:/path. While it does not answer no file is taken. Unset: files are not scanned.'
    ),
  FFMPEG_PATH: z
    .string()
    .min(1)
    .optional()
    .describe(
      'The program ffmpeg, which converts voice messages, videos and GIFs; ffprobe is expected beside it. Unset: it is looked for in PATH.'
    )
}
