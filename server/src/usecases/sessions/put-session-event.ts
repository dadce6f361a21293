import type { EventType } from '../../domain/events.ts'
import { type SessionRow, sessionView } from '../../domain/session.ts'
import type { Tx } from '../../lib/db.ts'
import { putEvents } from '../../store/events/put.ts'

/** Records what happened to a session, with the session as it is now. */
export const putSessionEvent = (
  tx: Tx,
  type: Extract<EventType, `session.${string}`>,
  session: SessionRow
): void =>
  putEvents(tx, [
    { tenant_id: session.tenant_id, session_id: session.id, type, data: sessionView(session) }
  ])
