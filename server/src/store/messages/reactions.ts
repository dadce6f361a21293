import type { MessageDirection, MessageRow } from '../../domain/message.ts'
import type { ReactionRow } from '../../domain/reaction.ts'
import type { Tx } from '../../lib/db.ts'
import type { LearnedLid } from '../lids/learn.ts'

export type Reaction = {
  session_id: string
  whatsapp_id: string
  direction: MessageDirection
  reactor_id: string
  emoji: string
  at: Date
}

type ReactedMessage = Pick<MessageRow, 'tenant_id' | 'session_id' | 'chat_id' | 'whatsapp_id'>

/**
 * Keeps what people have reacted to messages. What changes nothing, is older than what stands there or is about a message that
 * is not there is not returned. At most one entry for a message and a person.
 */
export const putReactions = (tx: Tx, reactions: Reaction[]) =>
  tx.query<ReactionRow & ReactedMessage>(
    `with found as (
       select m.id as message_id, m.tenant_id, m.session_id, m.chat_id, m.whatsapp_id, r.reactor_id, r.emoji, r.at
       from jsonb_to_recordset($1::jsonb) as r (session_id text, whatsapp_id text, direction text, reactor_id text,
         emoji text, at timestamptz)
       join messages m on m.session_id = r.session_id and m.whatsapp_id = r.whatsapp_id and m.direction = r.direction
       where m.deleted_at is null
       order by m.id, r.reactor_id
     ), put as (
       insert into message_reactions as r (message_id, tenant_id, session_id, reactor_id, emoji, reacted_at)
       select message_id, tenant_id, session_id, reactor_id, emoji, at from found
       on conflict (message_id, reactor_id) do update set emoji = excluded.emoji, reacted_at = excluded.reacted_at
         where excluded.reacted_at >= r.reacted_at and excluded.emoji <> r.emoji
       returning message_id, reactor_id, emoji, reacted_at
     )
     select put.*, f.tenant_id, f.session_id, f.chat_id, f.whatsapp_id
     from put join found f on f.message_id = put.message_id and f.reactor_id = put.reactor_id`,
    [JSON.stringify(reactions)],
    'put_reactions'
  )

/** Names the number as the one who has reacted from a LID. Where both have, the newer reaction stands. */
export const moveReactors = (tx: Tx, lids: LearnedLid[]) =>
  tx.query(
    `with gone as (
       delete from message_reactions r using unnest($1::text[], $2::text[], $3::text[]) as w (session_id, lid, jid)
       where r.session_id = w.session_id and r.reactor_id = w.lid
       returning r.message_id, w.jid, r.tenant_id, r.session_id, r.emoji, r.reacted_at
     )
     insert into message_reactions as r (message_id, reactor_id, tenant_id, session_id, emoji, reacted_at)
     select distinct on (message_id, jid) message_id, jid, tenant_id, session_id, emoji, reacted_at
     from gone order by message_id, jid, reacted_at desc
     on conflict (message_id, reactor_id) do update set emoji = excluded.emoji, reacted_at = excluded.reacted_at
       where excluded.reacted_at > r.reacted_at`,
    [lids.map((one) => one.session_id), lids.map((one) => one.lid), lids.map((one) => one.jid)]
  )

/** The reactions that stand at these messages, the oldest first. */
export const findReactions = (tx: Tx, tenant_id: string, message_ids: string[]) =>
  tx.query<ReactionRow>(
    `select message_id, reactor_id, emoji, reacted_at from message_reactions
     where tenant_id = $1 and message_id = any ($2) and emoji <> '' order by reacted_at, reactor_id`,
    [tenant_id, message_ids],
    'find_reactions'
  )
