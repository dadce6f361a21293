import type { InstanceRow } from '../domain/instance.ts'
import type { ScaleBounds } from '../domain/scale.ts'
import type { Decision } from './decision.ts'
import { hasHeadroom } from './judge-scale.ts'
import type { Observations } from './observations.ts'
import type { Occupancy } from './occupancy.ts'
import { sharedUse } from './plan-starts.ts'
import type { Orchestration } from './records/load.ts'
import type { Rules } from './rules.ts'

/** Which instances have not answered for too long, and which nobody needs. */
export const judgeInstances = (
  decision: Decision,
  state: Orchestration,
  occupancy: Occupancy,
  observations: Observations,
  rules: Rules,
  now_ms: number
): void => {
  const needed = new Set(state.sessions.map((session) => session.instance_id))
  for (const id of [...decision.place.keys(), ...decision.move.keys()]) needed.add(id)
  const warm = new Set(
    sharedUse(occupancy, observations, rules)
      .filter(hasHeadroom)
      .map((worker) => worker.id)
  )
  for (const instance of state.instances) {
    if (instance.status === 'starting') continue
    const observed = observations.observed.get(instance.id)
    if (instance.status === 'unhealthy' || (observed?.misses ?? 0) >= rules.misses_max) {
      const { misses_max } = rules
      const reason = `The worker has not answered ${misses_max} times in a row.`
      decision.kill.push({ instance, reason })
    } else if (instance.status === 'draining') {
      const reason = whyDrained(instance, needed.has(instance.id), observations, now_ms)
      if (reason) decision.drain.push({ instance, reason })
    } else if (needed.has(instance.id) || observed?.misses !== 0 || observed.sessions.size > 0) {
      observations.idle_since.delete(instance.id)
    } else if (
      isOver(instance, observations, rules, now_ms) &&
      !isKeptWarm(instance, warm, rules, state.scale)
    ) {
      warm.delete(instance.id)
      const reason =
        instance.desired === 'stopped' ? 'it is to be stopped' : 'no session has needed it lately'
      decision.drain.push({ instance, reason })
    }
  }
}

/** Moving all sessions of a worker takes seconds, unless there is no room for them anywhere. */
const draining_ms_max = 300_000

/** Why a worker that is to end is told so now; null while its sessions are moved to others. */
const whyDrained = (
  instance: InstanceRow,
  needed: boolean,
  observations: Observations,
  now_ms: number
): string | null => {
  const observed = observations.observed.get(instance.id)
  const since = observations.draining_since.get(instance.id) ?? now_ms
  observations.draining_since.set(instance.id, since)
  if (observed?.misses !== 0) return null
  if (!needed && observed.sessions.size === 0) return 'all its sessions have moved'
  if (now_ms - since < draining_ms_max) return null
  return 'its sessions could not be moved in time'
}

const isOver = (
  instance: InstanceRow,
  observations: Observations,
  rules: Rules,
  now_ms: number
): boolean => {
  const since = observations.idle_since.get(instance.id) ?? now_ms
  observations.idle_since.set(instance.id, since)
  return now_ms - since >= rules.idle_ms || instance.desired === 'stopped'
}

const isKeptWarm = (
  instance: InstanceRow,
  warm: Set<string>,
  rules: Rules,
  bounds: ScaleBounds
): boolean =>
  warm.has(instance.id) && warm.size <= Math.max(rules.warm_workers, bounds.workers_min ?? 0)
