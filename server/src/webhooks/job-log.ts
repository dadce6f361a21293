import { Logger, type LogLevel } from 'graphile-worker'
import type { Log } from '../lib/log.ts'

/**
 * What the job queue says, in our log. Its every-day words (each finished job is one) are of use when looking for a
 * fault only.
 */
export const jobLog = (log: Log): Logger =>
  new Logger((scope) => (level, message, meta) => {
    const target = levels[level]
    if (!log.isLevelEnabled(target)) return
    const { error } = (meta ?? {}) as { error?: unknown }
    log[target](
      { ...scope, said: message, ...(error instanceof Error && { err: error }) },
      'job queue'
    )
  })

const levels = {
  error: 'warn',
  warning: 'debug',
  info: 'trace',
  debug: 'trace'
} as const satisfies Record<LogLevel | 'warning', string>
