import {
  type CallInput,
  type CallName,
  type CallOutput,
  definitionOf,
  callErrors as errorsOf
} from '../../control/calls.ts'
import type { WorkerAddress } from '../../control/contract.ts'
import { AppError, type ErrorCode } from '../../domain/errors.ts'
import { resting_statuses, session_reasons } from '../../domain/session.ts'
import { helpFor } from '../../domain/session-help.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { createFairPlaces, type FairPlaces } from '../../lib/fair-places.ts'
import { pause } from '../../lib/retry.ts'
import type { HostedSession } from '../../store/sessions/sessions.ts'
import type { Deps } from '../deps.ts'
import { findHost } from './host.ts'
import { loadSession } from './read.ts'

/** What a route that makes this call documents. */
export const callErrors = errorsOf

/**
 * Room for the calls of all tenants in one gateway. WhatsApp may keep each waiting until its time is up: a tenant has an
 * eighth of the room, and whoever has asked less comes first.
 */
export const createCallPlaces = (): FairPlaces =>
  createFairPlaces({
    running_max: 256,
    running_max_each: 32,
    waiting_max: 1_024,
    waiting_max_each: 64,
    waiting_ms_max: 5_000,
    refuse: () => new AppError('too_much_at_once', {}, { retry_after_s: 1 })
  })

/** So long a session is waited for that changes its worker or its connection while it is asked. */
const moved_within_ms = 8_000
const look_again_ms = 100

/**
 * Asks WhatsApp something through the connection of a session. One that is not connected is refused, with what leads on. When
 * the session changes its worker or its connection in the middle, the call is made once more there if nothing of it was
 * begun, or if making it twice is the same; otherwise the caller is told that nobody knows. Ends when the signal aborts:
 * the worker gives it up.
 */
export const callSession = <N extends CallName>(
  deps: Deps,
  tenant: Tenant,
  session_id: string,
  name: N,
  input: CallInput<N>,
  signal: AbortSignal
): Promise<CallOutput<N>> =>
  measured(deps, name, () => callInTurn(deps, tenant, session_id, name, input, signal))

/** Refuses what would end in a call to a session that is not connected, before anything is prepared for it. */
export const requireConnected = async (
  deps: Deps,
  tenant: Tenant,
  session_id: string
): Promise<void> => {
  const session = await loadSession(deps, tenant, session_id)
  if (!connectedHost(session)) throw notConnected(session)
}

const callInTurn = <N extends CallName>(
  deps: Deps,
  tenant: Tenant,
  session_id: string,
  name: N,
  input: CallInput<N>,
  signal: AbortSignal
): Promise<CallOutput<N>> =>
  deps.call_places.run(tenant.tenant_id, async () => {
    const attempts = createAttempts(name)
    let wait_until_ms: number | null = null
    for (;;) {
      signal.throwIfAborted()
      const session = await loadSession(deps, tenant, session_id)
      const host = connectedHost(session)
      let failure = notConnected(session)
      if (host) {
        const began_ms = deps.clock.monotonic_ms()
        try {
          return await deps.workers.call(host, session_id, name, input, signal)
        } catch (error) {
          signal.throwIfAborted()
          failure = attempts.failed(error, deps.clock.monotonic_ms() - began_ms) ?? failure
        }
      } else if (wait_until_ms === null || resting_statuses.includes(session.status)) throw failure
      const now_ms = deps.clock.monotonic_ms()
      wait_until_ms ??= now_ms + moved_within_ms
      if (now_ms >= wait_until_ms) throw failure
      await pause(look_again_ms, signal)
    }
  })

const measured = async <T>(
  { meters, clock }: Pick<Deps, 'meters' | 'clock'>,
  call: CallName,
  work: () => Promise<T>
): Promise<T> => {
  const began_ms = clock.monotonic_ms()
  let outcome = 'ok'
  try {
    return await work()
  } catch (error) {
    outcome = error instanceof AppError ? error.code : 'internal'
    throw error
  } finally {
    meters.count('gateway_live_calls_total', { call, outcome })
    const took_ms = clock.monotonic_ms() - began_ms
    meters.observe('gateway_live_call_duration_seconds', { call }, took_ms / 1_000)
  }
}

/** The call was not begun: the session is not there, or not connected there, or nobody listens. */
const not_begun = new Set<ErrorCode>([
  'session_not_started',
  'session_not_connected',
  'worker_unreachable'
])

/** Judges the failures of one call: throws what ends it. Otherwise it is made again, and ends with what is returned if it cannot be. */
const createAttempts = (name: CallName) => {
  const { repeatable, timeout_ms } = definitionOf(name)
  let interrupted = false
  return {
    failed: (error: unknown, took_ms: number): AppError | null => {
      if (!(error instanceof AppError)) throw error
      // A worker that took the call and fell silent: whether it has asked WhatsApp is not known either.
      const silent = error.code === 'worker_unreachable' && took_ms >= timeout_ms
      if (error.code === 'call_interrupted' || silent) {
        if (silent || interrupted || !repeatable) throw asInterrupted(error, repeatable)
        interrupted = true
        return asInterrupted(error, repeatable)
      }
      if (!not_begun.has(error.code)) throw error
      // What the row says of the session tells more than that this worker has nothing of it.
      return error.code === 'worker_unreachable' ? error : null
    }
  }
}

const connectedHost = (session: HostedSession): WorkerAddress | null =>
  session.status === 'connected' ? findHost(session) : null

const notConnected = (session: HostedSession): AppError => {
  const { id: session_id, status, status_reason } = session
  const what = status === 'connected' ? 'The session is being moved.' : `The session is ${status}.`
  const reason = status_reason && session_reasons[status_reason]
  const detail = [what, reason, helpFor(session)].filter(Boolean).join(' ')
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
  if (error.code === 'worker_unreachable' && !repeatable)
    return new AppError('call_interrupted', error.context, { cause: error })
  if (error.code !== 'call_interrupted' || !repeatable) return error
  return new AppError('call_interrupted', error.context, { cause: error, detail: nothing_done })
}
