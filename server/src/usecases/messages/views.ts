import type { MessageRow } from '../../domain/message.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Tx } from '../../lib/db.ts'
import { type Message, messageView } from '../../schemas/messages/message.ts'
import type { LinkDeps } from '../media/link.ts'
import { withAnswers } from './answers.ts'
import { withQuoted } from './quotes.ts'
import { withReactions } from './reactions.ts'
import { withFiles } from './shown-files.ts'
import { whyWaiting } from './why-waiting.ts'

/** Messages as they are shown where they are read: with what they wait for, what was reacted and answered to them, what they quote and where their files are. */
export const messageViews = async (
  deps: LinkDeps,
  tx: Tx,
  tenant: Tenant,
  rows: MessageRow[]
): Promise<(row: MessageRow) => Message> => {
  const waiting = await whyWaiting(tx, tenant, rows, deps.clock.now())
  const reacted = await withReactions(tx, tenant, rows)
  const quoted = await withQuoted(tx, tenant, rows)
  const answered = await withAnswers(tx, tenant, rows)
  const filed = await withFiles(deps, tx, tenant, rows)
  return (row) => answered(quoted(reacted(filed(messageView(row, waiting.get(row.id))))), row)
}
