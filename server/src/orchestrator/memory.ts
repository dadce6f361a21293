import { type Backoffs, createBackoffs } from '../lib/backoffs.ts'

/** What an instance said when it was last asked. */
export type Sight = {
  /** When the question was sent: what was done later it could not know. */
  asked_at_ms: number
  /** The sessions it has, with their epochs. */
  sessions: Map<string, number>
  /** Questions in a row that it has not answered. */
  misses: number
}

/** What one leader remembers between its passes. Nothing here is needed to go on after a restart. */
export type Memory = {
  sights: Map<string, Sight>
  /** Sessions handed to an instance since it was last asked. */
  handed: Map<string, { instance_id: string; epoch: number; at_ms: number }>
  /** Since when an instance has had nothing to do. */
  idle_since: Map<string, number>
  /** Instances whose process is being started right now, so that its absence means nothing. */
  spawning: Set<string>
  /** Workers that ended right after their start, by what they were started for. */
  slots: Backoffs
  /** Sessions that were handed over and are missing again, by instance and session. */
  rehost: Backoffs
}

export const createMemory = (): Memory => ({
  sights: new Map(),
  handed: new Map(),
  idle_since: new Map(),
  spawning: new Set(),
  slots: createBackoffs({ first_ms: 500, most_ms: 60_000 }, 120_000),
  rehost: createBackoffs({ first_ms: 1_000, most_ms: 60_000 }, 60_000)
})

/** Forgets what belongs to instances and sessions that are no more. */
export const forget = (
  memory: Memory,
  instance_ids: Set<string>,
  session_ids: Set<string>
): void => {
  for (const id of memory.sights.keys()) if (!instance_ids.has(id)) memory.sights.delete(id)
  for (const id of memory.idle_since.keys()) if (!instance_ids.has(id)) memory.idle_since.delete(id)
  for (const id of memory.handed.keys()) if (!session_ids.has(id)) memory.handed.delete(id)
}

/** Whether the instance has this session as far as is known: at this epoch, or at any when none is given. */
export const holds = (
  memory: Memory,
  instance_id: string,
  session_id: string,
  epoch?: number | null
): boolean => {
  const sight = memory.sights.get(instance_id)
  const handed = memory.handed.get(session_id)
  if (handed?.instance_id === instance_id && handed.at_ms >= (sight?.asked_at_ms ?? 0)) {
    return epoch === undefined || handed.epoch === epoch
  }
  const seen = sight?.sessions.get(session_id)
  return seen !== undefined && (epoch === undefined || seen === epoch)
}
