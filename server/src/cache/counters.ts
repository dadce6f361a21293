import { createBoundedMap } from '../lib/bounded-map.ts'

/** What was counted under a key since its window of time began, and how long the window still lasts. */
export type Count = { used: number; reset_s: number }

/**
 * Counts within windows of time. A window begins with the first count under its key. Losing counts is allowed: a limit
 * is then late by one window.
 */
export type Counters = {
  /** Adds to the count (takes back where `points` is negative) in one step, and tells what it is now. */
  add(key: string, points: number, window_s: number): Promise<Count>
  /** What the count is, without counting. */
  read(key: string): Promise<number>
  forget(key: string): Promise<void>
}

const keys_max_default = 50_000

/**
 * Counters in the memory of this process. Of more than `keys_max` keys those that were not counted for longest are
 * forgotten, so the memory they take has a bound, however many addresses and names strangers come with.
 */
export const createMemoryCounters = (
  keys_max = keys_max_default,
  monotonic_ms: () => number = () => performance.now()
): Counters => {
  const windows = createBoundedMap<string, { used: number; ends_ms: number }>(keys_max)
  const open = (key: string, now_ms: number) => {
    const window = windows.get(key)
    return window && window.ends_ms > now_ms ? window : undefined
  }
  return {
    add: async (key, points, window_s) => {
      const now_ms = monotonic_ms()
      const window = open(key, now_ms) ?? { used: 0, ends_ms: now_ms + window_s * 1_000 }
      window.used = Math.max(0, window.used + points)
      if (window.used === 0) windows.delete(key)
      else windows.set(key, window)
      return {
        used: window.used,
        reset_s: Math.max(1, Math.ceil((window.ends_ms - now_ms) / 1_000))
      }
    },
    read: async (key) => open(key, monotonic_ms())?.used ?? 0,
    forget: async (key) => void windows.delete(key)
  }
}
