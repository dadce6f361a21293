import { createBoundedMap } from '../lib/bounded-map.ts'
import { secondsLeft } from '../lib/seconds-left.ts'
import type { Count, Counters } from './contract.ts'

const keys_max_default = 50_000

type Window = { used: number; ends_ms: number }

/**
 * Counters in the memory of this process. Of more than `keys_max` keys those that were not counted for longest are
 * forgotten, so the memory they take has a bound, however many addresses and names strangers come with.
 */
export const createMemoryCounters = (
  keys_max = keys_max_default,
  monotonic_ms: () => number = () => performance.now()
): Counters => {
  const windows = createBoundedMap<string, Window>(keys_max)
  const open = (key: string, now_ms: number): Window | undefined => {
    const window = windows.get(key)
    return window && window.ends_ms > now_ms ? window : undefined
  }
  const count = (window: Window, now_ms: number): Count => ({
    used: window.used,
    reset_s: secondsLeft(window.ends_ms - now_ms)
  })
  return {
    add: async (key, points, window_s) => {
      const now_ms = monotonic_ms()
      const window = open(key, now_ms) ?? { used: 0, ends_ms: now_ms + window_s * 1_000 }
      window.used = Math.max(0, window.used + points)
      if (window.used === 0) windows.delete(key)
      else windows.set(key, window)
      return count(window, now_ms)
    },
    read: async (key) => {
      const now_ms = monotonic_ms()
      const window = open(key, now_ms)
      return window ? count(window, now_ms) : { used: 0, reset_s: 0 }
    },
    forget: async (key) => void windows.delete(key)
  }
}
