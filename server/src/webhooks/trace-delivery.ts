import { deliverySpan } from '../domain/message-spans.ts'
import { messageOf, traceOf, traceparentOf } from '../domain/message-trace.ts'
import { newSpanId, type Tracing } from '../lib/tracing.ts'
import type { Outcome } from './post.ts'
import type { DueDelivery } from './records/load.ts'

export type TracedDelivery = {
  /** What the receiver is sent along, so that its own work becomes a part of the trace. */
  headers: Record<string, string>
  ended(outcome: Outcome): void
}

const untold = (): void => undefined

/**
 * Follows a delivery of an event that tells of a message. Where traces are off the receiver gets what the caller of the message
 * has sent, unchanged.
 */
export const traceDelivery = (
  tracing: Tracing | null | undefined,
  delivery: DueDelivery,
  now: () => Date
): TracedDelivery => {
  const { event_type, data, traceparent } = delivery
  if (!tracing) return { headers: traceparent ? { traceparent } : {}, ended: untold }
  const id = messageOf({ type: event_type, data })
  if (id === null) return { headers: {}, ended: untold }
  const message = { id, traceparent }
  const trace = traceOf(message)
  const span_id = newSpanId()
  const began_ms = now().getTime()
  return {
    headers: { traceparent: traceparentOf(trace.trace_id, span_id, tracing.records(trace)) },
    ended: ({ response_status, error }) =>
      tracing.record(
        deliverySpan(
          message,
          { ...delivery, response_status },
          {
            began_ms,
            ended_ms: now().getTime(),
            ...(error !== null && { error: response_status === null ? 'no answer' : 'refused' })
          },
          span_id
        )
      )
  }
}
