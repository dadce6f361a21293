import type { EventType } from '../../domain/events.ts'
import { type InstanceRow, instanceEventData } from '../../domain/instance.ts'
import { type SessionRow, sessionView } from '../../domain/session.ts'
import type { Tx } from '../../lib/db.ts'
import { putEvents } from '../../store/events/put.ts'
import { listTenantsOfInstance } from '../../store/instances/instances.ts'
import type { ChangedSession } from '../../store/sessions/placements.ts'

/** Tells of sessions whose status has changed; of the others there is nothing to tell. */
export const tellSessions = (tx: Tx, sessions: ChangedSession[]): void =>
  tellStatus(
    tx,
    sessions.filter((session) => session.status !== session.status_before)
  )

/** Tells which status each of these sessions is in now, and what else there is to say. */
export const tellStatus = (
  tx: Tx,
  sessions: SessionRow[],
  more: Record<string, unknown> = {}
): void =>
  putEvents(
    tx,
    sessions.map((session) => ({
      tenant_id: session.tenant_id,
      session_id: session.id,
      type: `session.${session.status}`,
      data: { ...sessionView(session), ...more }
    }))
  )

/** Tells the tenant of an instance, or those whose sessions are on a shared one. */
export const tellInstance = async (
  tx: Tx,
  type: Extract<EventType, `instance.${string}`>,
  instance: InstanceRow
): Promise<void> => {
  const tenants = await listTenantsOfInstance(tx, instance.id)
  putEvents(
    tx,
    tenants.map((tenant_id) => ({
      tenant_id,
      session_id: null,
      type,
      data: instanceEventData(instance)
    }))
  )
}
