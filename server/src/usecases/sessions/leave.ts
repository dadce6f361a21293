import { AppError } from '../../domain/errors.ts'
import { resting_statuses } from '../../domain/session.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Tx } from '../../lib/db.ts'
import { pause } from '../../lib/retry.ts'
import { askForReconcile } from '../../queue/reconcile.ts'
import {
  findLockedSession,
  getSession,
  type HostedSession,
  setSessionState
} from '../../store/sessions/sessions.ts'
import type { Deps } from '../deps.ts'
import { findHost } from './host.ts'
import { putSessionEvent } from './put-session-event.ts'

/** The caller is told within five seconds, whatever happens. */
const wait_ms_max = 4_500
const look_again_ms = 75

/**
 * - `unlinked`: the phone has no linked device of this session (any more).
 * - `void`: there is a link, and it is worth nothing: WhatsApp has banned the number.
 * - `unconfirmed`: WhatsApp has not confirmed the log-out in time. It is tried until it does.
 * - `overruled`: another call came in between that wants the session to stay.
 * - `deleted`: there is no such session any more.
 */
export type Leaving = 'unlinked' | 'void' | 'unconfirmed' | 'overruled' | 'deleted'

/**
 * Has the linked device of a session removed from the phone, and connects for it where need be. That it is wanted stands
 * in the session: whichever worker has it, now or later, sees to it.
 */
export const leaveWhatsApp = async (
  deps: Deps,
  tenant: Tenant,
  session_id: string
): Promise<Leaving> => {
  const { tenant_id } = tenant
  const deadline = deps.clock.monotonic_ms() + wait_ms_max
  const asked = await deps.db.withTenant(tenant, (tx) => wantLoggedOut(tx, tenant_id, session_id))
  if (typeof asked === 'string') return asked
  await askWorker(deps, asked)
  for (;;) {
    const found = await deps.db.withTenant(tenant, (tx) => look(tx, tenant_id, session_id))
    if (found !== 'pending') return found
    if (deps.clock.monotonic_ms() >= deadline) return 'unconfirmed'
    await pause(look_again_ms)
  }
}

const wantLoggedOut = async (
  tx: Tx,
  tenant_id: string,
  session_id: string
): Promise<Leaving | HostedSession> => {
  const before = await findLockedSession(tx, tenant_id, session_id)
  if (!before) return 'deleted'
  const known = outcomeOf(before)
  if (known) return known
  const rests = resting_statuses.includes(before.status)
  const session = await setSessionState(tx, tenant_id, session_id, {
    desired: 'running',
    status: rests ? 'starting' : before.status,
    status_reason: rests ? 'logging_out' : before.status_reason,
    logs_out: true
  })
  if (rests) putSessionEvent(tx, 'session.starting', session)
  await askForReconcile(tx)
  return session
}

/** A worker that cannot be asked, or has not got the session yet, looks by itself when it connects. */
const askWorker = async (deps: Deps, session: HostedSession): Promise<void> => {
  const host = findHost(session)
  if (!host) return
  await deps.workers.logout(host, session.id).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'session_not_started') return
    deps.log.warn({ session_id: session.id, err: error }, 'worker not asked for a log-out')
  })
}

const look = async (
  tx: Tx,
  tenant_id: string,
  session_id: string
): Promise<Leaving | 'pending'> => {
  const session = await getSession(tx, tenant_id, session_id).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  })
  if (!session) return 'deleted'
  const outcome = outcomeOf(session)
  if (outcome) return outcome
  if (!session.logout_requested_at) return session.status === 'failed' ? 'unconfirmed' : 'overruled'
  return session.status === 'failed' ? 'unconfirmed' : 'pending'
}

const outcomeOf = (session: HostedSession): Leaving | null => {
  if (session.status === 'logged_out' || session.linked_at === null) return 'unlinked'
  if (session.status !== 'failed') return null
  if (session.status_reason === 'banned') return 'void'
  return session.status_reason === 'credentials_unreadable' ? 'unconfirmed' : null
}
