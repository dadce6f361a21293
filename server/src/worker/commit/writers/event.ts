import type { Tx } from '../../../lib/db.ts'
import { addEvent, type Entry, type Outcome } from '../writer.ts'

/** Emits an event that stands for nothing but itself. */
export const writeEvent = async (
  _tx: Tx,
  { session, change }: Entry<'event'>,
  outcome: Outcome
): Promise<void> => {
  if (change.event === 'chat.typing') addEvent(outcome, session, change.event, change.data)
  else addEvent(outcome, session, change.event, change.data)
}
