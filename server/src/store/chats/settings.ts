import type { ChatChange } from '../../domain/chat.ts'
import type { Tx } from '../../lib/db.ts'
import type { LearnedLid } from '../lids/learn.ts'

export type ChangedChat = {
  session_id: string
  tenant_id: string
  chat_id: string
  change: ChatChange
}

export type ChatKey = { session_id: string; chat_id: string }

/**
 * Keeps what is set for chats, whether they have messages or not, and answers with those that are otherwise than before. At
 * most one entry for a chat.
 */
export const putChatSettings = (tx: Tx, chats: ChangedChat[]): Promise<ChatKey[]> => {
  tx.send(
    `insert into chat_settings (session_id, chat_id, tenant_id)
     select session_id, chat_id, tenant_id
     from jsonb_to_recordset($1::jsonb) as w (session_id text, tenant_id text, chat_id text) order by session_id, chat_id
     on conflict do nothing`,
    [JSON.stringify(chats)],
    'make_chat_settings'
  )
  return tx.query<ChatKey>(
    `with found as (
       select s.session_id, s.chat_id, s.tenant_id, w.change,
         coalesce((w.change ->> 'archived')::boolean, s.archived) as archived,
         case when w.change ? 'pinned_at' then (w.change ->> 'pinned_at')::timestamptz else s.pinned_at end as pinned_at,
         coalesce((w.change ->> 'muted')::boolean, s.muted) as muted,
         case when w.change ? 'muted' then (w.change ->> 'muted_until')::timestamptz else s.muted_until end as muted_until,
         coalesce((w.change ->> 'marked_unread')::boolean, s.marked_unread) as marked_unread,
         case when newest then coalesce((w.change ->> 'disappearing_seconds')::int, s.disappearing_seconds)
           else s.disappearing_seconds end as disappearing_seconds,
         case when newest then coalesce((w.change ->> 'disappearing_set_at')::timestamptz, s.disappearing_set_at)
           else s.disappearing_set_at end as disappearing_set_at,
         coalesce(w.change ->> 'name', s.name) as name,
         greatest(s.cleared_upto, gone.id) as cleared_upto,
         case when gone.id > coalesce(s.cleared_upto, '') then (w.change #>> '{cleared,upto}')::timestamptz else s.cleared_at end as cleared_at,
         case when gone.id >= coalesce(s.cleared_upto, '') then (w.change #>> '{cleared,hidden}')::boolean or s.hidden else s.hidden end as hidden
       from jsonb_to_recordset($1::jsonb) as w (session_id text, tenant_id text, chat_id text, change jsonb)
       join chat_settings s on s.session_id = w.session_id and s.chat_id = w.chat_id
       left join lateral (
         select m.id from messages m where m.session_id = w.session_id and m.chat_id = w.chat_id and m.tenant_id = w.tenant_id
           and coalesce(m.whatsapp_at, m.sent_at, m.queued_at) <= (w.change #>> '{cleared,upto}')::timestamptz
         order by m.id desc limit 1
       ) gone on w.change ? 'cleared'
       cross join lateral (
         select coalesce((w.change ->> 'disappearing_set_at')::timestamptz >= s.disappearing_set_at, true) as newest
       ) setting
       order by s.session_id, s.chat_id for no key update of s
     )
     update chat_settings s set archived = f.archived, pinned_at = f.pinned_at, muted = f.muted, muted_until = f.muted_until,
       marked_unread = f.marked_unread, disappearing_seconds = f.disappearing_seconds,
       disappearing_set_at = f.disappearing_set_at, name = f.name,
       cleared_upto = f.cleared_upto, cleared_at = f.cleared_at, hidden = f.hidden
     from found f where s.session_id = f.session_id and s.chat_id = f.chat_id
       and (s.archived, s.pinned_at, s.muted, s.muted_until, s.marked_unread, s.disappearing_seconds, s.name, s.cleared_upto, s.hidden)
         is distinct from (f.archived, f.pinned_at, f.muted, f.muted_until, f.marked_unread, f.disappearing_seconds, f.name, f.cleared_upto, f.hidden)
     returning s.session_id, s.chat_id`,
    [JSON.stringify(chats)],
    'put_chat_settings'
  )
}

/** Whether somebody has told what a chat is called. */
export const isChatNamed = async (
  tx: Pick<Tx, 'query'>,
  session_id: string,
  chat_id: string
): Promise<boolean> => {
  const [row] = await tx.query(
    'select chat_id from chat_settings where session_id = $1 and chat_id = $2 and name is not null',
    [session_id, chat_id],
    'is_chat_named'
  )
  return row !== undefined
}

export type ReadUpto = { session_id: string; chat_id: string; upto: Date }

/** Counts again what is unread of chats that were read up to a time, and answers with those of which it is another number now. */
export const readChatsUpto = (tx: Pick<Tx, 'query'>, chats: ReadUpto[]) =>
  tx.query<ChatKey>(
    `with found as (
       select c.session_id, c.chat_id, newer.count
       from unnest($1::text[], $2::text[], $3::timestamptz[]) as w (session_id, chat_id, upto)
       join chats c on c.session_id = w.session_id and c.chat_id = w.chat_id
       cross join lateral (
         select count(*) filter (where coalesce(m.whatsapp_at, m.queued_at) > w.upto) from (
           select m.whatsapp_at, m.queued_at from messages m
           where m.session_id = c.session_id and m.chat_id = c.chat_id and m.direction = 'inbound'
           order by m.id desc limit c.unread_count
         ) m
       ) newer
       where c.unread_count > 0
       order by c.session_id, c.chat_id for no key update of c
     )
     update chats c set unread_count = f.count from found f
     where c.session_id = f.session_id and c.chat_id = f.chat_id and c.unread_count <> f.count
     returning c.session_id, c.chat_id`,
    [
      chats.map((chat) => chat.session_id),
      chats.map((chat) => chat.chat_id),
      chats.map((chat) => chat.upto)
    ],
    'read_chats_upto'
  )

/** Gives the chat of a number what was set for the chat of the LID, where nothing is set for it yet. */
export const joinChatSettings = (tx: Pick<Tx, 'query'>, lids: LearnedLid[]) =>
  tx.query(
    `with gone as (
       delete from chat_settings s using unnest($1::text[], $2::text[], $3::text[]) as w (session_id, lid, jid)
       where s.session_id = w.session_id and s.chat_id = w.lid
       returning w.jid, s.session_id, s.chat_id, s.tenant_id, s.name, s.archived, s.pinned_at, s.muted, s.muted_until,
         s.marked_unread, s.disappearing_seconds, s.disappearing_set_at, s.cleared_upto, s.cleared_at, s.hidden
     )
     insert into chat_settings (session_id, chat_id, tenant_id, name, archived, pinned_at, muted, muted_until, marked_unread,
       disappearing_seconds, disappearing_set_at, cleared_upto, cleared_at, hidden)
     select distinct on (session_id, jid) session_id, jid, tenant_id, name, archived, pinned_at, muted, muted_until, marked_unread,
       disappearing_seconds, disappearing_set_at, cleared_upto, cleared_at, hidden
     from gone order by session_id, jid, chat_id desc
     on conflict do nothing`,
    [lids.map((one) => one.session_id), lids.map((one) => one.lid), lids.map((one) => one.jid)]
  )
