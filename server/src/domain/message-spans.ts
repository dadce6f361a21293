import { type MessageTrace, madeAt, messageOf, type Traced, traceOf } from './message-trace.ts'

type Value = string | number | boolean

/** A piece of work on a message that has ended. */
export type MessageSpan = {
  trace_id: string
  /** Unset: one left to chance. */
  span_id?: string
  parent_id: string | null
  asked: boolean | null
  name: string
  kind: 'internal' | 'server' | 'client'
  began_ms: number
  ended_ms: number
  attributes: Record<string, Value>
  /** Why it failed. */
  error?: string
}

/** When it was done, and what came of it. */
export type Took = { began_ms: number; ended_ms: number; error?: string }

const shown_digits = 3

/** An address as spans may show it: enough to tell two apart, not enough to write to anybody. */
export const shortenedAddress = (address: string): string => {
  const [user = '', server = ''] = address.split('@')
  return `…${user.slice(-shown_digits)}${server && `@${server}`}`
}

/** The first span of a message that is to be sent. */
export const acceptSpan = (
  message: Traced & { session_id: string; chat_id: string; type: string },
  took: Took
): MessageSpan => {
  const trace = traceOf(message)
  return {
    ...below(trace, 'accept message', 'server', took, {
      ...named(message.id),
      'gateway.session.id': message.session_id,
      'gateway.message.kind': message.type,
      'gateway.chat': shortenedAddress(message.chat_id)
    }),
    span_id: trace.span_id,
    parent_id: trace.caller_id
  }
}

/** How long a message waited from when it was accepted until it was its turn. */
export const queueSpan = (message: Traced, ended_ms: number): MessageSpan =>
  below(
    traceOf(message),
    'wait in queue',
    'internal',
    { began_ms: madeAt(message.id), ended_ms },
    named(message.id)
  )

/** An attempt to send, from when it began until WhatsApp has acknowledged it, or has not. */
export const sendSpan = (
  message: Traced & { attempts: number },
  took: Took,
  span_id: string
): MessageSpan => ({
  ...below(traceOf(message), 'send message', 'internal', took, {
    ...named(message.id),
    'gateway.attempt': message.attempts + 1
  }),
  span_id
})

/** The part of an attempt in which nothing but WhatsApp's acknowledgement was waited for. */
export const acknowledgementSpan = (
  message: Traced,
  took: Took,
  parent_id: string
): MessageSpan => ({
  ...below(traceOf(message), 'WhatsApp acknowledgement', 'client', took, named(message.id)),
  parent_id
})

/** What was recorded of a message: a receipt, for example. The first that is told of one that arrived is above the others. */
export const eventSpans = (
  event: {
    type: string
    session_id: string | null
    data: unknown
    traceparent?: string | null | undefined
  },
  took: Took
): MessageSpan[] => {
  const id = messageOf(event)
  if (id === null) return []
  const trace = traceOf({ id, traceparent: event.traceparent })
  const attributes = { ...named(id), 'gateway.event.type': event.type }
  const told = below(trace, `event ${event.type}`, 'internal', took, attributes)
  if (event.type !== 'message.received') return [told]
  const received = below(
    trace,
    'receive message',
    'internal',
    { began_ms: madeAt(id), ended_ms: took.ended_ms },
    { ...named(id), 'gateway.session.id': event.session_id ?? '' }
  )
  return [{ ...received, span_id: trace.span_id, parent_id: null }, told]
}

/** A call of a webhook. */
export const deliverySpan = (
  message: Traced,
  delivery: {
    id: string
    webhook_id: string
    event_id: string
    event_type: string
    attempts: number
    response_status: number | null
  },
  took: Took,
  span_id: string
): MessageSpan => ({
  ...below(traceOf(message), 'deliver webhook', 'client', took, {
    ...named(message.id),
    'gateway.event.type': delivery.event_type,
    'gateway.event.id': delivery.event_id,
    'gateway.delivery.id': delivery.id,
    'gateway.webhook.id': delivery.webhook_id,
    'gateway.attempt': delivery.attempts + 1,
    ...(delivery.response_status !== null && {
      'http.response.status_code': delivery.response_status
    })
  }),
  span_id
})

const named = (id: string): Record<string, Value> => ({ 'gateway.message.id': id })

const below = (
  { trace_id, span_id, asked }: MessageTrace,
  name: string,
  kind: MessageSpan['kind'],
  took: Took,
  attributes: Record<string, Value>
): MessageSpan => ({ trace_id, parent_id: span_id, asked, name, kind, ...took, attributes })
