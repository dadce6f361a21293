import type { MessageRow } from '../../domain/message.ts'
import type { Tx } from '../../lib/db.ts'

/** Where a piece of a chat begins: behind this message, towards older or newer ones. null: at the newest. */
export type ChatPlace = { towards: 'older' | 'newer'; message_id: string } | null

/** Messages of a chat in the order in which one meets them when walking away from the place. */
export const messagesFrom = (
  tx: Pick<Tx, 'query'>,
  chat: { tenant_id: string; session_id: string; chat_id: string },
  place: ChatPlace,
  limit: number
): Promise<MessageRow[]> => {
  const { tenant_id, session_id, chat_id } = chat
  const newer = place?.towards === 'newer'
  return tx.query<MessageRow>(
    `select * from messages m
     where m.session_id = $1 and m.chat_id = $2 and m.tenant_id = $3 and ($4::text is null or m.id ${newer ? '>' : '<'} $4)
     order by m.id ${newer ? 'asc' : 'desc'} limit $5`,
    [session_id, chat_id, tenant_id, place?.message_id ?? null, limit],
    newer ? 'newer_messages' : 'older_messages'
  )
}
