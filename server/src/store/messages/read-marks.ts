import type { MessageRow } from '../../domain/message.ts'
import type { Tx } from '../../lib/db.ts'

/** So many are told of at once, and so far back they are looked for. */
const told_max = 256
const looked_at_max = 1_000

/** Messages of a chat that were received before this one and not marked as read, the newest first. */
export const findUnread = (tx: Tx, upto: MessageRow) =>
  tx.query<{ whatsapp_id: string; sender_id: string | null }>(
    `select whatsapp_id, sender_id from (
       select id, whatsapp_id, sender_id, direction, read_at, status from messages
       where session_id = $1 and chat_id = $2 and tenant_id = $3 and id < $4 order by id desc limit ${looked_at_max}
     ) m where direction = 'inbound' and read_at is null order by id desc limit ${told_max - 1}`,
    [upto.session_id, upto.chat_id, upto.tenant_id, upto.id],
    'find_unread'
  )

export type ReadMark = {
  session_id: string
  tenant_id: string
  chat_id: string
  upto_id: string
  whatsapp_ids: string[]
  played: boolean
  at: Date
}

/** Notes that received messages were read, and how many of their chat are unread then. */
export const markRead = async (tx: Tx, mark: ReadMark): Promise<void> => {
  await tx.query(
    `with found as (
       select id from messages where session_id = $1 and whatsapp_id = any ($2) and direction = 'inbound' and chat_id = $3
       order by id for no key update
     )
     update messages m set read_at = coalesce(m.read_at, $4), played_at = case when $5 and m.id = $6 then coalesce(m.played_at, $4) else m.played_at end
     from found f where m.id = f.id`,
    [mark.session_id, mark.whatsapp_ids, mark.chat_id, mark.at, mark.played, mark.upto_id],
    'mark_read'
  )
  await tx.query(
    `update chats c set unread_count = (
       select count(*) from (
         select from messages m where m.session_id = $1 and m.chat_id = $2 and m.id > $3 and m.direction = 'inbound' limit c.unread_count
       ) newer)
     where session_id = $1 and chat_id = $2 and tenant_id = $4 and unread_count > 0`,
    [mark.session_id, mark.chat_id, mark.upto_id, mark.tenant_id],
    'count_unread'
  )
}
