/** How many workers there may be. */
export type RoomRules = {
  /** Workers of this installation, all told. */
  workers_max: number
  sessions_per_worker: number
}

/** What a pass keeps to. */
export type Rules = RoomRules & {
  starts_at_once_max: number
  idle_ms: number
  misses_max: number
  /** So many workers in a row ended right after their start before it is told that their sessions wait. */
  failed_starts_max: number
  /** Shared workers with room that run though there is nothing for them yet. */
  warm_workers: number
}

/** Three may just have been killed, by chance or for want of memory, while nothing is wrong. */
export const failed_starts_max = 4
