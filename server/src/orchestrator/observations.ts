import type { WorkerHealth } from '../control/contract.ts'
import type { WaitingForWorker } from '../domain/session.ts'
import { type Backoffs, createBackoffs } from '../lib/backoffs.ts'
import type { JudgedHosts } from './judge-hosts.ts'
import type { Placement } from './records/load.ts'

/** What an instance said when it was last asked. */
export type Observation = {
  /** When the question was sent: what was done later it could not know. */
  asked_at_ms: number
  /** The sessions it has, with their epochs. */
  sessions: Map<string, number>
  /** What its process uses: resident memory, and the share of one processor since the answer before. */
  memory_rss_bytes: number
  cpu_s: number
  cpu_share: number
  /** How far the clock of its host is from ours, and what is free on its disk; null: it does not tell. */
  clock_off_s: number | null
  disk_free_mb: number | null
  /** Whether it works, or is about to end. */
  worker: WorkerHealth['status']
  /** Questions in a row that it has not answered. */
  misses: number
}

/** A session was given to an instance, after its user had asked for it at `wanted_ms`. */
export type AssignmentNote = {
  instance_id: string
  epoch: number
  at_ms: number
  wanted_ms: number
}

/** What one leader remembers between its passes. Nothing here is needed to go on after a restart. */
export type Observations = {
  observed: Map<string, Observation>
  /** The last hand-over of each session, as long as nobody has taken it back. */
  assigned: Map<string, AssignmentNote>
  /** Since when an instance has had nothing to do. */
  idle_since: Map<string, number>
  /** Since when an instance has been about to end. */
  draining_since: Map<string, number>
  /** Since when one shared worker fewer has been enough. */
  calm_since_ms: number | null
  /** Instances whose process is being started right now, so that its absence means nothing. */
  spawning: Set<string>
  /** What each instance was started for. */
  pool_of: Map<string, string>
  /** Workers that ended right after their start, by what they were started for. */
  failed_starts: Backoffs
  /** Instances that have lived long enough to have been worth their start. */
  proven: Set<string>
  /** The driver had no room for another worker: until when none is started. */
  driver_full_until_ms: number
  /** What was last seen of the hosts. */
  hosts: JudgedHosts
  /** How many sessions wait for a worker, by reason, as of the last pass. */
  waiting: Record<WaitingForWorker, number>
  /** Hand-overs that failed: the instance did not take the session, or lost it though nobody had stopped it. */
  rehost: Backoffs
}

export const createObservations = (): Observations => ({
  observed: new Map(),
  assigned: new Map(),
  idle_since: new Map(),
  draining_since: new Map(),
  calm_since_ms: null,
  spawning: new Set(),
  pool_of: new Map(),
  failed_starts: createBackoffs({ first_ms: 500, most_ms: 30_000 }, 120_000),
  proven: new Set(),
  driver_full_until_ms: 0,
  hosts: { troubles: new Map(), clock_off_s: 0 },
  waiting: { no_capacity: 0, worker_unavailable: 0, key_unavailable: 0 },
  rehost: createBackoffs({ first_ms: 1_000, most_ms: 60_000 }, 60_000)
})

/** What a worker uses that has not said anything yet. */
export const no_usage = {
  memory_rss_bytes: 0,
  cpu_s: 0,
  cpu_share: 0,
  clock_off_s: null,
  disk_free_mb: null,
  worker: 'running'
} as const

/** So busy a worker gets no further session while another has room: it works in one thread. */
const busy_share = 0.9

export const isBusy = (observations: Observations, instance_id: string): boolean =>
  (observations.observed.get(instance_id)?.cpu_share ?? 0) >= busy_share

/** Forgets what belongs to instances and sessions that are no more. */
export const forget = (
  observations: Observations,
  instance_ids: Set<string>,
  session_ids: Set<string>
): void => {
  for (const id of observations.observed.keys())
    if (!instance_ids.has(id)) observations.observed.delete(id)
  for (const since of [observations.idle_since, observations.draining_since])
    for (const id of since.keys()) if (!instance_ids.has(id)) since.delete(id)
  for (const id of observations.pool_of.keys())
    if (!instance_ids.has(id)) observations.pool_of.delete(id)
  for (const id of observations.proven) if (!instance_ids.has(id)) observations.proven.delete(id)
  for (const id of observations.assigned.keys())
    if (!session_ids.has(id)) observations.assigned.delete(id)
}

/** What the hand-overs of a session to an instance are counted under. A start by the user begins at none. */
export const assignmentKey = (
  instance_id: string,
  session: Pick<Placement, 'session_id' | 'wanted_at'>
): string => keyOf(instance_id, session.session_id, wantedMs(session))

export const wantedMs = (session: Pick<Placement, 'wanted_at'>): number =>
  session.wanted_at?.getTime() ?? 0

const keyOf = (instance_id: string, session_id: string, wanted_ms: number): string =>
  `${instance_id} ${session_id} ${wanted_ms}`

/** An instance that has held a session for this long has taken it: what failed before is forgotten. */
const steady_ms = 30_000

/** The instance has said which sessions it holds. */
export const rememberHeld = (
  observations: Observations,
  instance_id: string,
  now_ms: number
): void => {
  for (const [session_id, epoch] of observations.observed.get(instance_id)?.sessions ?? []) {
    const last = observations.assigned.get(session_id)
    if (last?.instance_id !== instance_id || last.epoch !== epoch) continue
    if (now_ms - last.at_ms >= steady_ms)
      observations.rehost.succeeded(keyOf(instance_id, session_id, last.wanted_ms))
  }
}

/** Whether this is not the first hand-over of the session to the instance since its user asked for it. */
export const assignedBefore = (
  observations: Observations,
  instance_id: string,
  session: Placement
): boolean => {
  const last = observations.assigned.get(session.session_id)
  return last?.instance_id === instance_id && last.wanted_ms === wantedMs(session)
}

/** Whether the instance has this session as far as is known: at this epoch, or at any when none is given. */
export const holds = (
  observations: Observations,
  instance_id: string,
  session_id: string,
  epoch?: number | null
): boolean => {
  const observed = observations.observed.get(instance_id)
  const handed = observations.assigned.get(session_id)
  if (handed?.instance_id === instance_id && handed.at_ms >= (observed?.asked_at_ms ?? 0)) {
    return epoch === undefined || handed.epoch === epoch
  }
  const seen = observed?.sessions.get(session_id)
  return seen !== undefined && (epoch === undefined || seen === epoch)
}
