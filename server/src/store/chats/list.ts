import type { ChatRow } from '../../domain/chat.ts'
import { messageColumns } from '../../domain/columns.ts'
import type { MessageRow } from '../../domain/message.ts'
import { change_types } from '../../domain/message-changes.ts'
import type { Tx } from '../../lib/db.ts'
import type { ChatKey } from './settings.ts'

export type ChatFilter = { unread: boolean | null; archived: boolean | null }

/** A person is called as the phone book of the account has them, a group by its subject. */
const columns = `c.session_id, c.chat_id, c.tenant_id, c.last_message_id, c.unread_count,
  coalesce(p.saved_name, l.saved_name, s.name, c.name) as name, coalesce(s.archived, false) as archived, s.pinned_at,
  s.muted is true and coalesce(s.muted_until > now(), true) as muted,
  case when s.muted and s.muted_until > now() then s.muted_until end as muted_until, coalesce(s.marked_unread, false) as marked_unread,
  s.disappearing_seconds, s.cleared_upto, s.cleared_at`

const joined = `chats c
  left join chat_settings s on s.session_id = c.session_id and s.chat_id = c.chat_id
  left join contacts p on p.session_id = c.session_id and p.jid = c.chat_id
  left join contacts l on l.session_id = c.session_id and l.lid = c.chat_id and c.chat_id like '%@lid'`

/** A chat that was deleted is there again with its next message. */
const is_there = '(s.hidden is not true or c.last_message_id > s.cleared_upto)'

/** Chats of a session, the one with the newest message first. `position` is the `last_message_id` of the one before. */
export const listChats = (
  tx: Pick<Tx, 'query'>,
  tenant_id: string,
  session_id: string,
  { unread, archived, position, limit }: ChatFilter & { position: string | null; limit: number }
) =>
  tx.query<ChatRow>(
    `select ${columns} from ${joined}
     where c.session_id = $1 and c.tenant_id = $2 and ($3::text is null or c.last_message_id < $3) and ${is_there}
       and ($4::boolean is null or (c.unread_count > 0 or s.marked_unread is true) = $4)
       and ($6::boolean is null or (s.archived is true) = $6)
     order by c.last_message_id desc limit $5`,
    [session_id, tenant_id, position, unread, limit, archived],
    'list_chats'
  )

export const findChat = async (
  tx: Pick<Tx, 'query'>,
  tenant_id: string,
  session_id: string,
  chat_id: string
): Promise<ChatRow | null> => {
  const [row] = await tx.query<ChatRow>(
    `select ${columns} from ${joined} where c.session_id = $1 and c.chat_id = $2 and c.tenant_id = $3 and ${is_there}`,
    [session_id, chat_id, tenant_id],
    'find_chat'
  )
  return row ?? null
}

/** These chats, as far as something was said in them; a deleted one too. */
export const findChats = (tx: Pick<Tx, 'query'>, chats: ChatKey[]) =>
  tx.query<ChatRow>(
    `select ${columns} from unnest($1::text[], $2::text[]) as w (session_id, chat_id)
     join ${joined.replace('chats c', 'chats c on c.session_id = w.session_id and c.chat_id = w.chat_id')}`,
    [chats.map((chat) => chat.session_id), chats.map((chat) => chat.chat_id)],
    'find_chats'
  )

/** The newest message of each of these chats; none of a chat whose messages are gone. */
export const findLastMessages = (
  tx: Pick<Tx, 'query'>,
  tenant_id: string,
  session_id: string,
  chats: Pick<ChatRow, 'chat_id' | 'cleared_upto'>[]
) =>
  tx.query<MessageRow>(
    `select ${messageColumns('last')} from unnest($3::text[], $4::text[]) as c (chat_id, cleared_upto) cross join lateral (
       select ${messageColumns('m')} from messages m where m.session_id = $1 and m.chat_id = c.chat_id and m.tenant_id = $2
         and m.type <> all ('{${change_types.join()}}') and not m.deleted_for_me and m.id > coalesce(c.cleared_upto, '')
       order by m.id desc limit 1
     ) last`,
    [
      session_id,
      tenant_id,
      chats.map((chat) => chat.chat_id),
      chats.map((chat) => chat.cleared_upto)
    ],
    'find_last_messages'
  )
