import { change_types } from '../../domain/message-changes.ts'
import type { Tx } from '../../lib/db.ts'

/**
 * Gives chats back the last message that somebody sees, after one was stored that only changes others: every new row is
 * noted as the last of its chat.
 */
export const leaveOutChanges = (
  tx: Tx,
  chats: { tenant_id: string; session_id: string; chat_id: string }[]
): void =>
  tx.send(
    `update chats c set last_message_id = seen.id
     from unnest($1::text[], $2::text[], $3::text[]) as w (tenant_id, session_id, chat_id)
     cross join lateral (
       select m.id from messages m where m.session_id = w.session_id and m.chat_id = w.chat_id and m.tenant_id = w.tenant_id
         and m.type <> all ('{${change_types.join()}}') order by m.id desc limit 1
     ) seen
     where c.session_id = w.session_id and c.chat_id = w.chat_id and c.tenant_id = w.tenant_id`,
    [
      chats.map((chat) => chat.tenant_id),
      chats.map((chat) => chat.session_id),
      chats.map((chat) => chat.chat_id)
    ],
    'leave_out_changes'
  )
