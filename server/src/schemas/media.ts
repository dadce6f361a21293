import { z } from 'zod'
import { type MediaRow, media_reasons } from '../domain/media.ts'
import { time } from './time.ts'

const inline_bytes_max = 1024 * 1024
/** Content that stands in the call itself, in base64. */
export const inline_chars_max = Math.ceil(inline_bytes_max / 3) * 4

const reasons = Object.entries(media_reasons)
  .map(([code, meaning]) => `\`${code}\`: ${meaning}`)
  .join(' ')

export const MediaStatus = z
  .enum(['processing', 'fetching', 'ready', 'unavailable'])
  .describe(
    '`processing`: it is being fetched from its address or looked at. `fetching`: it came with a message and is being fetched from WhatsApp.'
  )

/** A file, without its link. */
export const Media = z
  .object({
    id: z.string(),
    session_id: z.string().nullable().describe('Of what came with a message: its session.'),
    message_id: z.string().nullable().describe('The message it came with.'),
    source: z.enum(['upload', 'url', 'inline', 'received']),
    status: MediaStatus,
    reason: z.string().nullable().describe(`Why it is unavailable. ${reasons}`),
    mime_type: z.string().nullable(),
    file_name: z.string().nullable(),
    bytes: z.number().nullable(),
    sha256: z.string().nullable().describe('Of its content, in lower-case hex.'),
    width: z.number().nullable().describe('In pixels.'),
    height: z.number().nullable().describe('In pixels.'),
    seconds: z.number().nullable().describe('How long it plays.'),
    page_count: z.number().nullable(),
    thumbnail: z.string().nullable().describe('A small JPEG in base64.'),
    waveform: z
      .array(z.number())
      .nullable()
      .describe('Of a voice message: how loud it is, from 0 to 100.'),
    created_at: time,
    expires_at: time
  })
  .meta({ id: 'Media' })

export type Media = z.output<typeof Media>

/** A file with a link to its content, as answers show it. */
export const LinkedMedia = Media.extend({
  url: z
    .string()
    .nullable()
    .describe(
      'Where the content can be downloaded without a credential, until `url_expires_at`. null until the file is ready.'
    ),
  url_expires_at: time.nullable()
}).meta({ id: 'MediaWithUrl' })

export type LinkedMedia = z.output<typeof LinkedMedia>

export const mediaView = (row: MediaRow): Media => ({
  id: row.id,
  session_id: row.session_id,
  message_id: row.message_id,
  source: row.source,
  status: row.status,
  reason: row.reason,
  mime_type: row.mime_type,
  file_name: row.file_name,
  bytes: row.bytes,
  sha256: row.sha256,
  width: row.width,
  height: row.height,
  seconds: row.seconds,
  page_count: row.page_count,
  thumbnail: row.thumbnail ? row.thumbnail.toString('base64') : null,
  waveform: row.waveform ? [...row.waveform] : null,
  created_at: row.created_at,
  expires_at: row.expires_at
})
