import { Logger, type LogLevel } from 'graphile-worker'
import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/log.ts'
import { createThrottle } from '../lib/throttle.ts'

const every_ms = 30_000
// As much of a message as is the same each time.
const key_length = 24

/**
 * What the job queue says, in our log. Its every-day words (each finished job is one) are of use when looking for a
 * fault only, and the same trouble is told now and then, not with each of its attempts.
 */
export const jobLog = (log: Log, clock: Clock): Logger => {
  const seldom = createThrottle(every_ms, clock.monotonic_ms)
  return new Logger((scope) => (level, message, meta) => {
    const wanted = levels[level]
    const target = wanted === 'warn' && !seldom(message.slice(0, key_length)) ? 'debug' : wanted
    if (!log.isLevelEnabled(target)) return
    const { error } = (meta ?? {}) as { error?: unknown }
    log[target](
      { ...scope, said: message, ...(error instanceof Error && { err: error }) },
      'job queue'
    )
  })
}

const levels = {
  error: 'warn',
  warning: 'debug',
  info: 'trace',
  debug: 'trace'
} as const satisfies Record<LogLevel | 'warning', string>
