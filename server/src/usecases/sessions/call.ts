import {
  type CallInput,
  type CallName,
  type CallOutput,
  definitionOf,
  callErrors as errorsOf
} from '../../control/calls.ts'
import type { WorkerAddress } from '../../control/contract.ts'
import { AppError, type ErrorCode } from '../../domain/errors.ts'
import { helpFor, resting_statuses, session_reasons } from '../../domain/session.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { pause } from '../../lib/retry.ts'
import type { HostedSession } from '../../store/sessions/sessions.ts'
import type { Deps } from '../deps.ts'
import { findHost } from './host.ts'
import { loadSession } from './read.ts'

/** So long a session that is changing its worker or its connection is waited for. */
const moved_within_ms = 8_000
const look_again_ms = 100

/** The call was not begun: the session is not there, or not connected there. */
const not_begun: readonly ErrorCode[] = [
  'session_not_started',
  'session_not_connected',
  'worker_unreachable'
]

/**
 * Asks WhatsApp something through the connection of a session that is connected; one that is not is refused with what leads
 * out. When the session changes its worker or its connection in the middle, the call is made once more there if nothing of
 * it can have been done, or if doing it twice is the same; else the caller is told. It ends when the signal aborts.
 */
export const callSession = async <N extends CallName>(
  deps: Deps,
  tenant: Tenant,
  session_id: string,
  name: N,
  input: CallInput<N>,
  signal: AbortSignal
): Promise<CallOutput<N>> => {
  const { repeatable, timeout_ms } = definitionOf(name)
  let until_ms = Number.POSITIVE_INFINITY
  let interrupted = false
  for (;;) {
    const session = await loadSession(deps, tenant, session_id)
    const host = connectedHost(session)
    const began_ms = deps.clock.monotonic_ms()
    let failure = notConnected(session)
    if (host) {
      try {
        return await deps.workers.call(host, session_id, name, input, signal)
      } catch (error) {
        signal.throwIfAborted()
        if (!(error instanceof AppError)) throw error
        const late = deps.clock.monotonic_ms() - began_ms >= timeout_ms
        const begun = error.code === 'call_interrupted' || late
        const again = begun ? repeatable && !interrupted && !late : not_begun.includes(error.code)
        if (!again) throw begun ? asInterrupted(error, repeatable) : error
        interrupted ||= begun
        failure = error.code === 'session_not_connected' ? failure : error
      }
    } else if (until_ms === Number.POSITIVE_INFINITY || resting_statuses.includes(session.status)) {
      throw failure
    }
    const now_ms = deps.clock.monotonic_ms()
    until_ms = Math.min(until_ms, now_ms + moved_within_ms)
    if (now_ms >= until_ms) throw failure
    await pause(look_again_ms, signal)
    signal.throwIfAborted()
  }
}

/** What a route that makes this call documents. */
export const callErrors = errorsOf

const connectedHost = (session: HostedSession): WorkerAddress | null =>
  session.status === 'connected' ? findHost(session) : null

const notConnected = (session: HostedSession): AppError => {
  const { id: session_id, status, status_reason } = session
  const reason = status_reason && session_reasons[status_reason]
  const detail = [`The session is ${status}.`, reason, helpFor(session)].filter(Boolean).join(' ')
  const connects = !resting_statuses.includes(status)
  return new AppError(
    'session_not_connected',
    { session_id, status },
    { detail, ...(connects && { retry_after_s: 5 }) }
  )
}

const nothing_done =
  'The connection of the session ended before WhatsApp had answered. Nothing was changed: call again in a moment.'

const asInterrupted = (error: AppError, repeatable: boolean): AppError => {
  if (error.code !== 'call_interrupted' && error.code !== 'worker_unreachable') return error
  if (error.code === 'worker_unreachable' && repeatable) return error
  const more = { cause: error, ...(repeatable && { detail: nothing_done }) }
  return new AppError('call_interrupted', error.context, more)
}
