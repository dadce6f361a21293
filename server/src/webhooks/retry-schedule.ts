/** Attempts that a delivery gets; the last is made three days after the first. */
export const attempts_max = 21

// Six hours and a little, from the tenth attempt on.
const steps_max = 10
const jitter = 0.1

/** Longest that a receiver is left alone because it asked for it. */
export const retry_after_s_max = 6 * 3_600

/**
 * Seconds to wait after this many attempts: e to their power, give or take a tenth, and never less than the receiver has
 * asked for. Null: there is no other attempt.
 */
export const retryAfterSeconds = (
  attempts: number,
  asked_s: number | null = null,
  random = Math.random
): number | null => {
  if (attempts >= attempts_max) return null
  const wait_s = Math.exp(Math.min(attempts, steps_max)) * (1 + jitter * (2 * random() - 1))
  return Math.max(wait_s, asked_s ?? 0)
}

/** What `Retry-After` asks for, in seconds: a number of them, or a date. Null when it says neither. */
export const readRetryAfter = (header: string | string[] | undefined, now: Date): number | null => {
  const text = [header].flat()[0]?.trim() ?? ''
  const date_ms = Date.parse(text)
  const seconds = /^\d+$/.test(text)
    ? Number(text)
    : // A date of HTTP begins with the day of the week; what else can be read as a date is none.
      /^[A-Z][a-z]{2,8},? /.test(text)
      ? (date_ms - now.getTime()) / 1_000
      : Number.NaN
  if (!(seconds > 0)) return null
  return Math.min(seconds, retry_after_s_max)
}
