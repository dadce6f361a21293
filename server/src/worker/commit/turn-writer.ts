import type { Clock } from '../../lib/clock.ts'
import type { Db } from '../../lib/db.ts'
import type { Log } from '../../lib/log.ts'
import { backoffMs, pause } from '../../lib/retry.ts'
import { createThrottle } from '../../lib/throttle.ts'
import type { NewEvent } from '../../store/events/put.ts'
import { commitApart } from './apart.ts'
import { commitBatch } from './batch.ts'
import type { SessionBatch } from './change.ts'
import type { FactCounts } from './fact-counts.ts'
import { afterFailure, halves, type Source, type Taken } from './turn.ts'

export type TurnWriterDeps = {
  db: Db
  log: Log
  stopped: AbortSignal
  clock: Clock
  counts: FactCounts
  /** Hears of each transaction after its commit: it must not throw. */
  written: Written
}

/** Batches that were written, but for the sessions whose lease was lost. */
export type Written = (
  batches: SessionBatch[],
  lost: string[],
  took_ms: number,
  events: Iterable<NewEvent[]>
) => void

/** Writes what was taken from sessions, and tells each what became of it. */
export type TurnWriter = {
  /** Resolves when all is on disk, will never be, or is being put aside. */
  write(taken: Taken): Promise<void>
  /** Whether something is being put aside. */
  readonly busy: boolean
  idle(): Promise<unknown>
}

const tell_every_ms = 60_000
const away = { first_ms: 50, most_ms: 1_000 }

export const createTurnWriter = (deps: TurnWriterDeps): TurnWriter => {
  const { db, log, stopped, clock, counts, written } = deps
  const under_way = new Set<Promise<void>>()
  // Whoever sends such things can send many.
  const mayTell = createThrottle(tell_every_ms, clock.monotonic_ms)

  const write = async (taken: Taken, apart = false): Promise<void> => {
    let waits = 0
    let failures = 0
    for (;;) {
      try {
        return await (apart ? writeApart(taken) : writeTogether(taken))
      } catch (error) {
        switch (afterFailure(error, { sessions: taken.size, apart, failures })) {
          case 'wait':
            if (stopped.aborted) return failAll(taken, error as Error)
            if (waits++ === 0) log.warn({ err: error }, 'database cannot write now, waiting')
            await pause(backoffMs(away, waits), stopped)
            break
          case 'halve':
            for (const half of halves(taken)) await write(half, apart)
            return
          case 'apart':
            return setApart(taken)
          case 'again':
            await pause(backoffMs(away, ++failures), stopped)
            break
          case 'fail':
            log.error(
              { err: error, session_id: [...taken.values()][0]?.session_id },
              'changes of a session cannot be written'
            )
            return failAll(taken, error as Error)
        }
      }
    }
  }

  /** It takes as long as there is much, and nobody else has to wait for it. */
  const setApart = (taken: Taken): void => {
    const work = write(taken, true).finally(() => under_way.delete(work))
    under_way.add(work)
  }

  const writeTogether = async (taken: Taken): Promise<void> => {
    // step: commit begins
    const batches = [...taken.values()]
    const began_ms = clock.monotonic_ms()
    const { lost, events } = await commitBatch(db, batches)
    // step: batch committed
    written(batches, lost, clock.monotonic_ms() - began_ms, events)
    for (const [source, batch] of taken) tell(source, lost.includes(batch.session_id))
  }

  /** Writes what each has but for what the database refuses, which is put aside. */
  const writeApart = async (taken: Taken): Promise<void> => {
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
    write: (taken) => write(taken),
    get busy() {
      return under_way.size > 0
    },
    idle: () => Promise.all(under_way)
  }
}

const tell = (source: Source, lost: boolean): void => {
  if (lost) source.failed(new Error('the lease of the session is lost'))
  else source.committed()
}

const failAll = (taken: Taken, error: Error): void => {
  for (const source of taken.keys()) source.failed(error)
}
