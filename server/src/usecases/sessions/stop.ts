import type { SessionStatus } from '../../domain/session.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Tx } from '../../lib/db.ts'
import { askForReconcile } from '../../queue/reconcile.ts'
import { type Session, sessionView } from '../../schemas/session.ts'
import { type HostedSession, lockSession, setSessionState } from '../../store/sessions/sessions.ts'
import { endOutage } from '../../store/sessions/spans.ts'
import type { Deps } from '../deps.ts'
import { findHost } from './host.ts'
import { putSessionEvent } from './put-session-event.ts'
import { loadSession } from './read.ts'
import { releaseSession } from './release.ts'

/** What a stop leaves as it is: it never ran, or says better why it does not. */
const at_rest: SessionStatus[] = ['created', 'stopped', 'logged_out']

/** Stops the session and keeps its link. Its worker closes the connection before this returns, unless it does not answer. */
export const stopSession = async (
  deps: Deps,
  tenant: Tenant,
  session_id: string
): Promise<Session> => {
  const session = await deps.db.withTenant(tenant, (tx) =>
    wantStopped(tx, tenant.tenant_id, session_id)
  )
  if (!findHost(session)) return sessionView(session)
  await releaseSession(deps, session)
  return sessionView(await loadSession(deps, tenant, session_id))
}

/** Within a transaction: the session is not wanted any more. Its status changes here only when no worker hosts it. */
export const wantStopped = async (
  tx: Tx,
  tenant_id: string,
  session_id: string
): Promise<HostedSession> => {
  const before = await lockSession(tx, tenant_id, session_id)
  const stops = !findHost(before) && !at_rest.includes(before.status)
  const session = await setSessionState(tx, tenant_id, session_id, {
    desired: 'stopped',
    status: stops ? 'stopped' : before.status,
    status_reason: stops ? 'stopped_by_user' : before.status_reason
  })
  if (stops) putSessionEvent(tx, 'session.stopped', session)
  if (before.status === 'logged_out') await endOutage(tx, session_id)
  await askForReconcile(tx)
  return session
}
