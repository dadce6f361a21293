import { messageColumns } from '../../domain/columns.ts'
import type { MessageDirection, MessageRow } from '../../domain/message.ts'
import type { Tx } from '../../lib/db.ts'

type Named = { session_id: string; whatsapp_id: string; direction: MessageDirection; at: Date }
export type Star = Named & { starred: boolean }

/** Puts stars on messages and takes them off. What changes nothing is not returned. At most one entry for a message. */
export const starMessages = (tx: Pick<Tx, 'query'>, stars: Star[]) =>
  tx.query<MessageRow>(
    `with found as (
       select m.id, case when r.starred then r.at end as starred_at
       from jsonb_to_recordset($1::jsonb) as r (session_id text, whatsapp_id text, direction text, starred boolean, at timestamptz)
       join messages m on m.session_id = r.session_id and m.whatsapp_id = r.whatsapp_id and m.direction = r.direction
       where (m.starred_at is not null) <> r.starred
       order by m.id for no key update of m
     )
     update messages m set starred_at = f.starred_at from found f where m.id = f.id returning ${messageColumns('m')}`,
    [JSON.stringify(stars)],
    'star_messages'
  )

/**
 * Takes away what messages said that the account has deleted for itself. One that was deleted before is not returned. At most
 * one entry for a message.
 */
export const deleteMessagesForMe = (tx: Pick<Tx, 'query'>, deletions: Named[]) =>
  tx.query<MessageRow>(
    `with found as (
       select m.id, r.at from jsonb_to_recordset($1::jsonb) as r (session_id text, whatsapp_id text, direction text, at timestamptz)
       join messages m on m.session_id = r.session_id and m.whatsapp_id = r.whatsapp_id and m.direction = r.direction
       where not m.deleted_for_me
       order by m.id for no key update of m
     ), gone as (delete from raw_messages r using found f where r.message_id = f.id)
     update messages m set content = '{}', secret = null, deleted_at = coalesce(m.deleted_at, f.at), deleted_for_me = true
     from found f where m.id = f.id
     returning ${messageColumns('m')}`,
    [JSON.stringify(deletions)],
    'delete_messages_for_me'
  )
