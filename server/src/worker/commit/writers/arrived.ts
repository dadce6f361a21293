import type { Tx } from '../../../lib/db.ts'
import { messageView } from '../../../schemas/messages/message.ts'
import { type ArrivedMessage, insertArrived } from '../../../store/messages/arrive.ts'
import { writeFiles } from '../files.ts'
import { addEvent, type Entry, type Outcome } from '../writer.ts'
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
  for (const row of rows) {
    if (row.status === 'undecryptable') continue
    const type = row.direction === 'inbound' ? 'message.received' : 'message.sent'
    addEvent(outcome, row, type, messageView(row))
  }
  const own = rows.filter((row) => row.direction === 'outbound')
  if (own.length > 0) await writeEarlyReceipts(tx, own, outcome)
}
