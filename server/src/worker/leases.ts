import { AppError } from '../domain/errors.ts'
import type { Clock } from '../lib/clock.ts'
import type { Db } from '../lib/db.ts'
import type { Log } from '../lib/log.ts'
import { untilDone } from '../lib/retry.ts'
import type { HeldSessions } from './held-sessions.ts'
import { keepLeases, returnLeases } from './records/leases.ts'
import { isWanted } from './records/stored-session.ts'
import type { SessionRunner } from './session/contract.ts'

/** Keeps the leases of the sessions that a worker holds, and gives them back. */
export type Leases = {
  /** Until when a session may act whose lease was renewed at that time. */
  fenceFrom(asked_ms: number): number
  renew(): Promise<void>
  /** Gives up those that may not act any more, and gives back those that are over by themselves. */
  checkFences(): void
  /** Nothing is written for it from here on. Resolves when its socket is closed. */
  drop(runner: SessionRunner, why: string): Promise<void>
  /** Closes its socket, writes what is left and gives the lease back. */
  release(session_id: string, why: 'stopped' | 'moved'): Promise<void>
  /** Does so with all. */
  releaseAll(): Promise<void>
}

export type LeasesOptions = {
  db: Db
  clock: Clock
  log: Log
  lease_seconds: number
  sessions: HeldSessions<SessionRunner>
  stopped: AbortSignal
  /** The session is given up without its lease. */
  onDropped: (runner: SessionRunner) => void
}

const returning = { first_ms: 100, most_ms: 2_000 }
/** Whoever moves is away for so long at most, on the whole: what takes longer to let go is worth a line. */
const slow_ms = 3_000

/** Says what a session waited for that was slow to be let go: when that began, all was sent, the socket was closed, the lease was back. */
const warnOfSlow = (
  log: Log,
  session_id: string,
  [began, finished, stopped, ended]: readonly [number, number, number, number]
): void => {
  if (ended - began < slow_ms) return
  const took = {
    sending_ms: Math.round(finished - began),
    closing_ms: Math.round(stopped - finished),
    lease_ms: Math.round(ended - stopped)
  }
  log.warn({ session_id, ...took }, 'session was slow to be let go')
}

/** Whether it was started after the call that is to stop it. A database that does not answer keeps nobody from stopping. */
const isWantedAgain = (db: Db, log: Log, session_id: string): Promise<boolean> =>
  isWanted(db, session_id).catch((error) => {
    log.debug({ err: error, session_id }, 'not known whether the session is wanted')
    return false
  })

export const createLeases = (options: LeasesOptions): Leases => {
  const { db, clock, log, lease_seconds, sessions } = options

  const fenceFrom = (asked_ms: number): number => asked_ms + (lease_seconds * 1000 * 2) / 3

  const drop: Leases['drop'] = (runner, why) => {
    const { session_id } = runner.lease
    options.onDropped(runner)
    sessions.remove(runner)
    const closed = runner
      .abandon(new Error(why))
      .catch((error) => log.warn({ err: error, session_id }, 'abandoned socket not closed'))
    // Nobody has to wait until it has run out.
    untilDone(
      () => closed.then(() => returnLeases(db, [runner.lease])),
      returning,
      options.stopped,
      () => undefined
    ).catch((error) => log.debug({ err: error, session_id }, 'lease not given back'))
    return closed
  }

  const release: Leases['release'] = async (session_id, why) => {
    const runner = sessions.find(session_id)
    if (!runner) return
    if (why === 'stopped' && !runner.finished && (await isWantedAgain(db, log, session_id)))
      throw new AppError('session_wanted', { session_id })
    const began_ms = clock.monotonic_ms()
    if (why === 'moved' && !runner.finished) await runner.finishSending()
    const finished_ms = clock.monotonic_ms()
    await runner.stop(why)
    const stopped_ms = clock.monotonic_ms()
    sessions.remove(runner)
    await returnLeases(db, [runner.lease])
    const marks = [began_ms, finished_ms, stopped_ms, clock.monotonic_ms()] as const
    warnOfSlow(log, session_id, marks)
  }

  return {
    fenceFrom,
    drop,
    release,
    releaseAll: async () => {
      const releases = sessions
        .all()
        .map(({ lease }) =>
          release(lease.session_id, 'moved').catch((error) =>
            log.warn({ err: error }, 'session not released')
          )
        )
      await Promise.all(releases)
    },
    renew: async () => {
      const asked_ms = clock.monotonic_ms()
      const leases = sessions.all().map((runner) => runner.lease)
      if (leases.length === 0) return
      const { lost } = await keepLeases(db, leases, lease_seconds)
      for (const lease of leases) {
        const runner = sessions.find(lease.session_id)
        if (runner?.lease !== lease) continue
        if (lost.includes(lease.session_id))
          void drop(runner, 'its lease belongs to another worker')
        else sessions.extend(lease, fenceFrom(asked_ms))
      }
    },
    checkFences: () => {
      const { lost, finished } = sessions.over()
      for (const runner of lost) void drop(runner, 'its lease could not be renewed in time')
      // Whoever starts such a session again gives it out anew.
      for (const { lease } of finished)
        release(lease.session_id, 'moved').catch((error) =>
          log.warn({ err: error, session_id: lease.session_id }, 'ended session not released')
        )
    }
  }
}
