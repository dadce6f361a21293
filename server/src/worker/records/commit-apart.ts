import { isRefusal } from '../../lib/database-refusal.ts'
import type { Db, Tx } from '../../lib/db.ts'
import { lockLeases } from '../../store/leases/renew.ts'
import {
  type Change,
  type SessionBatch,
  type WrittenChanges,
  writeChanges,
  writeKeys
} from './commit-batch.ts'
import { putAside } from './put-aside.ts'

/** What the database did not take, and why. */
export type Refused = { type: Change['type']; reason: string }

const reason_length_max = 500

/**
 * Writes what happened in one session, in one transaction, and leaves out what the database refuses: that is put aside in
 * the same transaction. Everything else is written as if it had never been there. Null: the lease is lost, and nothing is.
 */
export const commitApart = async (db: Db, batch: SessionBatch): Promise<Refused[] | null> => {
  const done = await db.transaction(async (tx) => {
    if ((await lockLeases(tx, [batch])).length === 0) return null
    await writeKeys(tx, [batch])
    const parts = await writeSome(tx, batch, batch.changes)
    // step: refused facts put aside
    return parts
  })
  if (!done) return null
  const finished = done.flatMap((part) => ('finished' in part ? part.finished : []))
  for (const part of done) if ('finished' in part) part.afterwards(finished)
  return done.filter((part) => 'reason' in part)
}

const writeSome = async (
  tx: Tx,
  batch: SessionBatch,
  changes: Change[]
): Promise<(WrittenChanges | Refused)[]> => {
  const refused = await attempt(tx, batch, changes)
  if (!('error' in refused)) return [refused]
  const [only] = changes
  if (!only) throw refused.error
  if (changes.length === 1) return [await refuse(tx, batch, only, refused.error)]
  const half = changes.length >> 1
  return [
    ...(await writeSome(tx, batch, changes.slice(0, half))),
    ...(await writeSome(tx, batch, changes.slice(half)))
  ]
}

/** Writes these changes or none of them. Throws what is no fault of theirs. */
const attempt = async (
  tx: Tx,
  batch: SessionBatch,
  changes: Change[]
): Promise<WrittenChanges | { error: Error }> => {
  await tx.query('savepoint some_changes')
  const sent: Promise<unknown>[] = []
  // What is sent must have been answered before the savepoint is let go of.
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
  // Whoever waits to hear that it may be sent must not: nobody has written that it was begun.
  if (change.type === 'began') change.written(false)
  return { type: change.type, reason: error.message.slice(0, reason_length_max) }
}
