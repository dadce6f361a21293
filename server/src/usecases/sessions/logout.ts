import { AppError } from '../../domain/errors.ts'
import { message_errors } from '../../domain/message.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { endQueue } from '../../queue/ended-queues.ts'
import { type Session, sessionView } from '../../schemas/session.ts'
import { findLockedSession, forgetLink, setLoggedOut } from '../../store/sessions/sessions.ts'
import type { Deps } from '../deps.ts'
import { leaveWhatsApp } from './leave.ts'
import { putSessionEvent } from './put-session-event.ts'
import { releaseQuietly } from './quiet.ts'
import { loadSession } from './read.ts'

/**
 * Removes the link from the phone and forgets the credentials. To be used again the session needs a new QR code. One that
 * is not connected is connected for it; one that is not linked stays as it is. `force` does not wait for WhatsApp.
 */
export const logoutSession = async (
  deps: Deps,
  tenant: Tenant,
  session_id: string,
  { force }: { force: boolean }
): Promise<Session> => {
  const session = await loadSession(deps, tenant, session_id)
  const unlinked = session.linked_at === null || session.status === 'logged_out'
  const left = force && !unlinked ? 'void' : await leaveWhatsApp(deps, tenant, session_id)
  if (left === 'void') await forget(deps, tenant, session_id)
  if (left === 'unconfirmed' || left === 'overruled') throw notConfirmed(left, session_id)
  return sessionView(await loadSession(deps, tenant, session_id))
}

/** What the caller is told of a log-out that did not come about. */
export const notConfirmed = (left: 'unconfirmed' | 'overruled', session_id: string): AppError =>
  left === 'unconfirmed'
    ? new AppError('logout_not_confirmed', { session_id }, { retry_after_s: 5 })
    : new AppError(
        'logout_not_confirmed',
        { session_id },
        {
          detail:
            'Another call came in between that wants the session to stay. Call again if it is not to.'
        }
      )

/** The link is forgotten here and nowhere else. Its worker closes the connection first. */
const forget = async (deps: Deps, tenant: Tenant, session_id: string): Promise<void> => {
  await releaseQuietly(deps, tenant, session_id)
  await deps.db.withTenant(tenant, async (tx) => {
    await forgetLink(tx, session_id)
    if (!(await findLockedSession(tx, tenant.tenant_id, session_id))) return
    const session = await setLoggedOut(tx, tenant.tenant_id, session_id)
    const error = {
      code: 'session_logged_out',
      message: message_errors.session_logged_out
    } as const
    await endQueue(tx, { session_id, tenant_id: tenant.tenant_id }, error)
    putSessionEvent(tx, 'session.logged_out', session)
  })
}
