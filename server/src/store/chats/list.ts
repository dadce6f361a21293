import type { ChatRow } from '../../domain/chat.ts'
import type { MessageRow } from '../../domain/message.ts'
import { change_types } from '../../domain/message-changes.ts'
import type { Tx } from '../../lib/db.ts'

export type ChatFilter = { unread: boolean | null }

/** Chats of a session, the one with the newest message first. `position` is the `last_message_id` of the one before. */
export const listChats = (
  tx: Pick<Tx, 'query'>,
  tenant_id: string,
  session_id: string,
  { unread, position, limit }: ChatFilter & { position: string | null; limit: number }
) =>
  tx.query<ChatRow>(
    `select * from chats
     where session_id = $1 and tenant_id = $2 and ($3::text is null or last_message_id < $3)
       and ($4::boolean is null or (unread_count > 0) = $4)
     order by last_message_id desc limit $5`,
    [session_id, tenant_id, position, unread, limit],
    'list_chats'
  )

export const findChat = async (
  tx: Pick<Tx, 'query'>,
  tenant_id: string,
  session_id: string,
  chat_id: string
): Promise<ChatRow | null> => {
  const [row] = await tx.query<ChatRow>(
    'select * from chats where session_id = $1 and chat_id = $2 and tenant_id = $3',
    [session_id, chat_id, tenant_id],
    'find_chat'
  )
  return row ?? null
}

/** The newest message of each of these chats; none of a chat whose messages are gone. */
export const findLastMessages = (
  tx: Pick<Tx, 'query'>,
  tenant_id: string,
  session_id: string,
  chat_ids: string[]
) =>
  tx.query<MessageRow>(
    `select last.* from unnest($3::text[]) as c (chat_id) cross join lateral (
       select * from messages m where m.session_id = $1 and m.chat_id = c.chat_id and m.tenant_id = $2
         and m.type <> all ('{${change_types.join()}}')
       order by m.id desc limit 1
     ) last`,
    [session_id, tenant_id, chat_ids],
    'find_last_messages'
  )
