import type { InstanceRow } from '../domain/instance.ts'
import type { Decision, Release } from './decision.ts'
import { judgeInstances } from './judge-instances.ts'
import { judgeBalance } from './judge-scale.ts'
import { assignmentKey, holds, isBusy, type Observations } from './observations.ts'
import { createOccupancy, type Occupancy } from './occupancy.ts'
import { planStarts, sharedUse } from './plan-starts.ts'
import type { Orchestration, Placement } from './records/load.ts'
import type { Rules } from './rules.ts'

/** Compares what should run with what does. Changes nothing but what it remembers of idle instances. */
export const decide = (
  state: Orchestration,
  observations: Observations,
  rules: Rules,
  now_ms: number
): Decision => {
  const decision: Decision = {
    place: new Map(),
    move: new Map(),
    start: [],
    host: new Map(),
    release: [],
    unplace: [],
    waiting: [],
    kill: [],
    retire: [],
    drain: [],
    again_ms: Number.POSITIVE_INFINITY
  }
  const instances = new Map(state.instances.map((instance) => [instance.id, instance]))
  const occupancy = createOccupancy(
    state.instances,
    state.sessions,
    rules,
    (id) => isBusy(observations, id),
    (host) => observations.hosts.troubles.get(host)?.includes('disk_full') ?? false
  )
  const unplaced: Placement[] = []
  const moving: Placement[] = []
  let moves_left = rules.moves_at_once_max - state.sessions.filter(isOnItsWay).length

  for (const session of state.sessions) {
    const holder = session.lease_instance_id ? instances.get(session.lease_instance_id) : undefined
    if (session.desired === 'stopped') {
      const held =
        holder && (session.lease_valid || holds(observations, holder.id, session.session_id))
      if (holder && held) decision.release.push(releaseOf(holder, session, 'stopped'))
      else decision.unplace.push(session.session_id)
      continue
    }
    const { place, moves, to } = findPlace(session, occupancy, observations, moves_left > 0)
    if (moves) moving.push(session)
    if (to) {
      moves_left--
      push(decision.move, to.id, session.session_id)
      occupancy.add(to, session)
      // It is let go of by the next pass, when its row says where it goes.
      continue
    }
    if (!place) unplaced.push(session)
    if (holder && holder !== place && holds(observations, holder.id, session.session_id)) {
      decision.release.push(releaseOf(holder, session, 'moved'))
    } else if (
      place?.id === session.instance_id &&
      place &&
      isMissing(session, place, observations, now_ms)
    ) {
      push(decision.host, place, session)
    }
  }
  planStarts(
    decision,
    { unplaced, moving },
    occupancy,
    state.instances,
    observations,
    rules,
    now_ms,
    state.scale
  )
  if (moves_left > 0 && moving.length === 0)
    spread(decision, state.sessions, occupancy, observations, rules, moves_left)
  findMisplaced(decision, state, observations)
  judgeInstances(decision, state, occupancy, observations, rules, now_ms)
  return decision
}

const releaseOf = (instance: InstanceRow, session: Placement, why: Release['why']): Release => ({
  instance,
  session_id: session.session_id,
  epoch: session.lease_epoch ?? 0,
  why
})

/** Moves sessions from the shared worker with most of them to the one with fewest, when one has far more than the other. */
const spread = (
  decision: Decision,
  sessions: Placement[],
  occupancy: Occupancy,
  observations: Observations,
  rules: Rules,
  moves_left: number
): void => {
  const balance = judgeBalance(sharedUse(occupancy, observations, rules))
  if (!balance || observations.observed.get(balance.to)?.misses !== 0) return
  const moves = sessions.filter(
    (one) =>
      one.instance_id === balance.from &&
      one.desired === 'running' &&
      one.status === 'connected' &&
      one.mode === 'shared' &&
      holds(observations, balance.from, one.session_id)
  )
  for (const one of moves.slice(0, Math.min(moves_left, balance.sessions)))
    push(decision.move, balance.to, one.session_id)
}

/** A session that was just given to another worker and is not connected there yet. One that takes too long is not waited for. */
const isOnItsWay = (session: Placement): boolean =>
  session.status_reason === 'worker_moved' &&
  session.status !== 'connected' &&
  session.status_for_s < on_its_way_s

const on_its_way_s = 15

/**
 * Where a session stays, or goes. One whose instance is to end, or is of another kind (it was linked, or its plan has
 * changed), goes on there until another one is up: `to` is that one, `moves` tells that it has to be started.
 */
const findPlace = (
  session: Placement,
  occupancy: Occupancy,
  observations: Observations,
  may_move: boolean
): { place?: InstanceRow | undefined; moves?: boolean; to?: InstanceRow } => {
  const present = occupancy.present(session)
  if (present && occupancy.suits(present, session)) return { place: present }
  const leaving = occupancy.leaving(session)
  const at_work = leaving && isAtWork(leaving, session, observations) ? leaving : undefined
  const place = present ?? at_work
  // Whoever has fewest comes first when there is not room for all, which is seen to later.
  if (!place) return { place: undefined }
  const better = occupancy.find(session)
  // What is being linked is not disturbed, where it need not be.
  const held = holds(observations, place.id, session.session_id)
  if (present && held && session.status !== 'connected') return { place }
  if (!better) return { place, moves: true }
  const up = better.status === 'running' && observations.observed.get(better.id)?.misses === 0
  if (up && may_move) return { to: better }
  // Its place there is kept.
  occupancy.add(better, session)
  return { place }
}

/** Whether a worker that is to end answers, and has the session. */
const isAtWork = (
  instance: InstanceRow,
  session: Placement,
  observations: Observations
): boolean => {
  const observed = observations.observed.get(instance.id)
  return (
    observed?.misses === 0 &&
    observed.worker !== 'draining' &&
    holds(observations, instance.id, session.session_id)
  )
}

const isMissing = (
  session: Placement,
  place: InstanceRow,
  observations: Observations,
  now_ms: number
): boolean =>
  place.status === 'running' &&
  observations.observed.get(place.id)?.misses === 0 &&
  !(
    session.lease_instance_id === place.id &&
    holds(observations, place.id, session.session_id, session.lease_epoch)
  ) &&
  observations.rehost.wait_ms(assignmentKey(place.id, session), now_ms) === 0

/** Sessions that an instance has though they were deleted, or given to another in the meantime. */
const findMisplaced = (
  decision: Decision,
  state: Orchestration,
  observations: Observations
): void => {
  const sessions = new Map(state.sessions.map((session) => [session.session_id, session]))
  for (const instance of state.instances) {
    for (const [session_id, epoch] of observations.observed.get(instance.id)?.sessions ?? []) {
      const session = sessions.get(session_id)
      const owns = session?.lease_instance_id === instance.id && (session.lease_epoch ?? 0) <= epoch
      if (owns || !holds(observations, instance.id, session_id, epoch)) continue
      decision.release.push({ instance, session_id, epoch, why: 'moved' })
    }
  }
}

const push = <Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void => {
  const values = map.get(key)
  if (values) values.push(value)
  else map.set(key, [value])
}
