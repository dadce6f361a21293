/**
 * Whole seconds to wait for, at least one. Milliseconds are rounded first: a difference of two readings of a clock may lie a
 * trillionth above the whole number that it stands for, which would make 31 seconds of 30.
 */
export const secondsLeft = (left_ms: number): number =>
  Math.max(1, Math.ceil(Math.round(left_ms) / 1_000))
