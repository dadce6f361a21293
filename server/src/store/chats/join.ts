import type { Tx } from '../../lib/db.ts'
import type { LearnedLid } from '../lids/learn.ts'

/** Makes the chat of a LID one with the chat of the number: what was unread in both is unread in the one. */
export const joinChats = (tx: Pick<Tx, 'query'>, lids: LearnedLid[]) =>
  tx.query(
    `with gone as (
       delete from chats c using unnest($1::text[], $2::text[], $3::text[]) as w (session_id, lid, jid)
       where c.session_id = w.session_id and c.chat_id = w.lid
       returning c.session_id, w.jid, c.tenant_id, c.last_message_id, c.unread_count, c.name
     )
     insert into chats as c (session_id, chat_id, tenant_id, last_message_id, unread_count, name)
     select session_id, jid, min(tenant_id), max(last_message_id), sum(unread_count),
       (array_agg(name order by last_message_id desc) filter (where name is not null))[1]
     from gone group by session_id, jid order by session_id, jid
     on conflict (session_id, chat_id) do update set last_message_id = greatest(c.last_message_id, excluded.last_message_id),
       unread_count = c.unread_count + excluded.unread_count, name = coalesce(c.name, excluded.name)`,
    [lids.map((one) => one.session_id), lids.map((one) => one.lid), lids.map((one) => one.jid)]
  )
