import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { AppError, errors, invalid } from '../../../domain/errors.ts'
import type { Tenant } from '../../../domain/tenant.ts'
import { EventId } from '../../../schemas/event.ts'
import type { EventEnvelope } from '../../../schemas/events.ts'
import type { Deps } from '../../../usecases/deps.ts'
import { openEventStream } from '../../../usecases/events/stream.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'
import { choice_fields, choiceOf, filter_fields } from './stream-filter.ts'

const heartbeat_ms = 15_000
/** A stream ends after so long; readers resume by themselves. */
const stream_ms_max = 15 * 60_000
/** A reader who takes nothing for so long has gone. */
const stall_ms_max = 60_000

const querystring = z.strictObject(filter_fields)
const querystring_of_session = z.strictObject(choice_fields)

type Asked = {
  tenant: Tenant
  query: z.output<typeof querystring>
  headers: Record<string, string | string[] | undefined>
  signal: AbortSignal
}

/** Answers with server-sent events until the reader leaves, the server closes or the stream is old. */
const answerStream = async (
  deps: Deps,
  { tenant, query, headers, signal }: Asked,
  reply: FastifyReply,
  session_id: string | null
): Promise<unknown> => {
  const over = AbortSignal.any([signal, AbortSignal.timeout(stream_ms_max)])
  const last_event_id = readLastEventId(headers['last-event-id'])
  const wanted = { session_id, ...choiceOf(query), last_event_id, idle_ms: heartbeat_ms }
  const batches = await openEventStream(deps, tenant, wanted, over)
  reply.raw.socket?.setTimeout(stall_ms_max)
  reply
    .type('text/event-stream; charset=utf-8')
    .header('cache-control', 'no-store, no-transform')
    // Else the connection of an ended stream would stand idle and keep a closing server waiting.
    .header('connection', 'close')
    // nginx would keep events back until its buffer is full.
    .header('x-accel-buffering', 'no')
  // Taken as the reader takes: a slow one holds one batch, not a growing queue.
  return Readable.from(frames(batches, over), { objectMode: true, highWaterMark: 1 })
}

async function* frames(
  batches: AsyncIterable<EventEnvelope[]>,
  over: AbortSignal
): AsyncGenerator<string> {
  yield 'retry: 2000\n\n'
  for await (const events of batches) {
    yield events.length === 0 ? ': still here\n\n' : events.map(frame).join('')
  }
  if (over.reason instanceof AppError) yield farewell(over.reason)
}

/** Why the stream ends though its reader is there. It has no id, so that a reader goes on from the last event. */
const farewell = ({ code, detail }: AppError): string => {
  const { title, text } = errors[code]
  const data = JSON.stringify({ code, title, detail: detail ?? text })
  return `event: stream.ended\ndata: ${data}\n\n`
}

const frame = (event: EventEnvelope): string =>
  `id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`

/** An empty one comes from browsers that have none yet. */
const readLastEventId = (header: string | string[] | undefined): string | null => {
  if (header === undefined || header === '') return null
  const id = EventId.safeParse(header)
  if (id.success) return id.data
  throw invalid('Last-Event-ID', 'Is not the id of an event.')
}

const about = {
  method: 'GET',
  scope: 'sessions:read',
  errors: ['too_many_streams'],
  description:
    'Server-sent events: `id` is the id of the event, `event` its type, `data` the event as webhooks receive it. With `Last-Event-ID` the stream continues after that event, without a gap. A comment is sent every 15 seconds. A stream ends after 15 minutes; open it again. When its credential ends, the stream ends within two seconds with the event `stream.ended`, whose data give the reason (`code`, `title`, `detail`). The same over WebSocket: `/ws`, see /asyncapi.json. Message events are left out without the scope `messages:read`.',
  tags: ['events']
} as const

const response = { 200: { content: { 'text/event-stream': { schema: z.any() } } } }

export const streamEventsRoute = route({
  operation_id: 'streamEvents',
  ...about,
  url: '/api/v1/events/stream',
  schema: { querystring, response },
  summary: 'Stream events as they happen',
  handler: (deps, request, reply) => answerStream(deps, request, reply, null)
})

export const streamSessionEventsRoute = route({
  operation_id: 'streamSessionEvents',
  ...about,
  url: '/api/v1/sessions/:id/events',
  schema: { params: idParams('session'), querystring: querystring_of_session, response },
  summary: 'Stream the events of one session as they happen',
  handler: (deps, request, reply) => answerStream(deps, request, reply, request.params.id)
})
