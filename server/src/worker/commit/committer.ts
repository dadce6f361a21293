import { setImmediate } from 'node:timers/promises'
import type { Clock } from '../../lib/clock.ts'
import { createCoalesced } from '../../lib/coalesce.ts'
import type { Db } from '../../lib/db.ts'
import type { Log } from '../../lib/log.ts'
import { countUnknown, type FactCounts, noFacts } from './fact-counts.ts'
import { type Source, takeReady } from './turn.ts'
import { createTurnWriter, type Written } from './turn-writer.ts'

export type Committer = {
  readonly clock: Clock
  readonly counts: FactCounts
  /** Counts a stanza of a kind that nobody here knows; each kind is logged once. */
  unknown(tag: string, session_id: string): void
  /** There is something to take. */
  wake(source: Source): void
  /** Resolves when nothing is being written any more. */
  idle(): Promise<void>
}

/**
 * Writes what the sessions of a worker record, all that has gathered in one transaction: while one is under way the next
 * gathers, so the more there is to do the less each session costs. A database that is away is waited for. What it refuses
 * for good is put aside, alone: neither its session nor those that were written with it notice.
 */
export const createCommitter = (
  db: Db,
  log: Log,
  stopped: AbortSignal,
  clock: Clock,
  written: Written = () => undefined
): Committer => {
  const ready = new Set<Source>()
  const counts = noFacts()
  const writer = createTurnWriter({ db, log, stopped, clock, counts, written })

  const run = async (): Promise<void> => {
    // What this turn of the event loop still records goes along.
    await setImmediate()
    while (ready.size > 0) {
      const taken = takeReady(ready)
      if (taken.size > 0) await writer.write(taken)
    }
  }

  // Whoever wakes it while it ends is not overlooked.
  const loop = createCoalesced(run, (error) =>
    log.error({ err: error }, 'what sessions have recorded could not be taken')
  )

  return {
    clock,
    counts,
    unknown: (tag, session_id) => {
      const name = countUnknown(counts, tag)
      if (name !== null)
        log.warn({ session_id, tag: name }, 'WhatsApp said something of an unknown kind')
    },
    wake: (source) => {
      ready.add(source)
      loop.request()
    },
    idle: async () => {
      while (loop.running || writer.busy) await Promise.all([loop.idle(), writer.idle()])
    }
  }
}
