import type { Db, Tx } from '../../lib/db.ts'
import type { NewEvent } from '../../store/events/put.ts'
import { lockLeases } from '../../store/leases/renew.ts'
import type { SessionBatch } from './change.ts'
import { writeKeys } from './keys.ts'
import type { Outcome } from './writer.ts'
import { beginChanges } from './writers.ts'

/**
 * Writes what happened in several sessions in one transaction: keys, messages, states, their events and the deliveries
 * that follow. Returns the sessions whose lease is no longer held; nothing of those is written. And it returns the events.
 */
export const commitBatch = async (
  db: Db,
  batches: SessionBatch[]
): Promise<{ lost: string[]; events: Iterable<NewEvent[]> }> => {
  const lost = new Set<string>()
  for (;;) {
    const held = batches.filter((batch) => !lost.has(batch.session_id))
    if (held.length === 0) return { lost: [...lost], events: [] }
    const outcome = await db
      .transaction((tx) => writeBatches(tx, held))
      .catch((error: unknown) => {
        if (!(error instanceof LeasesLost)) throw error
        for (const session_id of error.session_ids) lost.add(session_id)
        return undefined
      })
    if (!outcome) continue
    const finished = new Set(outcome.finished)
    for (const work of outcome.after_commit) work(finished)
    return { lost: [...lost], events: outcome.events.values() }
  }
}

/** Nothing was written: other workers hold these sessions. */
class LeasesLost extends Error {
  readonly session_ids: string[]
  constructor(session_ids: string[]) {
    super('leases are no longer held')
    this.session_ids = session_ids
  }
}

// Statements that need no answers of others are sent together, behind the one that locks the leases. A lost lease is rare: the
// transaction is rolled back then, and begins again without that session.
const writeBatches = async (tx: Tx, batches: SessionBatch[]): Promise<Outcome> => {
  const locked = lockLeases(tx, batches)
  const keys = writeKeys(tx, batches)
  const writing = beginChanges(tx, batches)
  const answers = Promise.all([keys, writing.merged])
  // Statements for a lost session may be refused. That its lease is lost is what counts.
  answers.catch(() => undefined)
  const held = new Set((await locked).map((lease) => lease.session_id))
  // step: leases locked
  const lost = batches.map((batch) => batch.session_id).filter((id) => !held.has(id))
  if (lost.length > 0) throw new LeasesLost(lost)
  await answers
  return writing.finish()
}
