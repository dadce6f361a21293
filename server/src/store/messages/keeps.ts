import { messageColumns } from '../../domain/columns.ts'
import type { Keep } from '../../domain/disappearing.ts'
import type { MessageDirection, MessageRow } from '../../domain/message.ts'
import type { Tx } from '../../lib/db.ts'

export type KeptMessage = Keep & {
  session_id: string
  whatsapp_id: string
  direction: MessageDirection
}

/**
 * Keeps messages in their chats that would disappear, or does so no more. What changes nothing, and what the author of the
 * message does not want, is not returned. At most one entry for a message.
 */
export const keepMessages = (tx: Tx, keeps: KeptMessage[]) =>
  tx.query<MessageRow>(
    `with found as (
       select m.id, case when r.keep then r.at end as kept_at, case when r.by_author then not r.keep else m.keep_refused end as refused
       from jsonb_to_recordset($1::jsonb) as r (session_id text, whatsapp_id text, direction text, keep bool, by_author bool, at timestamptz)
       join messages m on m.session_id = r.session_id and m.whatsapp_id = r.whatsapp_id and m.direction = r.direction
       where m.deleted_at is null and m.disappears_at is not null and not (r.keep and m.keep_refused and not r.by_author)
       order by m.id for no key update of m
     )
     update messages m set kept_at = f.kept_at, keep_refused = f.refused from found f
     where m.id = f.id and ((m.kept_at is null) <> (f.kept_at is null) or m.keep_refused <> f.refused)
     returning ${messageColumns('m')}`,
    [JSON.stringify(keeps)],
    'keep_messages'
  )
