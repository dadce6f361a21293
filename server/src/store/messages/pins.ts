import { messageColumns } from '../../domain/columns.ts'
import type { MessageDirection, MessageRow } from '../../domain/message.ts'
import type { Tx } from '../../lib/db.ts'

/** `until` null: the pin is taken off. */
export type Pin = {
  session_id: string
  whatsapp_id: string
  direction: MessageDirection
  until: Date | null
}

/** Pins messages in their chats. What changes nothing is not returned. At most one entry for a message. */
export const pinMessages = (tx: Tx, pins: Pin[]) =>
  tx.query<MessageRow>(
    `with found as (
       select m.id, r.until from jsonb_to_recordset($1::jsonb) as r (session_id text, whatsapp_id text, direction text, until timestamptz)
       join messages m on m.session_id = r.session_id and m.whatsapp_id = r.whatsapp_id and m.direction = r.direction
       where m.deleted_at is null and m.pinned_until is distinct from r.until
       order by m.id for no key update of m
     )
     update messages m set pinned_until = f.until from found f where m.id = f.id returning ${messageColumns('m')}`,
    [JSON.stringify(pins)],
    'pin_messages'
  )
