import { z } from 'zod'
import { idPattern } from '../../../domain/ids.ts'
import { inline_chars_max, MediaStatus } from '../../media.ts'
import { time } from '../../time.ts'

/** What every kind with a file is given. */
const file_to_send = {
  id: z
    .string()
    .regex(idPattern('media'), 'Must be the id of a file.')
    .optional()
    .describe(
      'The file: the id from `POST /api/v1/media`, or that of the file of a message. Give one of `id`, `link` and `data`.'
    ),
  link: z
    .url({ protocol: /^https?$/ })
    .max(2_048)
    .optional()
    .describe(
      'From where the file is fetched, in the background. The message waits for it, and fails with the reason if it cannot be fetched.'
    ),
  data: z
    .base64()
    .min(1)
    .max(inline_chars_max)
    .optional()
    .describe('The content of the file in base64, up to 1 MiB.')
}

type FileToSend = { id?: string | undefined; link?: string | undefined; data?: string | undefined }

const sources = ['id', 'link', 'data'] as const

/** The content of a kind with a file: these members, and one that says where the file is. */
export const sentFile = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z
    .strictObject({ ...file_to_send, ...shape })
    .refine(
      (content) => sources.filter((one) => (content as FileToSend)[one] !== undefined).length === 1,
      {
        message: 'Say where the file is: give one of id, link and data.'
      }
    )

export const caption = z.string().min(1).max(1_024).optional().describe('The text below it.')

const where_read = 'Only where messages are read.'

/** What is shown of every file. What WhatsApp or the file does not tell is absent. */
export const shown_file = {
  id: z.string().describe('`GET /api/v1/media/{id}` tells whether the file is there, and where.'),
  mime_type: z.string().optional(),
  bytes: z.number().optional(),
  sha256: z.string().optional().describe(`Of its content, in lower-case hex. ${where_read}`),
  status: MediaStatus.optional().describe(`Whether it is there. ${where_read}`),
  reason: z.string().optional().describe(`Why it is unavailable. ${where_read}`),
  url: z
    .string()
    .optional()
    .describe(
      `Where it can be downloaded without a credential, until \`url_expires_at\`. ${where_read}`
    ),
  url_expires_at: time.optional()
}

export const view_once = z
  .literal(true)
  .optional()
  .describe(
    'People open it once. WhatsApp gives such files to phones only, hardly ever to linked devices.'
  )

export const shown_caption = z.string().optional()

const whole = (what: string) => z.number().int().optional().describe(what)

export const shown_size = {
  width: whole('In pixels.'),
  height: whole('In pixels.')
}

export const shown_seconds = whole('How long it plays.')

export const example_file = { id: 'med_019a5f3e7c1b7d4e8f2a6b0c9d1e3f50' }
