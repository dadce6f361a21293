import { setImmediate } from 'node:timers/promises'
import { DatabaseAway } from '../lib/database-away.ts'
import type { Db } from '../lib/db.ts'
import type { Log } from '../lib/log.ts'
import { backoffMs, pause } from '../lib/retry.ts'
import { commitBatch, type SessionBatch } from '../usecases/worker/commit-batch.ts'

/** A session's journal, as the committer sees it. */
export type Source = {
  /** Takes what is recorded; null when there is nothing or it must not be taken apart now. */
  take(): SessionBatch | null
  /** What was taken is on disk. */
  committed(): void
  /** What was taken will never be on disk. */
  failed(error: Error): void
}

export type Committer = {
  /** There is something to take. */
  wake(source: Source): void
  /** Resolves when nothing is being written any more. */
  idle(): Promise<void>
}

const sessions_per_transaction = 200
/** A new link brings more than 800. Sealing them takes 25 ms, in which nothing else happens. */
const keys_per_transaction = 800
const away = { first_ms: 50, most_ms: 1_000 }

/**
 * Writes what the sessions of a worker record, all that has gathered in one transaction: while one is under way the next
 * gathers, so the more there is to do the less each session costs. A database that is away is waited for.
 */
export const createCommitter = (db: Db, log: Log, stopped: AbortSignal): Committer => {
  const ready = new Set<Source>()
  let running: Promise<void> | undefined

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

  const write = async (taken: Map<Source, SessionBatch>): Promise<void> => {
    for (let attempt = 1; ; attempt++) {
      try {
        // step: commit begins
        const { lost } = await commitBatch(db, [...taken.values()])
        // step: batch committed
        for (const [source, batch] of taken) {
          if (lost.includes(batch.session_id))
            source.failed(new Error('the lease of the session is lost'))
          else source.committed()
        }
        return
      } catch (error) {
        if (error instanceof DatabaseAway) {
          if (stopped.aborted) return failAll(taken, error)
          if (attempt === 1) log.warn({ err: error }, 'database away, waiting')
          await pause(backoffMs(away, attempt), stopped)
        } else if (taken.size > 1) {
          // One session's rows are refused: the others must not suffer for it.
          for (const one of taken) await write(new Map([one]))
          return
        } else if (attempt < 3) {
          await pause(backoffMs(away, attempt), stopped)
        } else {
          log.error(
            { err: error, session_id: [...taken.values()][0]?.session_id },
            'changes of a session cannot be written'
          )
          return failAll(taken, error as Error)
        }
      }
    }
  }

  return {
    wake: (source) => {
      ready.add(source)
      running ??= run().finally(() => {
        running = undefined
      })
    },
    idle: async () => {
      while (running) await running
    }
  }
}

const failAll = (taken: Map<Source, SessionBatch>, error: Error): void => {
  for (const source of taken.keys()) source.failed(error)
}
