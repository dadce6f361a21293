import { AppError } from '../../domain/errors.ts'
import { resting_statuses, session_reasons, waitsForWorker } from '../../domain/session.ts'
import { helpFor } from '../../domain/session-help.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { sha256 } from '../../lib/crypto.ts'
import type { HostedSession } from '../../store/sessions/sessions.ts'
import type { Deps } from '../deps.ts'
import type { Subscription } from '../events/event-notifier.ts'
import { loadSession } from './read.ts'

export type QrCode = {
  qr: string
  /** Tells one code from another. */
  code_id: string
  expires_at: Date
}

/** The longest that a change which is told by no event goes unnoticed. */
const look_again_ms = 1_000

/**
 * The code to be scanned now. Waits up to `wait_ms` for one that is on its way, and where one is shown already for another;
 * otherwise says why there is none.
 */
export const readQr = async (
  deps: Deps,
  tenant: Tenant,
  session_id: string,
  { wait_ms, shown }: { wait_ms: number; shown?: string | undefined },
  signal: AbortSignal
): Promise<QrCode> => {
  const deadline = deps.clock.monotonic_ms() + wait_ms
  let news: Subscription | undefined
  try {
    for (;;) {
      const session = await loadSession(deps, tenant, session_id)
      const code = currentCode(session, deps.clock.now())
      const left_ms = signal.aborted ? 0 : deadline - deps.clock.monotonic_ms()
      if (code && (left_ms <= 0 || code.code_id !== shown)) return code
      if (left_ms <= 0) throw notReady(session)
      if (news) await news.next(Math.min(left_ms, look_again_ms), signal)
      // What happened before is looked at once more.
      else news = deps.event_hub.watch(tenant.tenant_id)
    }
  } finally {
    news?.end()
  }
}

/** Nothing to scan yet: it is on its way, or the service has no worker for it. */
export const notReady = ({ id, status_reason }: HostedSession): AppError => {
  const reason = waitsForWorker(status_reason)
  if (!reason) return new AppError('qr_not_ready', { session_id: id }, { retry_after_s: 1 })
  const more = { detail: session_reasons[reason], retry_after_s: 5 }
  const code = reason === 'no_capacity' ? 'no_capacity' : 'worker_unavailable'
  return new AppError(code, { session_id: id }, more)
}

/** The code of the session, null when one may come, an error when none will. */
const currentCode = (session: HostedSession, now: Date): QrCode | null => {
  refuseUnlinkable(session)
  refuseWithPasskey(session)
  const { status, qr, qr_expires_at } = session
  const fresh = status === 'qr' && qr && qr_expires_at && qr_expires_at > now
  return fresh ? { qr, code_id: codeId(qr), expires_at: qr_expires_at } : null
}

/** Refuses while a number with a passkey is being linked: its phone has a code already. */
export const refuseWithPasskey = (session: HostedSession): void => {
  if (session.status !== 'passkey_required') return
  const detail = helpFor(session)
  throw new AppError('passkey_required', { session_id: session.id }, detail ? { detail } : {})
}

const codeId = (qr: string): string => sha256(qr).toString('hex').slice(0, 16)

/** Refuses a session to which no phone can be linked as it is, and says what leads there. */
export const refuseUnlinkable = (session: HostedSession): void => {
  const { id: session_id, status } = session
  if (status === 'connected') refuseLinked(session)
  if (resting_statuses.includes(status)) {
    const reason = session.status_reason && session_reasons[session.status_reason]
    const detail = [reason, helpFor(session)].filter(Boolean).join(' ')
    throw new AppError('session_not_started', { session_id }, { detail })
  }
  if (status === 'reconnecting') throw linked(session_id)
  refuseLinked(session)
}

/** Refuses a session that is linked, whatever it is doing. */
export const refuseLinked = ({ id: session_id, status, linked_at }: HostedSession): void => {
  if (status === 'connected') throw new AppError('session_connected', { session_id })
  if (!linked_at || status === 'logged_out') return
  throw linked(session_id, resting_statuses.includes(status) ? 'it is not running' : undefined)
}

const linked = (session_id: string, what = 'its connection is being opened'): AppError => {
  const detail = `The session is linked; ${what}. Log out first to link another number.`
  return new AppError('session_connected', { session_id }, { detail })
}
