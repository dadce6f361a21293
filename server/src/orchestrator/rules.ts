import type { SuspectRules } from './judge-death.ts'
import type { HostRules } from './judge-hosts.ts'

/** How many workers there may be. */
export type RoomRules = {
  /** Workers of this installation, all told. */
  workers_max: number
  sessions_per_worker: number
}

/** What a pass keeps to. */
export type Rules = RoomRules &
  HostRules & {
    starts_at_once_max: number
    idle_ms: number
    misses_max: number
    /** So many workers in a row ended right after their start before it is told that their sessions wait. */
    failed_starts_max: number
    /** Shared workers with room that run though there is nothing for them yet. */
    warm_workers: number
    /** Most sessions that are on their way from one worker to another, so that none waits for the others to log in. */
    moves_at_once_max: number
    /** So long fewer shared workers must have been enough before one is given up. */
    calm_ms: number
    /** What a shared worker may use of memory. */
    shared_memory_bytes: number
    suspects: SuspectRules
  }

/** Three may just have been killed, by chance or for want of memory, while nothing is wrong. */
export const failed_starts_max = 4

/** So many log in at once on a worker without any of them being away for long. */
export const moves_at_once_max = 10

/** Longer than whatever comes and goes within a minute. */
export const calm_ms = 120_000
