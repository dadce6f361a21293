import { EventSourceParserStream } from 'eventsource-parser/stream'
import { ConnectionError, GatewayError, type Problem } from './errors.ts'
import type { EventsByType } from './generated/events.ts'
import { mayPass, pause, pauseOf, send } from './send.ts'

export type EventType = keyof EventsByType
/** An event, as webhooks receive it too. Look at `type` to know what `data` is. */
export type GatewayEvent = EventsByType[EventType]

export type EventOptions = {
  /** Only the events of this session. */
  session_id?: string
  /** Only these. */
  types?: EventType[]
  /** Continues after this event, without a gap: keep the id of the last one that you have dealt with. */
  after?: string
  /**
   * Called when a connection stands. `continues`: without a gap, after the last event or the one in `after`. Else events
   * come from now on: what happened before has to be read.
   */
  on_open?: (continues: boolean) => void
  signal?: AbortSignal
}

type Source = EventOptions & {
  base: string
  credential: () => Promise<Record<string, string>>
  fetch: typeof fetch
}

/** The gateway writes a line every 15 seconds at least: who hears nothing for so long has lost the connection. */
const silence_max_ms = 45_000
const answer_max_ms = 30_000
/** Pauses grow up to that of the sixth attempt in vain. */
const attempts_counted = 6

/** Reads events until `signal` ends it, over as many connections as it takes. */
export async function* readEvents(source: Source): AsyncIterableIterator<GatewayEvent> {
  const { signal } = source
  let after = source.after
  let failures = 0
  while (!signal?.aborted) {
    try {
      for await (const event of oneStream(source, after)) {
        failures = 0
        after = event.id
        yield event
      }
    } catch (error) {
      if (signal?.aborted) return
      if (error instanceof GatewayError && !mayPass(error)) throw error
      failures = Math.min(failures + 1, attempts_counted)
      const asked_ms = error instanceof GatewayError ? (error.retry_after_s ?? 0) * 1000 : 0
      await pause(Math.max(asked_ms, pauseOf(failures)), signal).catch(() => undefined)
    }
  }
}

/** One connection. It ends when the gateway ends it, as it does every quarter of an hour, and throws when it is lost. */
async function* oneStream(source: Source, after: string | undefined): AsyncGenerator<GatewayEvent> {
  const lost = new AbortController()
  const signal = source.signal ? AbortSignal.any([source.signal, lost.signal]) : lost.signal
  const answer = await send(
    async () =>
      new Request(addressOf(source), {
        headers: {
          accept: 'text/event-stream',
          ...(after !== undefined && { 'last-event-id': after }),
          ...(await source.credential())
        }
      }),
    (opened) => opened,
    { retries: 0, timeout_ms: answer_max_ms, signal, fetch: source.fetch }
  )
  source.on_open?.(after !== undefined)
  let timer: ReturnType<typeof setTimeout> | undefined
  const heard = (): void => {
    clearTimeout(timer)
    timer = setTimeout(
      () => lost.abort(new ConnectionError('the stream of events fell silent', undefined)),
      silence_max_ms
    )
  }
  heard()
  const events = answer.body
    ?.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform: (bytes, to) => {
          heard()
          to.enqueue(bytes)
        }
      })
    )
    .pipeThrough(new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>)
    .pipeThrough(new EventSourceParserStream())
  try {
    for await (const { event, data } of events ?? []) {
      if (event === 'stream.ended') throw ended(JSON.parse(data))
      yield JSON.parse(data)
    }
  } finally {
    clearTimeout(timer)
    lost.abort()
  }
}

const addressOf = ({ base, session_id, types }: Source): URL => {
  const path =
    session_id === undefined
      ? '/api/v1/events/stream'
      : `/api/v1/sessions/${encodeURIComponent(session_id)}/events`
  const url = new URL(base + path)
  if (types) url.searchParams.set('types', types.join(','))
  return url
}

/** The gateway is going away for a moment; every other end is that of the credential. */
const passing_ends: Problem['code'][] = ['stopping', 'busy', 'database_away']

/** What the gateway says when it ends a stream. */
const ended = (problem: Problem): GatewayError =>
  new GatewayError(
    problem,
    new Response(null, { status: passing_ends.includes(problem.code) ? 503 : 401 })
  )
