import type { EventType } from '../../domain/events.ts'
import type { NewEvent } from '../../store/events/put.ts'

/** The events of each session that are written with its changes, in order. */
export type Events = Map<string, NewEvent[]>

/** Adds an event. */
export const tell = (
  events: Events,
  batch: { session_id: string; tenant_id: string },
  type: EventType,
  data: Record<string, unknown>
): void => {
  events
    .get(batch.session_id)
    ?.push({ tenant_id: batch.tenant_id, session_id: batch.session_id, type, data })
}
