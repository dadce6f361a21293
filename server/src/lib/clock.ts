/** Time as the product sees it; tests move it. `now()` may jump with the wall, `monotonic_ms()` never goes back. */
export type Clock = { now(): Date; monotonic_ms(): number }

export const systemClock: Clock = {
  now: () => new Date(),
  monotonic_ms: () => performance.now()
}
