import { AppError } from '../../domain/errors.ts'
import { pause } from '../../lib/retry.ts'
import type { HostedSession } from '../../store/sessions/sessions.ts'
import type { Deps } from '../deps.ts'
import { findHost } from './host.ts'

/** Closing a connection takes one round trip, and two seconds where nobody answers any more. */
const wait_ms_max = 4_000

/**
 * Asks the worker to let go of a session that is not wanted. A worker that does not answer in time is left to the
 * orchestrator, which asks again; a session that was started again meanwhile stays.
 */
export const releaseSession = async (deps: Deps, session: HostedSession): Promise<void> => {
  const host = findHost(session)
  if (!host) return
  const waited = new AbortController()
  const released = deps.workers.release(host, session.id, 'stopped').catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'session_wanted') return
    deps.log.warn(
      { session_id: session.id, instance_id: host.instance_id, err: error },
      'session not released by its worker yet'
    )
  })
  await Promise.race([released, pause(wait_ms_max, waited.signal)])
  waited.abort()
}
