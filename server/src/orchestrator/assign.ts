import { AppError } from '../domain/errors.ts'
import type { InstanceRow } from '../domain/instance.ts'
import type { Release } from './decision.ts'
import { addressOf, type Leader } from './leader-context.ts'
import { assignedBefore, assignmentKey, wantedMs } from './observations.ts'
import { hostSessions, sessionReleased } from './records/host.ts'
import type { Placement } from './records/load.ts'

/** Takes the leases of sessions that an instance should have and hands them over, each with its key. */
export const assignSession = async (
  leader: Leader,
  instance: InstanceRow,
  sessions: Placement[]
): Promise<void> => {
  const ids = sessions.map((session) => session.session_id)
  const { assignments, unreadable } = await hostSessions(leader, instance.id, ids)
  const { observations } = leader
  const failed = (session: Placement): void =>
    observations.rehost.failed(assignmentKey(instance.id, session), leader.clock.monotonic_ms())
  for (const session of sessions) {
    if (!unreadable.includes(session.session_id)) continue
    if (session.status_reason !== 'key_unavailable')
      leader.log.error(
        { session_id: session.session_id },
        'session key cannot be opened with this master key, trying again'
      )
    failed(session)
  }
  const epochs = new Map(assignments.map((one) => [one.session_id, one.epoch]))
  const given = sessions.filter((session) => epochs.has(session.session_id))
  if (given.length === 0) return
  // It had them already and has lost them: others may wait a little longer each time.
  for (const session of given)
    if (assignedBefore(observations, instance.id, session)) failed(session)
  try {
    await leader.workers.assign(addressOf(instance), assignments)
  } catch (error) {
    for (const session of given) failed(session)
    throw error
  }
  const at_ms = leader.clock.monotonic_ms()
  for (const session of given) {
    observations.assigned.set(session.session_id, {
      instance_id: instance.id,
      epoch: epochs.get(session.session_id) ?? 0,
      at_ms,
      wanted_ms: wantedMs(session)
    })
  }
  leader.log.info(
    { instance_id: instance.id, sessions: assignments.length },
    'sessions handed to worker'
  )
}

/** Makes an instance let go of a session. Its lease is free when this returns. */
export const releaseSession = async (leader: Leader, release: Release): Promise<void> => {
  const { instance, session_id, epoch, why } = release
  try {
    await leader.workers.release(addressOf(instance), session_id, why)
  } catch (error) {
    // Started again since this was decided: the next look sees it.
    if (error instanceof AppError && error.code === 'session_wanted') return leader.again()
    // It has no such session: then there is nothing to let go of.
    if (!(error instanceof AppError && error.code === 'not_found')) throw error
  }
  leader.observations.assigned.delete(session_id)
  leader.observations.observed.get(instance.id)?.sessions.delete(session_id)
  await sessionReleased(leader.db, instance.id, session_id, epoch)
  leader.again()
}
