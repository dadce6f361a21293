import type { SessionStatus } from '../../domain/session.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { mapPage, type Page, type PageRequest, toPage } from '../../lib/page.ts'
import { type Session, sessionView } from '../../schemas/session.ts'
import {
  getSession,
  getShownSession,
  type HostedSession,
  listSessions
} from '../../store/sessions/sessions.ts'
import type { Deps } from '../deps.ts'

/** The row of one of the tenant's sessions, as it is now. */
export const loadSession = (
  deps: Deps,
  tenant: Tenant,
  session_id: string
): Promise<HostedSession> => getSession(deps.db.ofTenant(tenant), tenant.tenant_id, session_id)

export const readSession = async (
  deps: Deps,
  tenant: Tenant,
  session_id: string
): Promise<Session> =>
  sessionView(await getShownSession(deps.db.ofTenant(tenant), tenant.tenant_id, session_id))

/** A page of the tenant's sessions, newest first. */
export const readSessions = async (
  deps: Deps,
  tenant: Tenant,
  page: PageRequest & { status: SessionStatus | null }
): Promise<Page<Session>> => {
  const rows = await listSessions(deps.db.ofTenant(tenant), tenant.tenant_id, page)
  return mapPage(toPage(rows, page.limit), sessionView)
}
