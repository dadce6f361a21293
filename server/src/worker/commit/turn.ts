import { isRefusal, isTrouble } from '../../lib/database-refusal.ts'
import { DatabaseUnavailable } from '../../lib/database-unavailable.ts'
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

/** What goes into one transaction. */
export type Taken = Map<Source, SessionBatch>

const sessions_per_transaction = 200
/** A new link brings more than 800. Sealing them takes 25 ms, in which nothing else happens. */
const keys_per_transaction = 800

/** Takes from those that are ready, those first that have waited longest; the others stay. */
export const takeReady = (ready: Set<Source>): Taken => {
  const taken: Taken = new Map()
  let keys = 0
  for (const source of ready) {
    if (taken.size === sessions_per_transaction || keys >= keys_per_transaction) break
    ready.delete(source)
    const batch = source.take()
    if (!batch) continue
    taken.set(source, batch)
    keys += batch.keys.length
  }
  return taken
}

/** The two halves of what was refused together, to find whose it is. */
export const halves = (taken: Taken): [Taken, Taken] => {
  const all = [...taken]
  const middle = all.length >> 1
  return [new Map(all.slice(0, middle)), new Map(all.slice(middle))]
}

const failures_max = 3

/**
 * What follows when a transaction failed. `wait`: the database is away, or in trouble of its own. `halve`: what one session
 * brings is refused, and the others must not suffer for it. `apart`: it is put aside, piece by piece. `again`: the reason is
 * unknown. `fail`: enough of that.
 */
export const afterFailure = (
  error: unknown,
  { sessions, apart, failures }: { sessions: number; apart: boolean; failures: number }
): 'wait' | 'halve' | 'apart' | 'again' | 'fail' => {
  if (error instanceof DatabaseUnavailable || isTrouble(error)) return 'wait'
  if (sessions > 1) return 'halve'
  if (isRefusal(error) && !apart) return 'apart'
  return failures + 1 < failures_max ? 'again' : 'fail'
}
