/** What may be used: so much at once, and so much more each second. */
export type Allowed = { burst: number; per_s: number }

export type TokenBucket = {
  /** Takes so many, and answers 0; or takes none, and answers after how many seconds there are as many. */
  take(points: number): number
  /** Gives out nothing for so long. */
  holdFor(seconds: number): void
}

/** A bucket that is full at first. */
export const createTokenBucket = (
  { burst, per_s }: Allowed,
  monotonic_ms: () => number
): TokenBucket => {
  let left = burst
  let as_of_ms = monotonic_ms()

  const refill = (): void => {
    const now_ms = monotonic_ms()
    // While it is held nothing comes in: then it lies in the future.
    if (now_ms <= as_of_ms) return
    left = Math.min(burst, left + ((now_ms - as_of_ms) / 1_000) * per_s)
    as_of_ms = now_ms
  }
  return {
    take: (points) => {
      refill()
      const held_s = Math.max(0, as_of_ms - monotonic_ms()) / 1_000
      if (held_s === 0 && points <= left) {
        left -= points
        return 0
      }
      const missing_s = Math.max(0, Math.min(points, burst) - left) / per_s
      return Math.max(1, Math.ceil(held_s + missing_s))
    },
    holdFor: (seconds) => {
      refill()
      as_of_ms = Math.max(as_of_ms, monotonic_ms() + seconds * 1_000)
    }
  }
}
