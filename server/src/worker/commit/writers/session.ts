import type { SessionStatus } from '../../../domain/session.ts'
import type { Tx } from '../../../lib/db.ts'
import type { EventTypeOf } from '../../../schemas/events.ts'
import { limitsView } from '../../../schemas/limits.ts'
import { sessionView } from '../../../schemas/session.ts'
import { type ChangedSession, updateSession } from '../../../store/sessions/advance.ts'
import { addEvent, type Entry, type Outcome } from '../writer.ts'

/** Updates a session. */
export const writeSession = async (
  tx: Tx,
  { session, change: { change, event } }: Entry<'session'>,
  outcome: Outcome
): Promise<void> => {
  const row = await updateSession(tx, session.session_id, change)
  if (!row || !event || !isNews(row, event)) return
  if (event === 'session.limited') {
    addEvent(outcome, session, event, { ...sessionView(row), limits: limitsView(row) })
  } else addEvent(outcome, session, event, sessionView(row))
}

/** Events that are emitted each time they are recorded, as long as the session is in this status. */
const repeated: Partial<Record<EventTypeOf<'session'>, SessionStatus>> = {
  'session.qr': 'qr',
  'session.passkey_required': 'passkey_required',
  'session.passkey_code': 'passkey_required'
}

/** A status has one event, when the session gets it; each code and each request to sign has its own. */
const isNews = (row: ChangedSession, event: EventTypeOf<'session'>): boolean => {
  // Whoever records it knows that it is news.
  if (event === 'session.limited') return true
  if (event === 'session.unhealthy') return row.unhealthy_before === null
  if (event === 'session.healthy') return row.unhealthy_before !== null
  return row.status !== row.status_before || row.status === repeated[event]
}
