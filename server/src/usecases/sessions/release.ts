import type { HostedSession } from '../../store/sessions.ts'
import type { Deps } from '../deps.ts'
import { findHost } from './host.ts'

/** Asks the worker to let go of a session that is not wanted. A worker that does not answer is left to the orchestrator, which asks again. */
export const releaseSession = async (deps: Deps, session: HostedSession): Promise<void> => {
  const host = findHost(session)
  if (!host) return
  try {
    await deps.workers.release(host, session.id, 'stopped')
  } catch (error) {
    deps.log.warn(
      { session_id: session.id, instance_id: host.instance_id, err: error },
      'session not released by its worker yet'
    )
  }
}
