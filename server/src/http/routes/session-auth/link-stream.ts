import { Readable } from 'node:stream'
import { z } from 'zod'
import { AppError } from '../../../domain/errors.ts'
import { followLinking, type LinkingNews } from '../../../usecases/sessions/follow-linking.ts'
import { problem } from '../../problem.ts'
import { drawDataUrl } from '../../qr-picture.ts'
import { route } from '../../route.ts'

const heartbeat_ms = 15_000
/** A stream ends after so long; the page opens another one by itself. */
const stream_ms_max = 15 * 60_000
/** A reader who takes nothing for so long has gone. */
const stall_ms_max = 60_000

export const linkStreamRoute = route({
  operation_id: 'streamLink',
  method: 'GET',
  url: '/session/link/:token/stream',
  public: true,
  errors: ['unauthenticated', 'link_token_used', 'account_suspended', 'too_many_streams'],
  schema: {
    params: z.strictObject({ token: z.string().max(100) }),
    response: { 200: { content: { 'text/event-stream': { schema: z.any() } } } }
  },
  summary: 'Follow the linking behind a link token',
  description:
    'Server-sent events: `code` has what `GET /session/{id}/qr` answers, and `now`, the time of the service; `problem` is the problem that this call would answer instead, such as `qr_not_ready`, `passkey_required` or `session_connected`. What is to be shown now comes first, then whatever takes its place, at once. A comment is sent every 15 seconds. The stream ends when the number is linked or the link has ended, and after 15 minutes; open it again then.',
  tags: ['sessions'],
  handler: async (deps, { params, id, signal }, reply) => {
    const leaving = new AbortController()
    reply.raw.once('close', () => leaving.abort())
    const over = AbortSignal.any([signal, leaving.signal, AbortSignal.timeout(stream_ms_max)])
    const news = await followLinking(deps, params.token, heartbeat_ms, over)
    reply.raw.socket?.setTimeout(stall_ms_max)
    reply
      .type('text/event-stream; charset=utf-8')
      .header('cache-control', 'no-store, no-transform')
      // Else the connection of an ended stream would stand idle and keep a closing server waiting.
      .header('connection', 'close')
      // nginx would keep events back until its buffer is full.
      .header('x-accel-buffering', 'no')
    return Readable.from(frames(news, id), { objectMode: true, highWaterMark: 1 })
  }
})

async function* frames(
  news: AsyncIterable<LinkingNews>,
  request_id: string
): AsyncGenerator<string> {
  yield 'retry: 2000\n\n'
  for await (const one of news) yield await frame(one, request_id)
}

const frame = async (one: LinkingNews, request_id: string): Promise<string> => {
  if (one === null) return ': still here\n\n'
  if (one instanceof AppError) return written('problem', problem(one, request_id))
  const { qr, code_id, expires_at } = one
  const image = await drawDataUrl(qr)
  return written('code', { qr, code_id, image, expires_at, now: new Date() })
}

const written = (event: string, data: object): string =>
  `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
