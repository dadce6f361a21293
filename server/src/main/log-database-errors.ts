import { systemClock } from '../lib/clock.ts'
import type { Log } from '../lib/log.ts'
import { createThrottle } from '../lib/throttle.ts'

const every_ms = 30_000

/** Logs lost connections to the database: one of them twice a minute as long as it lasts, the others when asked for details. */
export const logDatabaseErrors = (log: Log): ((error: Error) => void) => {
  const seldom = createThrottle(every_ms, systemClock.monotonic_ms)
  return (error) => {
    log[seldom('lost') ? 'warn' : 'debug']({ err: error }, 'database connection lost')
  }
}
