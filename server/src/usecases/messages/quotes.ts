import type { MessageRow } from '../../domain/message.ts'
import { quoteOf } from '../../domain/quote.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Tx } from '../../lib/db.ts'
import type { Message } from '../../schemas/messages/message.ts'
import { findQuoted } from '../../store/messages/quoted.ts'

/** Adds the ids of messages that are quoted and came after those that quote them. */
export const withQuoted = async (
  tx: Tx,
  tenant: Tenant,
  rows: MessageRow[]
): Promise<(view: Message) => Message> => {
  const asked = rows.filter((row) => {
    const quote = quoteOf(row.content)
    return quote !== null && quote.message_id === undefined
  })
  if (asked.length === 0) return (view) => view
  const found = await findQuoted(tx, tenant.tenant_id, asked)
  const ids = new Map(found.map((one) => [one.message_id, one.quoted_id]))
  return (view) => {
    const message_id = ids.get(view.id)
    return message_id && view.context ? { ...view, context: { ...view.context, message_id } } : view
  }
}
