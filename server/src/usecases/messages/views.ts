import type { MessageRow } from '../../domain/message.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Tx } from '../../lib/db.ts'
import { type Message, messageView } from '../../schemas/messages/message.ts'
import { withReactions } from './reactions.ts'
import { whyWaiting } from './why-waiting.ts'

/** Messages as they are shown where they are read: with what they wait for and what was reacted to them. */
export const messageViews = async (
  tx: Tx,
  tenant: Tenant,
  rows: MessageRow[],
  now: Date
): Promise<(row: MessageRow) => Message> => {
  const waiting = await whyWaiting(tx, tenant, rows, now)
  const complete = await withReactions(tx, tenant, rows)
  return (row) => complete(messageView(row, waiting.get(row.id)))
}
