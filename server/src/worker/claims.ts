import type { Clock } from '../lib/clock.ts'
import { createCoalesced } from '../lib/coalesce.ts'
import type { Db } from '../lib/db.ts'
import type { Log } from '../lib/log.ts'
import { claimOutbound } from '../queue/claim-outbound.ts'
import { promoteScheduled } from '../queue/outbound.ts'
import { loadPacing } from './records/pacing.ts'
import type { SessionRunner } from './session/contract.ts'
import { createUnconfirmedClaims } from './unconfirmed-claims.ts'

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

/** How often settings are read, and scheduled messages that are due put into the queue. */
const refresh_ms = 900
const promoted_max = 2_000
/** Most messages in the memory of a worker, as long as each session may have a few. */
const held_max = 4_000
const share_min = 8

export const createClaims = ({ db, clock, log, runners, stopped }: ClaimsOptions): Claims => {
  const unconfirmed = createUnconfirmedClaims(db, clock)
  let refreshed_ms = Number.NEGATIVE_INFINITY

  /** Takes work for those who have room; once a second also looks at what is scheduled and how fast they may send. */
  const claim = async (): Promise<void> => {
    if (stopped()) return
    const due = clock.monotonic_ms() - refreshed_ms >= refresh_ms
    const connected = runners().filter((runner) => runner.connected)
    const unknown = connected.filter((runner) => runner.paced === 'unknown')
    if (connected.length > 0 && (due || unknown.length > 0))
      await refreshSettings(due ? connected : unknown)
    for (const runner of connected) {
      if (!runner.releases) continue
      await runner.release()
      if (runner.releases) loop.request()
    }
    const onCapacity = connected.flatMap((runner) => {
      const capacity = runner.capacity()
      return capacity ? [{ runner, capacity }] : []
    })
    if (onCapacity.length === 0) return
    await unconfirmed.giveBack()
    const held = connected.reduce((sum, runner) => sum + runner.depth, 0)
    const share = Math.max(share_min, Math.floor((held_max - held) / onCapacity.length))
    for (const { capacity } of onCapacity) capacity.limit = Math.min(capacity.limit, share)
    const messages = await claimOutbound(
      db,
      onCapacity.map(({ runner, capacity }) => ({ ...runner.lease, ...capacity }))
    ).catch((error: unknown) => {
      unconfirmed.add(onCapacity.map(({ runner }) => runner))
      throw error
    })
    // step: messages claimed
    const bySession = Map.groupBy(messages, (message) => message.session_id)
    for (const { runner, capacity } of onCapacity) {
      const taken = bySession.get(runner.lease.session_id)
      if (taken) runner.take(taken, capacity)
    }
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

  const loop = createCoalesced(claim, (error) =>
    log.debug({ err: error }, 'queue cannot be read now')
  )

  return {
    poke: () => {
      // step: poke heard
      if (!stopped()) loop.request()
    },
    forget: unconfirmed.forget,
    idle: () => loop.idle()
  }
}
