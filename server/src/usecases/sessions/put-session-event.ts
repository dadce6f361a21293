import type { SessionRow } from '../../domain/session.ts'
import type { Tx } from '../../lib/db.ts'
import type { EventTypeOf } from '../../schemas/events.ts'
import { sessionView } from '../../schemas/session.ts'
import { putEvents } from '../../store/events/put.ts'

/** Records what happened to a session, with the session as it is now. */
export const putSessionEvent = (
  tx: Tx,
  type: Exclude<EventTypeOf<'session'>, 'session.limited'>,
  session: SessionRow
): void =>
  putEvents(tx, [
    { tenant_id: session.tenant_id, session_id: session.id, type, data: sessionView(session) }
  ])
