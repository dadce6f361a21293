import type { Tx } from '../src/lib/db.ts'
import type { EventType } from '../src/schemas/events.ts'
import { type NewEvent, putEvents } from '../src/store/events/put.ts'
import { noteTestData } from './event-fit.ts'

type AnyEvent = {
  tenant_id: string
  session_id: string | null
  type: EventType
  data: Record<string, unknown>
}

/** Records events whose data are the test's own, for tests of how events travel and not of what is in them. */
export const putAnyEvents = (tx: Pick<Tx, 'send'>, events: AnyEvent[]): void => {
  for (const { data } of events) noteTestData(data)
  putEvents(tx, events as NewEvent[])
}
