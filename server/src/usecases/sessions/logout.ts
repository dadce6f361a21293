import { sessionView } from '../../domain/session.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Deps } from '../deps.ts'
import { getHost } from './host.ts'
import { loadSession } from './read.ts'

/** Removes the link from the phone and forgets the credentials. To be used again the session needs a new QR code. */
export const logoutSession = async (
  deps: Deps,
  tenant: Tenant,
  session_id: string
): Promise<Record<string, unknown>> => {
  const host = getHost(await loadSession(deps, tenant, session_id))
  await deps.workers.logout(host, session_id)
  return sessionView(await loadSession(deps, tenant, session_id))
}
