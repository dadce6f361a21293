import { hostname } from 'node:os'
import { systemClock } from '../lib/clock.ts'
import type { Db } from '../lib/db.ts'
import type { Log } from '../lib/log.ts'
import { reportAlive } from '../usecases/health/report-alive.ts'
import { version } from './version.ts'

const every_ms = 5_000

/**
 * Says every five seconds that this process lives, as long as `details` tells something; null means that it does not
 * work. The returned function ends it.
 */
export const startHeartbeat = (
  db: Db,
  log: Log,
  role: 'orchestrator' | 'delivery',
  details: () => Record<string, unknown> | null
): (() => Promise<void>) => {
  const started_at = systemClock.now()
  let reporting: Promise<void> = Promise.resolve()
  const report = (): void => {
    const now = details()
    if (now === null) return
    reporting = reportAlive(db, {
      role,
      host: hostname(),
      pid: process.pid,
      started_at,
      details: { ...now, version }
    }).catch((error: unknown) => log.debug({ err: error }, 'heartbeat not written'))
  }
  report()
  const beating = setInterval(report, every_ms)
  return async () => {
    clearInterval(beating)
    await reporting
  }
}
