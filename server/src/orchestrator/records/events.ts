import type { InstanceRow } from '../../domain/instance.ts'
import type { SessionRow } from '../../domain/session.ts'
import type { Tx } from '../../lib/db.ts'
import type { EventTypeOf } from '../../schemas/events.ts'
import { instanceNews } from '../../schemas/instance.ts'
import { sessionView } from '../../schemas/session.ts'
import { putEvents } from '../../store/events/put.ts'
import { listTenantsOfInstance } from '../../store/instances/instances.ts'
import type { ChangedSession } from '../../store/sessions/placements.ts'

/** Tells of sessions whose status has changed; of the others there is nothing to tell. */
export const tellSessions = (tx: Tx, sessions: ChangedSession[]): void =>
  tellStatus(
    tx,
    sessions.filter((session) => session.status !== session.status_before)
  )

/** Tells which status each of these sessions is in now. */
export const tellStatus = (tx: Tx, sessions: SessionRow[]): void =>
  putEvents(
    tx,
    sessions.map((session) => ({
      tenant_id: session.tenant_id,
      session_id: session.id,
      type: `session.${session.status}`,
      data: sessionView(session)
    }))
  )

/** Tells the tenant of an instance, or those whose sessions are on a shared one. */
export const tellInstance = async (
  tx: Tx,
  type: EventTypeOf<'instance'>,
  instance: InstanceRow
): Promise<void> => {
  const tenants = await listTenantsOfInstance(tx, instance.id)
  putEvents(
    tx,
    tenants.map((tenant_id) => ({
      tenant_id,
      session_id: null,
      type,
      data: instanceNews(instance)
    }))
  )
}
