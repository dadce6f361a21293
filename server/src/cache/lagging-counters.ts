import { createBoundedMap } from '../lib/bounded-map.ts'
import type { Log } from '../lib/log.ts'
import { secondsLeft } from '../lib/seconds-left.ts'
import { type Count, type Counters, lag_ms } from './contract.ts'

/** What this process knows of one key. */
type Known = {
  window_s: number
  /** What the shared counters said last. */
  shared: number
  /** Counted here since then, and not passed on yet. */
  pending: number
  /** Passed on, and not answered yet. */
  sending: number
  ends_ms: number
  synced_ms: number
}

const keys_max = 50_000

/**
 * Counters that answer from memory and keep in step with shared ones in the background: what was counted is passed on
 * every `lag_ms`, as one sum for each key, and the answer says what the others have counted. So a thousand requests of a
 * tenant in a second are ten calls, and no request waits for one.
 */
export const createLaggingCounters = (
  shared: Counters,
  log: Log,
  monotonic_ms: () => number = () => performance.now()
): Counters => {
  const known = createBoundedMap<string, Known>(keys_max)
  const unsynced = createBoundedMap<string, Known>(keys_max)
  let syncing = false

  const sync = async (key: string, one: Known): Promise<void> => {
    one.sending = one.pending
    one.pending = 0
    const count = one.sending
      ? await shared.add(key, one.sending, one.window_s)
      : await shared.read(key)
    const now_ms = monotonic_ms()
    one.sending = 0
    one.shared = count.used
    one.synced_ms = now_ms
    if (count.reset_s > 0) one.ends_ms = now_ms + count.reset_s * 1_000
  }
  const syncAll = async (): Promise<void> => {
    const due = [...unsynced.entries()]
    unsynced.clear()
    const failed = (error: unknown): void =>
      log.debug({ err: error }, 'shared counters not reached')
    await Promise.all(due.map(([key, one]) => sync(key, one).catch(failed)))
    syncing = false
    if (unsynced.size > 0) syncSoon()
  }
  const syncSoon = (): void => {
    if (syncing) return
    syncing = true
    setTimeout(() => void syncAll(), lag_ms / 2).unref()
  }
  const look = (key: string, window_s: number | null): Known => {
    const now_ms = monotonic_ms()
    let one = known.get(key)
    if (!one || one.ends_ms <= now_ms) {
      // Of a key that was only read the window is not known; a short one lets it be asked for again.
      const ends_ms = now_ms + (window_s ?? 1) * 1_000
      one = { window_s: window_s ?? 1, shared: 0, pending: 0, sending: 0, ends_ms, synced_ms: 0 }
      known.set(key, one)
    }
    if (window_s !== null) {
      one.window_s = window_s
      if (one.shared + one.sending + one.pending === 0) one.ends_ms = now_ms + window_s * 1_000
    }
    return one
  }
  const answer = (one: Known): Count => {
    const used = Math.max(0, one.shared + one.sending + one.pending)
    const left_ms = one.ends_ms - monotonic_ms()
    return { used, reset_s: used === 0 ? 0 : secondsLeft(left_ms) }
  }

  return {
    add: async (key, points, window_s) => {
      const one = look(key, window_s)
      one.pending += points
      unsynced.set(key, one)
      syncSoon()
      return answer(one)
    },
    read: async (key) => {
      const one = look(key, null)
      if (monotonic_ms() - one.synced_ms > lag_ms) {
        unsynced.set(key, one)
        syncSoon()
      }
      return answer(one)
    },
    forget: async (key) => {
      known.delete(key)
      unsynced.delete(key)
      await shared.forget(key)
    }
  }
}
