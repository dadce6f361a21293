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
  MEDIA_BYTES_MAX: whole(2_147_483_648).describe(
    'Bytes that a file may have which is uploaded or fetched from a URL.'
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
  FFMPEG_PATH: z
    .string()
    .min(1)
    .optional()
    .describe(
      'The program ffmpeg, which converts voice messages, videos and GIFs; ffprobe is expected beside it. Unset: it is looked for in PATH.'
    )
}
