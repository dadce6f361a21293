import { messageColumns } from '../../domain/columns.ts'
import type { MessageRow } from '../../domain/message.ts'
import type { Tx } from '../../lib/db.ts'

/** Puts the job that writes to whoever called, where the session has a text for that. */
export const putCallAnswer = (
  tx: Pick<Tx, 'send'>,
  call: { session_id: string; contact_id: string; call_id: string }
): void =>
  tx.send(
    'select put_call_answer($1, $2, $3)',
    [call.session_id, call.contact_id, call.call_id],
    'put_call_answer'
  )

export type CallAnswerText = { tenant_id: string; jid: string | null; text: string }

/** What a session writes to those who call; null: nothing any more. */
export const findCallAnswerText = async (
  tx: Tx,
  session_id: string
): Promise<CallAnswerText | null> => {
  const [row] = await tx.query<CallAnswerText>(
    `select tenant_id, jid, reject_calls_text as text from sessions
     where id = $1 and reject_calls_text is not null and linked_at is not null`,
    [session_id],
    'find_call_answer_text'
  )
  return row ?? null
}

/** Stores the text as a message that waits to be sent; null: it is there already. */
export const insertCallAnswer = async (
  tx: Tx,
  message: { id: string; session_id: string; chat_id: string; whatsapp_id: string },
  { tenant_id, jid, text }: CallAnswerText
): Promise<MessageRow | null> => {
  const [row] = await tx.query<MessageRow>(
    `insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, sender_id, type, content, priority,
       queued_at, recipient)
     values ($1, $2, $3, 'outbound', 'queued', $4, $5, $6, 'text', $7, 'normal', now(), $5)
     on conflict (session_id, whatsapp_id, direction) do nothing returning ${messageColumns()}`,
    [
      message.id,
      tenant_id,
      message.session_id,
      message.whatsapp_id,
      message.chat_id,
      jid,
      JSON.stringify({ type: 'text', text: { body: text } })
    ],
    'insert_call_answer'
  )
  return row ?? null
}
