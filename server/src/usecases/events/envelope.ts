import type { EventEnvelope } from '../../schemas/events.ts'
import type { EventRow } from '../../store/events/read.ts'

/** An event as every consumer of events receives it. */
export const eventEnvelope = (
  row: Pick<EventRow, 'id' | 'type' | 'created_at' | 'session_id' | 'data'>
): EventEnvelope => ({
  id: row.id,
  type: row.type,
  created_at: row.created_at.toISOString(),
  session_id: row.session_id,
  data: row.data
})
