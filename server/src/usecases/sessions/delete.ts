import type { Tenant } from '../../domain/tenant.ts'
import {
  deleteSession as deleteRow,
  findLockedSession,
  forgetLink,
  type HostedSession
} from '../../store/sessions/sessions.ts'
import type { Deps } from '../deps.ts'
import { leaveWhatsApp } from './leave.ts'
import { notConfirmed } from './logout.ts'
import { putSessionEvent } from './put-session-event.ts'
import { releaseQuietly } from './quiet.ts'
import { loadSession } from './read.ts'

/** All messages of the session go with it. */
const deletion_limits = { statement_ms: 300_000 }
/** Somebody may go on scanning, or starting, while it is deleted. */
const tries_max = 3

/**
 * Deletes the session with its messages, when the phone has no linked device of it any more: one that is not connected is
 * connected for that. `force` does not wait for WhatsApp: the phone may then show a device that nobody can use.
 */
export const deleteSession = async (
  deps: Deps,
  tenant: Tenant,
  session_id: string,
  { force }: { force: boolean }
): Promise<void> => {
  await loadSession(deps, tenant, session_id)
  for (let tries = 1; ; tries++) {
    const left = force ? 'void' : await leaveWhatsApp(deps, tenant, session_id)
    if (left === 'deleted') return
    const again = tries < tries_max
    if (left === 'unconfirmed' || (left === 'overruled' && !again))
      throw notConfirmed(left, session_id)
    if (left === 'overruled') continue
    await releaseQuietly(deps, tenant, session_id)
    const deleted = await deleteUnless(
      deps,
      tenant,
      session_id,
      (session) =>
        left === 'unlinked' &&
        again &&
        session.linked_at !== null &&
        session.status !== 'logged_out'
    )
    if (deleted) return
  }
}

/** Deletes the session unless something speaks against it, such as a scan a moment ago. */
const deleteUnless = async (
  deps: Deps,
  tenant: Tenant,
  session_id: string,
  spared: (session: HostedSession) => boolean
): Promise<boolean> => {
  const { tenant_id } = tenant
  try {
    await deps.db.withTenant(
      tenant,
      async (tx) => {
        // Whoever holds the lease finishes its transaction first, and writes nothing more.
        await forgetLink(tx, session_id)
        const session = await findLockedSession(tx, tenant_id, session_id, 'all')
        if (!session) return
        // Nothing of this transaction stays.
        if (spared(session)) throw new Spared()
        putSessionEvent(tx, 'session.deleted', session)
        await deleteRow(tx, tenant_id, session_id)
      },
      deletion_limits
    )
    return true
  } catch (error) {
    if (error instanceof Spared) return false
    throw error
  }
}

class Spared extends Error {}
