import { randomBytes } from 'node:crypto'

/** A piece of work that has ended, as a part of a trace. */
export type Span = {
  trace_id: string
  /** Unset: one left to chance. */
  span_id?: string
  /** Null: the trace begins with it. */
  parent_id: string | null
  /** Whether those before it have the trace recorded; null: it is decided here. */
  asked: boolean | null
  name: string
  kind: 'internal' | 'server' | 'client'
  began_ms: number
  ended_ms: number
  attributes: Record<string, string | number | boolean>
  error?: string
}

/** Where spans go. Nothing of it waits, throws, or keeps more than a bounded number of spans. */
export type Tracing = {
  record(span: Span): void
  /** Whether spans of this trace are recorded. */
  records(trace: { trace_id: string; asked: boolean | null }): boolean
  /** Sends what is left, if that does not take long. */
  close(): Promise<void>
}

/** The id of a span that others are to name before it has ended. */
export const newSpanId = (): string => {
  const bytes = randomBytes(8)
  // Nothing but zeros would be no id.
  bytes[0] = (bytes[0] ?? 0) | 1
  return bytes.toString('hex')
}
