import { Readable } from 'node:stream'
import { z } from 'zod'
import { invalid } from '../../../domain/errors.ts'
import { inline_chars_max, LinkedMedia } from '../../../schemas/media.ts'
import { addFile, addUrl } from '../../../usecases/media/add.ts'
import { route } from '../../route.ts'

const Given = z
  .strictObject({
    url: z
      .url({ protocol: /^https?$/ })
      .max(2_048)
      .optional()
      .describe(
        'From where it is fetched, in the background: `status` is `processing` until then.'
      ),
    data: z
      .base64()
      .min(1)
      .max(inline_chars_max)
      .optional()
      .describe('The content in base64, up to 1 MiB. Larger files are uploaded as multipart.'),
    file_name: z.string().min(1).max(1_000).optional().describe('The name it is shown with.'),
    mime_type: z
      .string()
      .max(200)
      .optional()
      .describe('Used for plain text only, whose type cannot be recognized from the content.')
  })
  .optional()

export const uploadMediaRoute = route({
  operation_id: 'uploadMedia',
  method: 'POST',
  audit: { none: 'A file is its own record until it is deleted.' },
  url: '/api/v1/media',
  idempotency: 'transactional',
  scope: 'messages:write',
  takes_files: true,
  body_bytes_max: inline_chars_max + 16_384,
  schema: { body: Given, response: { 201: LinkedMedia } },
  errors: [
    'media_storage_full',
    'file_store_away',
    'file_scanner_away',
    'media_refused',
    'request_timeout'
  ],
  summary: 'Upload a file',
  description:
    'Upload once, send as often as you like: the answer has the id that messages name. As `multipart/form-data` with one part named `file`, or as JSON with `url` or `data`. The type is recognized from the content. Pictures, videos and sound are examined in the background: `status` is `processing` until `media.ready` or `media.unavailable` tells how that ended; a message may be sent with such a file at once, and waits for it.',
  tags: ['media'],
  handler: async (deps, request) => {
    const { context, body } = request
    const upload = await request.upload()
    if (upload) return addFile(deps, context, upload, 'upload').finally(upload.close)
    if (!body || (body.url === undefined) === (body.data === undefined))
      throw invalid('', 'Send a multipart body with a file, or JSON with either url or data.')
    if (body.url !== undefined)
      return addUrl(deps, context, { url: body.url, file_name: body.file_name })
    const content = Buffer.from(body.data ?? '', 'base64')
    const given = { file_name: body.file_name ?? null, mime_type: body.mime_type ?? null }
    return addFile(
      deps,
      context,
      { ...given, content: Readable.from([content]), bytes: content.length },
      'inline'
    )
  }
})
