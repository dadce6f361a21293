import { isStatus } from '../../../domain/status.ts'
import type { Tx } from '../../../lib/db.ts'
import { findStatusMuted } from '../../../store/contacts/status-mutes.ts'
import { type ArrivedMessage, insertArrived } from '../../../store/messages/arrive.ts'
import { writeFiles } from '../files.ts'
import { type Entry, type Outcome, tell } from '../writer.ts'
import { writeEarlyReceipts } from './receipts.ts'

/** Inserts messages that arrived. One that could not be decrypted has no event yet. */
export const writeArrived = async (
  tx: Tx,
  entries: Entry<'arrived'>[],
  outcome: Outcome
): Promise<void> => {
  // One statement cannot write the same message twice: the version that could be decrypted wins.
  const arrived = new Map<string, ArrivedMessage>()
  for (const { change } of entries) {
    const { session_id, direction, whatsapp_id, status } = change.message
    const name = `${session_id} ${direction} ${whatsapp_id}`
    if (status !== 'undecryptable' || !arrived.has(name)) arrived.set(name, change.message)
  }
  const rows = await insertArrived(tx, [...arrived.values()])
  const files = entries.flatMap(({ change }) => change.file ?? [])
  if (files.length > 0) await writeFiles(tx, files, rows)
  // step: arrived messages written
  const posts = rows.filter((row) => isStatus(row.chat_id) && row.direction === 'inbound')
  const muted = posts.length > 0 ? await findStatusMuted(tx, posts) : new Set()
  for (const row of rows) {
    if (row.status === 'undecryptable' || muted.has(row.id)) continue
    tell(outcome, row.direction === 'inbound' ? 'received' : 'sent', row)
  }
  const own = rows.filter((row) => row.direction === 'outbound')
  if (own.length > 0) await writeEarlyReceipts(tx, own, outcome)
}
