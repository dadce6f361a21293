import type { Clock } from '../lib/clock.ts'
import type { Db } from '../lib/db.ts'
import { releaseOrphanedClaims } from '../queue/outbound.ts'
import type { SessionRunner } from './session/contract.ts'

/** Claims whose answer got lost: messages may be marked as taken for these sessions and never have come here. */
export type UnconfirmedClaims = {
  /** A claim was made for these, and nobody knows what it took. */
  add(runners: SessionRunner[]): void
  /** The session is not held any more: what may have been taken for it is its next worker's matter. */
  forget(runner: SessionRunner): void
  /** What was marked as taken and never came here goes back into the queue. Call it before anything after it is taken. */
  giveBack(): Promise<void>
}

/** A statement whose connection broke may go on at the server, but not for this long. */
const unconfirmed_ms = 5_000

export const createUnconfirmedClaims = (db: Db, clock: Clock): UnconfirmedClaims => {
  /** Until when there may be something. */
  const unconfirmed = new Map<SessionRunner, number>()
  return {
    add: (runners) => {
      const until_ms = clock.monotonic_ms() + unconfirmed_ms
      for (const runner of runners) unconfirmed.set(runner, until_ms)
    },
    forget: (runner) => void unconfirmed.delete(runner),
    giveBack: async () => {
      const now_ms = clock.monotonic_ms()
      for (const runner of unconfirmed.keys()) if (runner.lost) unconfirmed.delete(runner)
      const asked = [...unconfirmed.keys()]
      if (asked.length === 0) return
      // What is finished from here on is among the held; what was finished before is out of the queue once it is written.
      const held = asked.map((runner) => ({
        session_id: runner.lease.session_id,
        epoch: runner.lease.epoch,
        held: runner.held()
      }))
      await Promise.all(asked.map((runner) => runner.settled()))
      await releaseOrphanedClaims(db, held)
      for (const [runner, until_ms] of unconfirmed)
        if (until_ms < now_ms) unconfirmed.delete(runner)
    }
  }
}
