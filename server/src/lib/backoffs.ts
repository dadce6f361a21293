import { type Backoff, backoffMs } from './retry.ts'

/** Remembers for each key how often it failed in a row and until when it should be left alone. */
export type Backoffs = {
  /** How long the key should still be left alone; 0 when it never failed, or its wait is over. */
  wait_ms(key: string, now_ms: number): number
  failed(key: string, now_ms: number): void
  succeeded(key: string): void
  /** How often it failed in a row. */
  count(key: string): number
}

/** A failure is forgotten `forget_ms` after the wait that it caused. */
export const createBackoffs = (backoff: Backoff, forget_ms: number): Backoffs => {
  const failures = new Map<string, { count: number; until_ms: number }>()
  const sweep = (now_ms: number): void => {
    for (const [key, failure] of failures) {
      if (failure.until_ms + forget_ms < now_ms) failures.delete(key)
    }
  }
  return {
    wait_ms: (key, now_ms) => Math.max(0, (failures.get(key)?.until_ms ?? 0) - now_ms),
    failed: (key, now_ms) => {
      sweep(now_ms)
      const count = (failures.get(key)?.count ?? 0) + 1
      failures.set(key, { count, until_ms: now_ms + backoffMs(backoff, count) })
    },
    succeeded: (key) => void failures.delete(key),
    count: (key) => failures.get(key)?.count ?? 0
  }
}
