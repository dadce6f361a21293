import { eventSpans } from '../domain/message-spans.ts'
import type { Tracing } from '../lib/tracing.ts'
import type { Written } from './commit/turn-writer.ts'

/** Records what was told of messages, after it was written. */
export const traceWritten = (
  tracing: Tracing,
  now: () => Date,
  ...[_batches, _lost, took_ms, events]: Parameters<Written>
): void => {
  const ended_ms = now().getTime()
  const took = { began_ms: ended_ms - Math.ceil(took_ms), ended_ms }
  for (const of_session of events)
    for (const event of of_session) for (const span of eventSpans(event, took)) tracing.record(span)
}
