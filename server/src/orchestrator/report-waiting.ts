import { session_reasons } from '../domain/session.ts'
import type { Waiting } from './decision.ts'
import type { Leader } from './leader-context.ts'
import { letWait } from './records/place.ts'

const advice = {
  no_capacity:
    'every worker is in use, or every port is taken: raise WORKERS_MAX, widen WORKER_PORT_FIRST and WORKER_PORT_LAST, or stop sessions',
  worker_unavailable:
    'workers end right after their start: their instances say why, and so do the logs of the workers'
}

/** Tells the sessions for which there is no worker that they wait, and the operator once, when it begins and when it is over. */
export const reportWaiting = async (leader: Leader, waiting: Waiting[]): Promise<void> => {
  const { log, observations } = leader
  for (const reason of ['no_capacity', 'worker_unavailable'] as const) {
    const sessions = waiting.find((one) => one.reason === reason)?.sessions ?? []
    const before = observations.waiting[reason]
    observations.waiting[reason] = sessions.length
    if (sessions.length > 0 && before === 0)
      log.error({ reason, sessions: sessions.length }, advice[reason])
    if (sessions.length === 0 && before > 0)
      log.info({ reason }, 'sessions do not wait for a worker any more')
    const unaware = sessions.filter(
      (one) => one.status_reason !== reason || one.instance_id !== null
    )
    if (unaware.length === 0) continue
    const ids = unaware.map((session) => session.session_id)
    await letWait(leader.db, ids, reason)
    log.warn({ session_ids: ids, reason: session_reasons[reason] }, 'sessions wait for a worker')
  }
}
