import { AppError } from '../domain/errors.ts'
import type { InstanceRow } from '../domain/instance.ts'
import { hostSessions, sessionReleased } from '../usecases/orchestration/host.ts'
import type { Placement } from '../usecases/orchestration/load.ts'
import type { Release } from './decide.ts'
import { addressOf, type Leader } from './leader.ts'

/** Takes the leases of sessions that an instance should have and hands them over, each with its key. */
export const handOver = async (
  leader: Leader,
  instance: InstanceRow,
  sessions: Placement[]
): Promise<void> => {
  const ids = sessions.map((session) => session.session_id)
  const { assignments, unreadable } = await hostSessions(leader, instance.id, ids)
  for (const session_id of unreadable) {
    leader.log.error({ session_id }, 'session key cannot be opened with this master key')
  }
  if (assignments.length === 0) return
  await leader.workers.assign(addressOf(instance), assignments)
  const at_ms = leader.clock.monotonic_ms()
  for (const { session_id, epoch } of assignments) {
    leader.memory.handed.set(session_id, { instance_id: instance.id, epoch, at_ms })
    leader.memory.rehost.failed(`${instance.id} ${session_id}`, at_ms)
  }
  leader.log.info(
    { instance_id: instance.id, sessions: assignments.length },
    'sessions handed to worker'
  )
}

/** Makes an instance let go of a session. Its lease is free when this returns. */
export const takeBack = async (leader: Leader, release: Release): Promise<void> => {
  const { instance, session_id, epoch, why } = release
  try {
    await leader.workers.release(addressOf(instance), session_id, why)
  } catch (error) {
    // It has no such session: then there is nothing to let go of.
    if (!(error instanceof AppError && error.code === 'not_found')) throw error
  }
  leader.memory.handed.delete(session_id)
  leader.memory.sights.get(instance.id)?.sessions.delete(session_id)
  await sessionReleased(leader.db, instance.id, session_id, epoch)
  leader.again()
}
