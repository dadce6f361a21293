import type { InstanceMode, InstanceRow } from '../domain/instance.ts'
import type { Orchestration, Placement } from '../usecases/orchestration/load.ts'
import { holds, type Memory } from './memory.ts'
import { type Limits, slotOf } from './slot.ts'

export type Release = {
  instance: InstanceRow
  session_id: string
  epoch: number
  why: 'stopped' | 'moved'
}

export type Start = {
  slot: string
  mode: InstanceMode
  tenant_id: string | null
  limits: Limits
  session_ids: string[]
}

/** What one pass is going to do. */
export type Decision = {
  /** Sessions for an instance that is there. */
  place: Map<string, string[]>
  /** Instances to be made, with the sessions they are made for. */
  start: Start[]
  /** Sessions that an instance should have and has not. */
  host: Map<InstanceRow, Placement[]>
  release: Release[]
  /** Sessions that are neither wanted nor hosted. */
  unplace: string[]
  /** Sessions for which a worker was started too often in vain. */
  refuse: string[]
  /** Instances that have not answered for too long. */
  kill: InstanceRow[]
  /** Instances that nobody needs any more. */
  retire: InstanceRow[]
  /** When something that waits may go on. */
  again_ms: number
}

export type Rules = {
  sessions_per_worker: number
  starts_at_once_max: number
  idle_ms: number
  misses_max: number
  vain_starts_max: number
}

/**
 * So many workers in a row must have ended right after their start before their sessions fail, which takes about twenty
 * seconds. Three of them may just have been killed, by chance or for want of memory, while nothing is wrong.
 */
export const vain_starts_max = 6

/** Compares what should run with what does. Changes nothing but what it remembers of idle instances. */
export const decide = (
  state: Orchestration,
  memory: Memory,
  rules: Rules,
  now_ms: number
): Decision => {
  const decision: Decision = {
    place: new Map(),
    start: [],
    host: new Map(),
    release: [],
    unplace: [],
    refuse: [],
    kill: [],
    retire: [],
    again_ms: Number.POSITIVE_INFINITY
  }
  const instances = new Map(state.instances.map((instance) => [instance.id, instance]))
  const loads = countLoads(state.sessions)
  const homeless: Placement[] = []

  for (const session of state.sessions) {
    const holder = session.lease_instance_id ? instances.get(session.lease_instance_id) : undefined
    if (session.desired === 'stopped') {
      const held = holder && (session.lease_valid || holds(memory, holder.id, session.session_id))
      if (holder && held) decision.release.push(releaseOf(holder, session, 'stopped'))
      else decision.unplace.push(session.session_id)
      continue
    }
    const home = findHome(session, instances, loads, rules)
    if (!home) homeless.push(session)
    else if (home.id !== session.instance_id) {
      push(decision.place, home.id, session.session_id)
      loads.set(home.id, (loads.get(home.id) ?? 0) + 1)
    }
    if (holder && holder !== home && holds(memory, holder.id, session.session_id)) {
      decision.release.push(releaseOf(holder, session, 'moved'))
    } else if (
      home?.id === session.instance_id &&
      home &&
      isMissing(session, home, memory, now_ms)
    ) {
      push(decision.host, home, session)
    }
  }
  planStarts(decision, homeless, state, memory, rules, now_ms)
  findStrays(decision, state, memory)
  judgeInstances(decision, state, memory, rules, now_ms)
  return decision
}

const releaseOf = (instance: InstanceRow, session: Placement, why: Release['why']): Release => ({
  instance,
  session_id: session.session_id,
  epoch: session.lease_epoch ?? 0,
  why
})

const countLoads = (sessions: Placement[]): Map<string, number> => {
  const loads = new Map<string, number>()
  for (const { desired, instance_id } of sessions) {
    if (desired === 'running' && instance_id)
      loads.set(instance_id, (loads.get(instance_id) ?? 0) + 1)
  }
  return loads
}

/** Where a session stays, or the least loaded instance of its kind that has room. */
const findHome = (
  session: Placement,
  instances: Map<string, InstanceRow>,
  loads: Map<string, number>,
  rules: Rules
): InstanceRow | undefined => {
  const suits = (instance: InstanceRow): boolean =>
    (instance.status === 'starting' || instance.status === 'running') &&
    instance.desired === 'running' &&
    instance.mode === session.mode &&
    instance.tenant_id === (session.mode === 'shared' ? null : session.tenant_id)
  const present = session.instance_id ? instances.get(session.instance_id) : undefined
  if (present && suits(present)) return present
  const load = (instance: InstanceRow): number => loads.get(instance.id) ?? 0
  return [...instances.values()]
    .filter(
      (one) => suits(one) && load(one) < Math.min(one.sessions_max, rules.sessions_per_worker)
    )
    .sort((one, other) => load(one) - load(other))[0]
}

const isMissing = (
  session: Placement,
  home: InstanceRow,
  memory: Memory,
  now_ms: number
): boolean =>
  home.status === 'running' &&
  memory.sights.get(home.id)?.misses === 0 &&
  !(
    session.lease_instance_id === home.id &&
    holds(memory, home.id, session.session_id, session.lease_epoch)
  ) &&
  memory.rehost.wait_ms(`${home.id} ${session.session_id}`, now_ms) === 0

/** New instances for sessions that found no room, a few at a time, and not at once again where the last ones died. */
const planStarts = (
  decision: Decision,
  homeless: Placement[],
  state: Orchestration,
  memory: Memory,
  rules: Rules,
  now_ms: number
): void => {
  const slots = new Map<string, Placement[]>()
  for (const session of homeless) push(slots, slotOf(session), session)
  let room =
    rules.starts_at_once_max - state.instances.filter((one) => one.status === 'starting').length
  for (const [slot, sessions] of slots) {
    const ends = memory.slots.count(slot)
    // One that ends young may have been killed: another is started at once. Only the next waits.
    const wait_ms = memory.slots.wait_ms(slot, now_ms)
    if (ends > 1 && wait_ms > 0) {
      decision.again_ms = Math.min(decision.again_ms, wait_ms)
      const in_vain = ends >= rules.vain_starts_max
      if (in_vain) decision.refuse.push(...sessions.map((session) => session.session_id))
      continue
    }
    const [{ mode, tenant_id, cpu_millis, memory_mb } = sessions[0] as Placement] = sessions
    const size = mode === 'dedicated' ? 1 : rules.sessions_per_worker
    for (let index = 0; index < sessions.length && room > 0; index += size, room--) {
      decision.start.push({
        slot,
        mode,
        tenant_id: mode === 'shared' ? null : tenant_id,
        limits:
          mode === 'shared' || cpu_millis === null || memory_mb === null
            ? null
            : { cpu_millis, memory_mb },
        session_ids: sessions.slice(index, index + size).map((session) => session.session_id)
      })
    }
  }
}

/** Sessions that an instance has though they were deleted, or given to another in the meantime. */
const findStrays = (decision: Decision, state: Orchestration, memory: Memory): void => {
  const sessions = new Map(state.sessions.map((session) => [session.session_id, session]))
  for (const instance of state.instances) {
    for (const [session_id, epoch] of memory.sights.get(instance.id)?.sessions ?? []) {
      const session = sessions.get(session_id)
      const owns = session?.lease_instance_id === instance.id && (session.lease_epoch ?? 0) <= epoch
      if (owns || !holds(memory, instance.id, session_id, epoch)) continue
      decision.release.push({ instance, session_id, epoch, why: 'moved' })
    }
  }
}

const judgeInstances = (
  decision: Decision,
  state: Orchestration,
  memory: Memory,
  rules: Rules,
  now_ms: number
): void => {
  const needed = new Set(state.sessions.map((session) => session.instance_id))
  for (const id of decision.place.keys()) needed.add(id)
  for (const instance of state.instances) {
    if (instance.status === 'starting') continue
    const sight = memory.sights.get(instance.id)
    if (instance.status === 'unhealthy' || (sight?.misses ?? 0) >= rules.misses_max) {
      decision.kill.push(instance)
    } else if (instance.status === 'draining') {
      decision.retire.push(instance)
    } else if (needed.has(instance.id) || sight?.misses !== 0 || sight.sessions.size > 0) {
      memory.idle_since.delete(instance.id)
    } else {
      const since = memory.idle_since.get(instance.id) ?? now_ms
      memory.idle_since.set(instance.id, since)
      const idle = now_ms - since >= rules.idle_ms
      if (idle || instance.desired === 'stopped') decision.retire.push(instance)
    }
  }
}

const push = <Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void => {
  const values = map.get(key)
  if (values) values.push(value)
  else map.set(key, [value])
}
