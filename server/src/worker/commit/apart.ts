import { isRefusal } from '../../lib/database-refusal.ts'
import type { Db, Tx } from '../../lib/db.ts'
import { lockLeases } from '../../store/leases/renew.ts'
import type { Change, SessionBatch } from './change.ts'
import { writeKeys } from './keys.ts'
import { putAside } from './put-aside.ts'
import type { Outcome } from './writer.ts'
import { writeChanges } from './writers.ts'

/** A change that the database refused, and why. */
export type Refused = { type: Change['type']; reason: string }

const reason_length_max = 500

/**
 * Writes what happened in one session in one transaction, except what the database refuses: that is put aside in the same
 * transaction, and everything else is written as if it had never been there. Null: the lease is lost, nothing was written.
 */
export const commitApart = async (db: Db, batch: SessionBatch): Promise<Refused[] | null> => {
  const parts = await db.transaction(async (tx) => {
    if ((await lockLeases(tx, [batch])).length === 0) return null
    await writeKeys(tx, [batch])
    const parts = await writeSome(tx, batch, batch.changes)
    // step: refused facts put aside
    return parts
  })
  if (!parts) return null
  const written = parts.filter((part) => 'finished' in part)
  const finished = new Set(written.flatMap((part) => part.finished))
  for (const work of written.flatMap((part) => part.after_commit)) work(finished)
  return parts.filter((part) => 'reason' in part)
}

const writeSome = async (
  tx: Tx,
  batch: SessionBatch,
  changes: Change[]
): Promise<(Outcome | Refused)[]> => {
  const outcome = await attempt(tx, batch, changes)
  if (!('error' in outcome)) return [outcome]
  const [only] = changes
  if (!only) throw outcome.error
  if (changes.length === 1) return [await refuse(tx, batch, only, outcome.error)]
  const half = changes.length >> 1
  return [
    ...(await writeSome(tx, batch, changes.slice(0, half))),
    ...(await writeSome(tx, batch, changes.slice(half)))
  ]
}

/** Writes all of these changes or none. Throws errors that are not their fault. */
const attempt = async (
  tx: Tx,
  batch: SessionBatch,
  changes: Change[]
): Promise<Outcome | { error: Error }> => {
  await tx.query('savepoint some_changes')
  const sent: Promise<unknown>[] = []
  // Every statement that was sent must have its answer before the savepoint is released.
  const answered: Tx = {
    query: tx.query,
    send: (text, values, name) => {
      const answer = tx.query(text, values, name)
      answer.catch(() => undefined)
      sent.push(answer)
    }
  }
  try {
    const written = await writeChanges(answered, [{ ...batch, changes }])
    await Promise.all(sent)
    await tx.query('release savepoint some_changes')
    return written
  } catch (error) {
    await tx.query('rollback to savepoint some_changes')
    await tx.query('release savepoint some_changes')
    if (!isRefusal(error)) throw error
    return { error }
  }
}

const refuse = async (
  tx: Tx,
  batch: SessionBatch,
  change: Change,
  error: Error
): Promise<Refused> => {
  await putAside(tx, batch, change, error.message)
  // Its row was not marked, so the sender that waits for the mark must not send it.
  if (change.type === 'began') change.written(false)
  return { type: change.type, reason: error.message.slice(0, reason_length_max) }
}
