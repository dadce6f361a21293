import type { InstanceRow } from '../domain/instance.ts'
import type { ScaleBounds } from '../domain/scale.ts'
import type { Decision, Start, Waiting } from './decision.ts'
import { judgeScale, type WorkerUse } from './judge-scale.ts'
import type { Observations } from './observations.ts'
import type { Occupancy } from './occupancy.ts'
import { poolKeyOf } from './pool-key.ts'
import type { Placement } from './records/load.ts'
import { createRoom, type Room } from './room.ts'
import type { Rules } from './rules.ts'

/** What is known while starts are planned. */
type Plan = {
  decision: Decision
  observations: Observations
  rules: Rules
  occupancy: Occupancy
  room: Room
  now_ms: number
  /** How many more workers may start at the same time. */
  left: number
  /** Starts of this pass that have room for more, by pool. */
  open: Map<string, { start: Start; free: number }>
}

type Answer = 'placed' | 'later' | 'no_room' | 'failing'

/**
 * Where sessions go that have no worker, those of tenants with few of them first: to one that is there, or to a new one, a
 * few at a time and not at once again where the last ones died. Then new ones for sessions that are to have their own, and
 * one that waits for whoever comes.
 */
export const planStarts = (
  decision: Decision,
  waiting: { unplaced: Placement[]; moving: Placement[] },
  occupancy: Occupancy,
  instances: InstanceRow[],
  observations: Observations,
  rules: Rules,
  now_ms: number,
  bounds: ScaleBounds
): void => {
  const full_for_ms = Math.max(0, observations.driver_full_until_ms - now_ms)
  if (full_for_ms > 0) decision.again_ms = Math.min(decision.again_ms, full_for_ms)
  const starting = instances.filter((one) => one.status === 'starting').length
  const plan: Plan = {
    decision,
    observations,
    rules,
    occupancy,
    room: createRoom(instances, rules, full_for_ms === 0, bounds),
    now_ms,
    left: rules.starts_at_once_max - starting,
    open: new Map()
  }
  const has = (session: Placement): number => occupancy.sessionsOf(session.tenant_id)
  const refused: Record<Waiting['reason'], Placement[]> = {
    no_capacity: [],
    worker_unavailable: []
  }
  for (const session of waiting.unplaced.toSorted((one, other) => has(one) - has(other))) {
    const answer = placeNew(plan, session)
    if (answer === 'no_room') refused.no_capacity.push(session)
    if (answer === 'failing') refused.worker_unavailable.push(session)
  }
  for (const session of waiting.moving) startFor(plan, session, false)
  scaleShared(plan, instances, bounds)
  for (const { start } of plan.open.values()) plan.decision.start.push(start)
  for (const reason of ['no_capacity', 'worker_unavailable'] as const)
    if (refused[reason].length > 0) decision.waiting.push({ reason, sessions: refused[reason] })
}

/** One that cannot have a worker of its own for want of room shares one until it can. */
const placeNew = (plan: Plan, session: Placement): Answer => {
  const answer = findOrStart(plan, session)
  if (answer !== 'no_room' || session.mode === 'shared') return answer
  return findOrStart(plan, { ...session, mode: 'shared' })
}

const findOrStart = (plan: Plan, session: Placement): Answer => {
  const place = plan.occupancy.find(session)
  if (!place) return startFor(plan, session, true)
  plan.occupancy.add(place, session)
  const placed = plan.decision.place.get(place.id) ?? []
  plan.decision.place.set(place.id, [...placed, session.session_id])
  return 'placed'
}

const startFor = (plan: Plan, session: Placement, place: boolean): Answer => {
  const pool = poolKeyOf(session)
  if (plan.occupancy.overShare(session)) return 'no_room'
  const answer = waitOf(plan, pool)
  if (answer) return answer
  const open = plan.open.get(pool)
  if (open && open.free > 0) {
    open.free--
    if (!place) return 'placed'
    open.start.session_ids.push(session.session_id)
    plan.occupancy.expect(session)
    return 'placed'
  }
  const reason = session.part
    ? 'sessions whose worker crashed again and again run apart from others'
    : place
      ? 'no worker of its kind has room for a session'
      : 'a session moves to a worker of the kind that it should have'
  const start = startOf(session, pool, reason)
  if (!plan.room.allows(start)) return 'no_room'
  if (plan.left <= 0) return 'later'
  begin(plan, start)
  return startFor(plan, session, place)
}

/** One worker that ends young may have been killed: another is started at once. Only the next waits. */
const waitOf = ({ observations, decision, rules, now_ms }: Plan, pool: string): Answer | null => {
  const ends = observations.failed_starts.count(pool)
  const wait_ms = observations.failed_starts.wait_ms(pool, now_ms)
  if (ends <= 1 || wait_ms === 0) return null
  decision.again_ms = Math.min(decision.again_ms, wait_ms)
  return ends >= rules.failed_starts_max ? 'failing' : 'later'
}

const startOf = (session: Placement, pool: string, reason: string): Start => {
  const { mode, tenant_id, limits, workers_max, part } = session
  const shared = mode === 'shared'
  return {
    pool,
    mode,
    tenant_id: shared ? null : tenant_id,
    limits: shared ? null : limits,
    workers_max,
    session_ids: [],
    part,
    reason
  }
}

const begin = (plan: Plan, start: Start): void => {
  // The one before is full.
  const full = plan.open.get(start.pool)
  if (full) plan.decision.start.push(full.start)
  const free = start.mode === 'dedicated' ? 1 : plan.rules.sessions_per_worker
  plan.open.set(start.pool, { start, free })
  plan.room.take(start)
  plan.left--
}

/** As many shared workers as there should be: a worker takes a second to start, and who comes next does not wait for it. */
const scaleShared = (plan: Plan, instances: InstanceRow[], bounds: ScaleBounds): void => {
  const { decision, observations, rules, now_ms } = plan
  const expected = expectedShared(plan)
  const workers = [...sharedUse(plan.occupancy, observations, rules), ...expected]
  const judged = judgeScale(workers, bounds, rules, observations.calm_since_ms, now_ms)
  observations.calm_since_ms = judged.calm_since_ms
  for (let count = 0; count < judged.start && plan.left > 0; count++) {
    const start = startOf(
      { mode: 'shared', part: null } as Placement,
      'shared',
      judged.start_reason
    )
    if (waitOf(plan, 'shared') || !plan.room.allows(start)) return
    begin(plan, start)
  }
  const retired = instances.find((one) => one.id === judged.retire?.id)
  if (judged.retire && retired)
    decision.retire.push({ instance: retired, reason: judged.retire.reason })
}

/** Shared workers that this pass is about to start for sessions. */
const expectedShared = ({ open, decision, rules }: Plan): WorkerUse[] =>
  [...decision.start, ...[...open.values()].map(({ start }) => start)]
    .filter(({ mode, part }) => mode === 'shared' && part === null)
    .map(({ session_ids }, index) => ({
      id: `start ${index}`,
      starting: true,
      sessions: session_ids.length,
      sessions_max: rules.sessions_per_worker,
      cpu_share: 0,
      memory_share: 0
    }))

/** What shared workers hold and use, as far as they have said. */
export const sharedUse = (
  occupancy: Occupancy,
  { observed }: Observations,
  { shared_memory_bytes }: Rules
): WorkerUse[] =>
  occupancy.shared().map(({ instance, ...load }) => ({
    id: instance.id,
    starting: instance.status === 'starting',
    ...load,
    cpu_share: observed.get(instance.id)?.cpu_share ?? 0,
    memory_share: (observed.get(instance.id)?.memory_rss_bytes ?? 0) / shared_memory_bytes
  }))
