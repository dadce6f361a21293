import { resting_statuses } from '../../domain/session.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { findLockedSession, setSessionState } from '../../store/sessions/sessions.ts'
import type { Deps } from '../deps.ts'
import { releaseSession } from './release.ts'

/**
 * Has the connection of a session closed that is about to be something else than stopped: nobody is told that it was. Also
 * one that is not there any more.
 */
export const releaseQuietly = async (
  deps: Deps,
  tenant: Tenant,
  session_id: string
): Promise<void> => {
  const { tenant_id } = tenant
  const session = await deps.db.withTenant(tenant, async (tx) => {
    const before = await findLockedSession(tx, tenant_id, session_id)
    if (!before) return null
    const rests = resting_statuses.includes(before.status)
    return setSessionState(tx, tenant_id, session_id, {
      desired: 'stopped',
      // What is stopped already is not told again by the worker that closes it.
      status: rests ? before.status : 'stopped',
      status_reason: rests ? before.status_reason : 'stopped_by_user'
    })
  })
  if (session) await releaseSession(deps, session)
}
