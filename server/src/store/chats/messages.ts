import type { ChatPlace, ChatRow } from '../../domain/chat.ts'
import { messageColumns } from '../../domain/columns.ts'
import type { MessageRow } from '../../domain/message.ts'
import { change_types } from '../../domain/message-changes.ts'
import type { Tx } from '../../lib/db.ts'

/** Messages of a chat in the order in which one meets them when walking away from the place; null: from the newest on. */
export const messagesFrom = (
  tx: Pick<Tx, 'query'>,
  chat: Pick<ChatRow, 'tenant_id' | 'session_id' | 'chat_id' | 'cleared_upto'>,
  place: ChatPlace | null,
  limit: number
): Promise<MessageRow[]> => {
  const { tenant_id, session_id, chat_id, cleared_upto } = chat
  const newer = place?.towards === 'newer'
  return tx.query<MessageRow>(
    `select ${messageColumns('m')} from messages m
     where m.session_id = $1 and m.chat_id = $2 and m.tenant_id = $3 and m.type <> all ('{${change_types.join()}}')
       and not m.deleted_for_me and m.id > coalesce($6, '')
       and ($4::text is null or m.id ${newer ? '>' : '<'} $4)
     order by m.id ${newer ? 'asc' : 'desc'} limit $5`,
    [session_id, chat_id, tenant_id, place?.message_id ?? null, limit, cleared_upto],
    newer ? 'newer_messages' : 'older_messages'
  )
}
