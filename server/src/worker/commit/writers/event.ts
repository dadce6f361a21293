import type { Tx } from '../../../lib/db.ts'
import type { EventType } from '../../../schemas/events.ts'
import { addEvent, type Entry, type Outcome } from '../writer.ts'

/** Emits an event that stands for nothing but itself. */
export const writeEvent = async (
  _tx: Tx,
  { session, change }: Entry<'event'>,
  outcome: Outcome
): Promise<void> => {
  // Type and data fit each other: Change says so.
  addEvent<EventType>(outcome, session, change.event, change.data)
}
