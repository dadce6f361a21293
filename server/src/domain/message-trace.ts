/**
 * Every message is one trace. Its id is the caller's (`traceparent`, W3C Trace Context), else it follows from the id of the
 * message, as does the span that accepted it: so each process knows where its part belongs, and nobody has to be asked.
 */
export type MessageTrace = {
  trace_id: string
  /** The span that all others of the message are below. */
  span_id: string
  /** The span of the caller; null: the trace begins here. */
  caller_id: string | null
  /** Whether the caller has the trace recorded; null: nobody has said so. */
  asked: boolean | null
}

/** Something whose trace is known. */
export type Traced = { id: string; traceparent?: string | null | undefined }

const message_id = /^msg_[0-9a-f]{32}$/
const form = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/
const nothing = /^0+$/

/** The header in the form of version 00; null where there is none, or none that is valid. A later version may say more. */
export const readTraceparent = (header: unknown): string | null => {
  const [, version, trace_id, span_id, flags, more] = form.exec(String(header ?? '')) ?? []
  if (!version || !trace_id || !span_id || !flags) return null
  if (version === 'ff' || (version === '00' && more !== undefined)) return null
  if (nothing.test(trace_id) || nothing.test(span_id)) return null
  return traceparentOf(trace_id, span_id, (Number.parseInt(flags, 16) & 1) === 1)
}

/** The header that makes somebody else's work a part of this span. */
export const traceparentOf = (trace_id: string, span_id: string, sampled: boolean): string =>
  `00-${trace_id}-${span_id}-${sampled ? '01' : '00'}`

/** The trace of a message. */
export const traceOf = ({ id, traceparent }: Traced): MessageTrace => {
  const digits = id.slice('msg_'.length)
  // These are the variant and chance, so never nothing but zeros.
  const span_id = digits.slice(16)
  if (!traceparent) return { trace_id: digits, span_id, caller_id: null, asked: null }
  const [, trace_id = '', caller_id = '', flags] = traceparent.split('-')
  return { trace_id, span_id, caller_id, asked: flags === '01' }
}

/** When an id was made, which says when a message was accepted or arrived. */
export const madeAt = (id: string): number => Number.parseInt(id.slice(4, 16), 16)

/** The message that an event tells of; null: it tells of something else. */
export const messageOf = (event: { type: string; data: unknown }): string | null => {
  if (!event.type.startsWith('message.')) return null
  const { id } = event.data as { id?: unknown }
  return typeof id === 'string' && message_id.test(id) ? id : null
}
