import type { MessageRow } from '../../domain/message.ts'
import { reactionView } from '../../domain/reaction.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Tx } from '../../lib/db.ts'
import { findReactions } from '../../store/messages/reactions.ts'

type View = Record<string, unknown>

/** Adds to messages what was reacted to them; a message that was deleted for everyone shows none. */
export const withReactions = async (
  tx: Tx,
  tenant: Tenant,
  rows: MessageRow[]
): Promise<(view: View) => View> => {
  const ids = rows.filter((row) => !row.deleted_at).map((row) => row.id)
  const found = ids.length === 0 ? [] : await findReactions(tx, tenant.tenant_id, ids)
  const by_message = Map.groupBy(found, (one) => one.message_id)
  return (view) => ({
    ...view,
    reactions: (by_message.get(String(view['id'])) ?? []).map(reactionView)
  })
}
