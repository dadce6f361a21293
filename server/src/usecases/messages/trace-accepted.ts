import type { MessageRow } from '../../domain/message.ts'
import { acceptSpan, eventSpans } from '../../domain/message-spans.ts'
import type { Tracing } from '../../lib/tracing.ts'

/** Begins the trace of a message that a call has asked for, with the event that tells of it. It is on disk. */
export const traceAccepted = (
  tracing: Tracing | null | undefined,
  message: MessageRow,
  began_ms: number,
  ended_ms: number
): void => {
  if (!tracing) return
  const took = { began_ms, ended_ms }
  tracing.record(acceptSpan(message, took))
  const { session_id, traceparent } = message
  const accepted = { type: 'message.accepted', session_id, data: message, traceparent }
  for (const span of eventSpans(accepted, took)) tracing.record(span)
}
