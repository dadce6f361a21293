/** Attempts that a delivery gets; the last is made a little more than a day after the first. */
export const attempts_max = 14

/** Seconds to wait after this many attempts: e to their power, six hours at most. Null: there is no other. */
export const retryAfterSeconds = (attempts: number): number | null =>
  attempts >= attempts_max ? null : Math.exp(Math.min(attempts, 10))
