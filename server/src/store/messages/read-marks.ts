import type { MessageRow } from '../../domain/message.ts'
import type { Tx } from '../../lib/db.ts'

/** So many are told of at once, and so far back they are looked for. */
const told_max = 256
const looked_at_max = 1_000

/** Messages of a chat that were received before this one and not marked as read, the newest first. */
export const findUnread = (
  tx: Tx,
  upto: Pick<MessageRow, 'session_id' | 'chat_id' | 'tenant_id' | 'id'>
) =>
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

/** Notes that received messages were read, and how many of their chat are unread then. True: that is another number than before. */
export const markRead = async (tx: Tx, mark: ReadMark): Promise<boolean> => {
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
  const { session_id, chat_id, upto_id, tenant_id } = mark
  const chats = await tx.query(
    `with found as (
       select c.session_id, c.chat_id, (
         select count(*) from (
           select from messages m where m.session_id = $1 and m.chat_id = $2 and m.id > $3 and m.direction = 'inbound' limit c.unread_count
         ) newer) as count
       from chats c where c.session_id = $1 and c.chat_id = $2 and c.tenant_id = $4 and c.unread_count > 0
       for no key update of c
     )
     update chats c set unread_count = f.count from found f
     where c.session_id = f.session_id and c.chat_id = f.chat_id and c.unread_count <> f.count
     returning c.chat_id`,
    [session_id, chat_id, upto_id, tenant_id],
    'count_unread'
  )
  const settings = await tx.query(
    `update chat_settings set marked_unread = false
     where session_id = $1 and chat_id = $2 and tenant_id = $3 and marked_unread returning chat_id`,
    [session_id, chat_id, tenant_id],
    'unmark_unread'
  )
  return chats.length > 0 || settings.length > 0
}

/** The newest of these messages that was received, and its chat; null: none of them was. */
export const findNewestReceived = async (
  tx: Pick<Tx, 'query'>,
  session_id: string,
  whatsapp_ids: string[]
): Promise<{ id: string; chat_id: string } | null> => {
  const [row] = await tx.query<{ id: string; chat_id: string }>(
    `select id, chat_id from messages
     where session_id = $1 and whatsapp_id = any ($2) and direction = 'inbound' order by id desc limit 1`,
    [session_id, whatsapp_ids],
    'find_newest_received'
  )
  return row ?? null
}
