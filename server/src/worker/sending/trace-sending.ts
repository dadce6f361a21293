import { acknowledgementSpan, queueSpan, sendSpan } from '../../domain/message-spans.ts'
import { newSpanId, type Tracing } from '../../lib/tracing.ts'
import { SendRefused } from '../../whatsapp/send-errors.ts'
import type { OutgoingMessage } from './outgoing.ts'

export type TracedSending = {
  /** It waits for nothing but its acknowledgement now. */
  encrypted(): void
  /** It was acknowledged, or it was not. */
  ended(error?: Error): void
}

/** Follows one attempt to send a message, which begins now. */
export const traceSending = (
  tracing: Tracing,
  message: OutgoingMessage,
  now: () => Date
): TracedSending => {
  const traced = { id: message.message_id, traceparent: message.traceparent }
  const began_ms = now().getTime()
  const { attempts, tried } = message
  const span_id = newSpanId()
  let encrypted_ms: number | undefined
  if (!tried && attempts === 0) tracing.record(queueSpan(traced, began_ms))
  return {
    encrypted: () => {
      encrypted_ms ??= now().getTime()
    },
    ended: (error) => {
      const ended_ms = now().getTime()
      const failed = error && { error: reasonOf(error) }
      if (encrypted_ms !== undefined) {
        const waited = { began_ms: encrypted_ms, ended_ms, ...failed }
        tracing.record(acknowledgementSpan(traced, waited, span_id))
      }
      const took = { began_ms, ended_ms, ...failed }
      tracing.record(sendSpan({ ...traced, attempts }, took, span_id))
    }
  }
}

/** A code or the name of the error: its text may say what is in the message. */
const reasonOf = (error: Error): string =>
  error instanceof SendRefused
    ? [error.code, error.whatsapp_code].filter(Boolean).join(' ')
    : error.name
