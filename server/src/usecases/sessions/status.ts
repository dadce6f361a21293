import { session_reasons } from '../../domain/session.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { HostedSession } from '../../store/sessions.ts'
import type { Deps } from '../deps.ts'
import { loadSession } from './read.ts'

/** Where the session stands, for those who only ask that. */
export const readSessionStatus = async (
  deps: Deps,
  tenant: Tenant,
  session_id: string
): Promise<Record<string, unknown>> => {
  const session = await loadSession(deps, tenant, session_id)
  return { id: session.id, desired: session.desired, ...standing(session) }
}

/** Whether the session is linked and connected, whose number it is and since when. */
export const validateSession = async (
  deps: Deps,
  tenant: Tenant,
  session_id: string
): Promise<Record<string, unknown>> => {
  const session = await loadSession(deps, tenant, session_id)
  const valid = session.linked_at !== null && session.status !== 'logged_out'
  return {
    valid,
    connected: session.status === 'connected',
    session_id: session.id,
    session_name: session.session_name,
    ...standing(session)
  }
}

const standing = (session: HostedSession): Record<string, unknown> => ({
  status: session.status,
  status_reason: session.status_reason,
  status_text: session.status_reason && session_reasons[session.status_reason],
  phone_number: session.phone_number,
  jid: session.jid,
  push_name: session.push_name,
  instance_id: session.instance_id,
  linked_at: session.linked_at?.toISOString() ?? null,
  connected_at: session.connected_at?.toISOString() ?? null,
  last_seen_at: session.last_seen_at?.toISOString() ?? null
})
