import { setImmediate } from 'node:timers/promises'
import type { WorkerHealth } from '../../control/contract.ts'
import type { Clock } from '../../lib/clock.ts'
import { createCoalesced } from '../../lib/coalesce.ts'
import { isRefusal, isTrouble } from '../../lib/database-refusal.ts'
import { DatabaseUnavailable } from '../../lib/database-unavailable.ts'
import type { Db } from '../../lib/db.ts'
import type { Log } from '../../lib/log.ts'
import { backoffMs, pause } from '../../lib/retry.ts'
import { createThrottle } from '../../lib/throttle.ts'
import { commitApart } from './apart.ts'
import { commitBatch } from './batch.ts'
import type { SessionBatch } from './change.ts'

/** A session's journal, as the committer sees it. */
export type Source = {
  /** Takes what is recorded; null when there is nothing or it must not be taken apart now. */
  take(): SessionBatch | null
  /** What was taken is on disk. */
  committed(): void
  /** What was taken will never be on disk. */
  failed(error: Error): void
}

/** How much came so far that became no message. */
export type FactCounts = WorkerHealth['facts']

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

const sessions_per_transaction = 200
/** A new link brings more than 800. Sealing them takes 25 ms, in which nothing else happens. */
const keys_per_transaction = 800
const failures_max = 3
const tell_every_ms = 60_000
/** Kinds of unknown stanzas that are counted by name. */
const tags_max = 50
const tag_length_max = 40
const away = { first_ms: 50, most_ms: 1_000 }

/**
 * Writes what the sessions of a worker record, all that has gathered in one transaction: while one is under way the next
 * gathers, so the more there is to do the less each session costs. A database that is away is waited for. What it refuses
 * for good is put aside, alone: neither its session nor those that were written with it notice.
 */
export const createCommitter = (
  db: Db,
  log: Log,
  stopped: AbortSignal,
  clock: Clock
): Committer => {
  const ready = new Set<Source>()
  const apart = new Set<Promise<void>>()
  const counts: FactCounts = {
    refused: 0,
    unplaced: 0,
    status_posts: 0,
    ignored_changes: 0,
    unknown_stanzas: Object.create(null)
  }
  // Whoever sends such things can send many.
  const mayTell = createThrottle(tell_every_ms, clock.monotonic_ms)

  const run = async (): Promise<void> => {
    // What this turn of the event loop still records goes along.
    await setImmediate()
    while (ready.size > 0) {
      const taken = new Map<Source, SessionBatch>()
      let keys = 0
      for (const source of ready) {
        if (taken.size === sessions_per_transaction || keys >= keys_per_transaction) break
        ready.delete(source)
        const batch = source.take()
        if (!batch) continue
        taken.set(source, batch)
        keys += batch.keys.length
      }
      if (taken.size > 0) await write(taken)
    }
  }

  // Whoever wakes it while it ends is not overlooked.
  const loop = createCoalesced(run, (error) =>
    log.error({ err: error }, 'what sessions have recorded could not be taken')
  )

  const write = async (
    taken: Map<Source, SessionBatch>,
    how: 'together' | 'apart' = 'together'
  ): Promise<void> => {
    let waits = 0
    let failures = 0
    for (;;) {
      try {
        return await (how === 'apart' ? writeApart(taken) : writeTogether(taken))
      } catch (error) {
        if (error instanceof DatabaseUnavailable || isTrouble(error)) {
          if (stopped.aborted) return failAll(taken, error as Error)
          if (waits++ === 0) log.warn({ err: error }, 'database cannot write now, waiting')
          await pause(backoffMs(away, waits), stopped)
        } else if (taken.size > 1) {
          // What one session brings is refused: the others must not suffer for it.
          const all = [...taken]
          await write(new Map(all.slice(0, all.length >> 1)))
          return write(new Map(all.slice(all.length >> 1)))
        } else if (isRefusal(error) && how === 'together') {
          // It takes as long as there is much, and nobody else has to wait for it.
          const work = write(taken, 'apart').finally(() => apart.delete(work))
          apart.add(work)
          return
        } else if (++failures < failures_max) {
          await pause(backoffMs(away, failures), stopped)
        } else {
          const session_id = [...taken.values()][0]?.session_id
          log.error({ err: error, session_id }, 'changes of a session cannot be written')
          return failAll(taken, error as Error)
        }
      }
    }
  }

  const writeTogether = async (taken: Map<Source, SessionBatch>): Promise<void> => {
    // step: commit begins
    const { lost } = await commitBatch(db, [...taken.values()])
    // step: batch committed
    for (const [source, batch] of taken) tell(source, lost.includes(batch.session_id))
  }

  /** Writes what each has but for what the database refuses, which is put aside. */
  const writeApart = async (taken: Map<Source, SessionBatch>): Promise<void> => {
    for (const [source, batch] of taken) {
      const refused = await commitApart(db, batch)
      tell(source, refused === null)
      if (!refused?.[0]) continue
      counts.refused += refused.length
      const { session_id } = batch
      if (mayTell(session_id))
        log.warn(
          { session_id, count: refused.length, ...refused[0] },
          'the database refused what WhatsApp said, it was put aside'
        )
    }
  }

  return {
    clock,
    counts,
    unknown: (tag, session_id) => {
      const { unknown_stanzas } = counts
      const full = Object.keys(unknown_stanzas).length >= tags_max
      const short = tag.slice(0, tag_length_max)
      const name = Object.hasOwn(unknown_stanzas, short) || !full ? short : 'others'
      if (!Object.hasOwn(unknown_stanzas, name))
        log.warn({ session_id, tag: name }, 'WhatsApp said something of an unknown kind')
      unknown_stanzas[name] = (unknown_stanzas[name] ?? 0) + 1
    },
    wake: (source) => {
      ready.add(source)
      loop.request()
    },
    idle: async () => {
      while (loop.running || apart.size > 0) await Promise.all([loop.idle(), ...apart])
    }
  }
}

const tell = (source: Source, lost: boolean): void => {
  if (lost) source.failed(new Error('the lease of the session is lost'))
  else source.committed()
}

const failAll = (taken: Map<Source, SessionBatch>, error: Error): void => {
  for (const source of taken.keys()) source.failed(error)
}
