import { AppError } from '../../domain/errors.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { type Session, sessionView } from '../../schemas/session.ts'
import type { Deps } from '../deps.ts'
import { findHost } from './host.ts'
import { loadSession } from './read.ts'
import { wantRunning } from './start.ts'

/**
 * Closes the connection of a running session and opens it again; starts one that does not run. Who holds only a link token
 * may give up the linking with a passkey that is under way, and nothing else.
 */
export const restartSession = async (
  deps: Deps,
  tenant: Tenant,
  session_id: string
): Promise<Session> => {
  const before = await loadSession(deps, tenant, session_id)
  if (tenant.session_id !== undefined && before.status !== 'passkey_required')
    throw new AppError('passkey_not_asked', { session_id })
  const session = await deps.db.withTenant(tenant, (tx) =>
    wantRunning(tx, tenant.tenant_id, session_id, deps.config.UNLINKED_SESSIONS_MAX)
  )
  const host = findHost(before)
  // One that was at rest is opened anew by whoever gets it.
  if (!host || before.status !== session.status) return sessionView(session)
  await deps.workers.restart(host, session_id).catch((error: unknown) => {
    // Its worker is only just getting it, or was told to let go of it: what is wanted stands in the session.
    if (error instanceof AppError && error.code === 'session_not_started') return
    throw error
  })
  return sessionView(await loadSession(deps, tenant, session_id))
}
