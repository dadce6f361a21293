import type { Tenant } from '../../domain/tenant.ts'
import { pause } from '../../lib/retry.ts'
import { deleteSession as deleteRow, type HostedSession } from '../../store/sessions.ts'
import type { Deps } from '../deps.ts'
import { findHost } from './host.ts'
import { releaseSession } from './release.ts'
import { wantStopped } from './stop.ts'

const goodbye_ms_max = 5_000
/** All messages of the session go with it. */
const deletion_limits = { statement_ms: 300_000 }

/**
 * Deletes the session with its messages. Its worker is asked to log out and let go first; one that does not answer in time
 * notices that the lease is gone, and the phone keeps a linked device that nobody can use.
 */
export const deleteSession = async (
  deps: Deps,
  tenant: Tenant,
  session_id: string
): Promise<void> => {
  const { tenant_id } = tenant
  const session = await deps.db.withTenant(tenant, (tx) => wantStopped(tx, tenant_id, session_id))
  if (findHost(session)) {
    const waited = new AbortController()
    await Promise.race([sayGoodbye(deps, session), pause(goodbye_ms_max, waited.signal)])
    waited.abort()
  }
  await deps.db.withTenant(tenant, (tx) => deleteRow(tx, tenant_id, session_id), deletion_limits)
}

const sayGoodbye = async (deps: Deps, session: HostedSession): Promise<void> => {
  const host = findHost(session)
  if (host && session.linked_at) {
    await deps.workers
      .logout(host, session.id)
      .catch((error: unknown) =>
        deps.log.warn({ session_id: session.id, err: error }, 'session deleted without a log-out')
      )
  }
  await releaseSession(deps, session)
}
