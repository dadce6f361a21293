import type { MessageRow } from '../../domain/message.ts'
import type { Tx } from '../../lib/db.ts'
import type { EventData, EventType } from '../../schemas/events.ts'
import { type MessageStep, messageEvents } from '../../schemas/message-event.ts'
import type { NewEvent } from '../../store/events/put.ts'
import type { ChangeOf, ChangeType, SessionBatch } from './change.ts'

/** A change and the session in which it happened. */
export type Entry<T extends ChangeType> = { session: SessionBatch; change: ChangeOf<T> }

/** Writes the changes of one type. */
export type Writer<T extends ChangeType> =
  /**
   * Gets all changes of its type at once, those of a session in order, and sends its statements before its first await: the
   * statements of all merged writers travel together.
   */
  | { merged: (tx: Tx, entries: Entry<T>[], outcome: Outcome) => Promise<void> }
  /**
   * Gets one change at a time, in the order in which a session recorded them, whatever their types. It comes after all merged
   * writers have their answers.
   */
  | { in_order: (tx: Tx, entry: Entry<T>, outcome: Outcome) => Promise<void> }

/** What the writers of a transaction leave to be done at its end, and after it. */
export type Outcome = {
  /** The events to put, for each session in order. */
  events: Map<string, NewEvent[]>
  /** Messages of ours that need not be sent any more. */
  finished: string[]
  /** Called after the commit with all messages that were finished in the transaction. */
  after_commit: ((finished: Set<string>) => void)[]
}

export const newOutcome = (batches: SessionBatch[]): Outcome => ({
  events: new Map(batches.map((batch) => [batch.session_id, []])),
  finished: [],
  after_commit: []
})

/** Adds an event to those of its session. */
export const addEvent = <T extends EventType>(
  { events }: Outcome,
  of: { session_id: string; tenant_id: string; traceparent?: string | null },
  type: T,
  data: EventData<T>
): void => {
  const { session_id, tenant_id, traceparent = null } = of
  // Type and data fit each other: the compiler saw to it where this was called.
  events.get(session_id)?.push({ tenant_id, session_id, type, data, traceparent } as NewEvent)
}

/** Adds the event that tells of a message of ours, or of a post. */
export const tell = (outcome: Outcome, step: MessageStep, row: MessageRow): void => {
  // Type and data belong together.
  for (const { type, data } of messageEvents(step, row)) addEvent(outcome, row, type, data as never)
}
