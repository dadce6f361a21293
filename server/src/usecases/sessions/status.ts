import type { Tenant } from '../../domain/tenant.ts'
import {
  type SessionStatusAnswer,
  type SessionValidation,
  standingView
} from '../../schemas/session-standing.ts'
import type { Deps } from '../deps.ts'
import { loadSession } from './read.ts'

/** Where the session stands, for those who only ask that. */
export const readSessionStatus = async (
  deps: Deps,
  tenant: Tenant,
  session_id: string
): Promise<SessionStatusAnswer> => {
  const session = await loadSession(deps, tenant, session_id)
  return {
    id: session.id,
    desired: session.logout_requested_at ? 'logged_out' : session.desired,
    ...standingView(session)
  }
}

/** Whether the session is linked and connected, whose number it is and since when. */
export const validateSession = async (
  deps: Deps,
  tenant: Tenant,
  session_id: string
): Promise<SessionValidation> => {
  const session = await loadSession(deps, tenant, session_id)
  const valid = session.linked_at !== null && session.status !== 'logged_out'
  return {
    valid,
    connected: session.status === 'connected',
    session_id: session.id,
    session_name: session.session_name,
    ...standingView(session)
  }
}
