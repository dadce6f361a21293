import type { MessageRow } from '../../domain/message.ts'
import { reactionView } from '../../domain/reaction.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Tx } from '../../lib/db.ts'
import type { Message } from '../../schemas/messages/message.ts'
import { findReactions } from '../../store/messages/reactions.ts'

/** Adds to messages what was reacted to them; a message that was deleted for everyone shows none. */
export const withReactions = async (
  tx: Tx,
  tenant: Tenant,
  rows: MessageRow[]
): Promise<(view: Message) => Message> => {
  const ids = rows.filter((row) => !row.deleted_at).map((row) => row.id)
  const found = ids.length === 0 ? [] : await findReactions(tx, tenant.tenant_id, ids)
  const by_message = Map.groupBy(found, (one) => one.message_id)
  return (view) => ({
    ...view,
    reactions: (by_message.get(view.id) ?? []).map(reactionView)
  })
}
