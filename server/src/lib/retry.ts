/** Waits that grow by half to double each time, with jitter so that many do not retry at once. */
export type Backoff = { first_ms: number; most_ms: number }

/** Milliseconds to wait before attempt `attempt` (1 is the first retry). */
export const backoffMs = (backoff: Backoff, attempt: number, random = Math.random): number => {
  const full = Math.min(backoff.most_ms, backoff.first_ms * 2 ** Math.min(attempt - 1, 30))
  return Math.round(full / 2 + random() * (full / 2))
}

/** A timer that is longer ends at once. */
const timer_ms_max = 2 ** 31 - 1

/** Resolves after `ms`, however long that is, or at once when the signal aborts. Leaves no timer behind. */
export const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve()
    let timer = start(ms)
    function start(left_ms: number): NodeJS.Timeout {
      if (left_ms <= timer_ms_max) return setTimeout(done, left_ms)
      return setTimeout(() => {
        timer = start(left_ms - timer_ms_max)
      }, timer_ms_max)
    }
    function done(): void {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    signal?.addEventListener('abort', done, { once: true })
  })

/** Tries until it works or the signal aborts; `failed` hears of each failure. */
export const untilDone = async <T>(
  work: () => Promise<T>,
  backoff: Backoff,
  signal: AbortSignal,
  failed: (error: unknown, attempt: number) => void
): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (signal.aborted) throw error
      failed(error, attempt)
      await pause(backoffMs(backoff, attempt), signal)
      if (signal.aborted) throw error
    }
  }
}
