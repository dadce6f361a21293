import type { Clock } from '../lib/clock.ts'
import type { Db } from '../lib/db.ts'
import type { Log } from '../lib/log.ts'
import { claimOutbound } from '../queue/claim-outbound.ts'
import { promoteScheduled, releaseOrphanedClaims } from '../queue/outbound.ts'
import { loadPacing } from './records/pacing.ts'
import type { SessionRunner } from './session/contract.ts'

/** Takes messages from the queue for the sessions of one worker. */
export type Claims = {
  /** There may be something to take. One claim runs at a time; what is asked for meanwhile comes after it. */
  poke(): void
  /** The session is not held any more: what a lost claim may have taken for it is its next worker's matter. */
  forget(runner: SessionRunner): void
  /** Resolves when nothing is being claimed. */
  idle(): Promise<void>
}

export type ClaimsOptions = {
  db: Db
  clock: Clock
  log: Log
  /** The sessions that are held. */
  runners: () => SessionRunner[]
  /** Nothing is taken any more. */
  stopped: () => boolean
}

/** A statement whose connection broke may go on at the server, but not for this long. */
const unconfirmed_ms = 5_000
/** How often settings are read, and scheduled messages that are due put into the queue. */
const refresh_ms = 900
const promoted_max = 2_000
/** Most messages in the memory of a worker, as long as each session may have a few. */
const held_max = 4_000
const share_min = 8

export const createClaims = ({ db, clock, log, runners, stopped }: ClaimsOptions): Claims => {
  // Claims were made for these, and nobody knows what they took: the answer got lost. Until when there may be something.
  const unconfirmed = new Map<SessionRunner, number>()
  let refreshed_ms = Number.NEGATIVE_INFINITY
  let claiming: Promise<void> | undefined
  let claim_again = false

  /** Takes work for those who have room; once a second also looks at what is scheduled and how fast they may send. */
  const claim = async (): Promise<void> => {
    const due = clock.monotonic_ms() - refreshed_ms >= refresh_ms
    const connected = runners().filter((runner) => runner.connected)
    const unknown = connected.filter((runner) => runner.paced === 'unknown')
    if (connected.length > 0 && (due || unknown.length > 0))
      await refreshSettings(due ? connected : unknown)
    for (const runner of connected) {
      if (!runner.releases) continue
      await runner.release()
      if (runner.releases) claim_again = true
    }
    const onCapacity = connected.flatMap((runner) => {
      const capacity = runner.capacity()
      return capacity ? [{ runner, capacity }] : []
    })
    if (onCapacity.length === 0) return
    await returnLostClaims()
    const held = connected.reduce((sum, runner) => sum + runner.depth, 0)
    const share = Math.max(share_min, Math.floor((held_max - held) / onCapacity.length))
    for (const { capacity } of onCapacity) capacity.limit = Math.min(capacity.limit, share)
    const messages = await claimOutbound(
      db,
      onCapacity.map(({ runner, capacity }) => ({ ...runner.lease, ...capacity }))
    ).catch((error: unknown) => {
      const until_ms = clock.monotonic_ms() + unconfirmed_ms
      for (const { runner } of onCapacity) unconfirmed.set(runner, until_ms)
      throw error
    })
    // step: messages claimed
    const bySession = Map.groupBy(messages, (message) => message.session_id)
    for (const { runner, capacity } of onCapacity) {
      const taken = bySession.get(runner.lease.session_id)
      if (taken) runner.take(taken, capacity)
    }
  }

  /** What was marked as taken and never came here goes back into the queue, before anything after it is taken. */
  const returnLostClaims = async (): Promise<void> => {
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
    for (const [runner, until_ms] of unconfirmed) if (until_ms < now_ms) unconfirmed.delete(runner)
  }

  const refreshSettings = async (connected: SessionRunner[]): Promise<void> => {
    refreshed_ms = clock.monotonic_ms()
    const ids = connected.map((runner) => runner.lease.session_id)
    const unknown = connected.filter((runner) => runner.paced === 'unknown')
    const [found] = await Promise.all([
      loadPacing(db, ids, new Set(unknown.map((runner) => runner.lease.session_id))),
      promoteScheduled(db, ids, promoted_max)
    ])
    const bySession = new Map(found.map((one) => [one.session_id, one]))
    for (const runner of connected) {
      const one = bySession.get(runner.lease.session_id)
      if (one) runner.pace(one.pacing, one.sent)
    }
  }

  const poke = (): void => {
    // step: poke heard
    if (stopped()) return
    if (claiming) {
      claim_again = true
      return
    }
    claiming = claim()
      .catch((error) => log.debug({ err: error }, 'queue cannot be read now'))
      .finally(() => {
        claiming = undefined
        if (!claim_again) return
        claim_again = false
        poke()
      })
  }

  return {
    poke,
    forget: (runner) => void unconfirmed.delete(runner),
    idle: async () => {
      await claiming
    }
  }
}
