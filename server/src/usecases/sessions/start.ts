import { resting_statuses, waitsForWorker } from '../../domain/session.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Tx } from '../../lib/db.ts'
import { askForReconcile } from '../../queue/reconcile.ts'
import { type Session, sessionView } from '../../schemas/session.ts'
import { type HostedSession, lockSession, setSessionState } from '../../store/sessions/sessions.ts'
import type { Deps } from '../deps.ts'
import { refuseBeyondPlan } from '../subscription/refuse-beyond-plan.ts'
import { refuseSuspended } from '../subscription/refuse-suspended.ts'
import { putSessionEvent } from './put-session-event.ts'
import { refuseManyUnlinked } from './unlinked.ts'

/** Asks for the session to run. It stays as it is when it runs already; else a worker takes it in a moment. */
export const startSession = (deps: Deps, tenant: Tenant, session_id: string): Promise<Session> =>
  deps.db.withTenant(tenant, async (tx) =>
    sessionView(
      await wantRunning(tx, tenant.tenant_id, session_id, deps.config.UNLINKED_SESSIONS_MAX)
    )
  )

/**
 * Within a transaction: the session is wanted, also one that was to be logged out, and the orchestrator is told so. At most
 * `unlinked_max` of a tenant run unlinked.
 */
export const wantRunning = async (
  tx: Tx,
  tenant_id: string,
  session_id: string,
  unlinked_max: number
): Promise<HostedSession> => {
  const before = await lockSession(tx, tenant_id, session_id)
  await refuseSuspended(tx, tenant_id)
  if (before.desired === 'stopped') await refuseBeyondPlan(tx, tenant_id)
  if (before.desired === 'stopped' && before.linked_at === null)
    await refuseManyUnlinked(tx, tenant_id, unlinked_max)
  const rested = resting_statuses.includes(before.status)
  const outdated =
    waitsForWorker(before.status_reason) !== null || before.status_reason === 'logging_out'
  const session = await setSessionState(tx, tenant_id, session_id, {
    desired: 'running',
    status: rested ? 'starting' : before.status,
    // What the last attempt has waited for says nothing about this one.
    status_reason: rested || outdated ? null : before.status_reason
  })
  if (rested) putSessionEvent(tx, 'session.starting', session)
  await askForReconcile(tx)
  return session
}
