import { invalid } from '../../domain/errors.ts'
import type { MessageRow } from '../../domain/message.ts'
import type { Tx } from '../../lib/db.ts'
import type { MessageTarget } from '../../schemas/messages/kinds.ts'
import { findMessages } from '../../store/messages/accept.ts'
import type { SendMessage } from './queued-message.ts'

/** The message that a message of a chat is about; undefined where it names none. Throws where it cannot be about that one. */
export type TargetOf = (input: SendMessage, chat_id: string) => MessageTarget | undefined

/** Finds the messages that others are about. */
export const findTargets = async (
  tx: Tx,
  tenant_id: string,
  inputs: SendMessage[]
): Promise<TargetOf> => {
  const named = inputs.flatMap((input) =>
    input.type === 'reaction' ? [input.reaction.message_id] : []
  )
  if (named.length === 0) return () => undefined
  const rows = await findMessages(tx, tenant_id, [...new Set(named)])
  const messages = new Map(rows.map((row) => [row.id, row]))
  return (input, chat_id) => {
    if (input.type !== 'reaction') return undefined
    const path = 'reaction.message_id'
    const message = messages.get(input.reaction.message_id)
    if (!message || message.session_id !== input.session_id)
      throw invalid(path, 'The session has no such message.')
    const problem = whyNoTarget(message)
    if (problem) throw invalid(path, problem)
    if (message.chat_id !== chat_id)
      throw invalid('to', 'Must be the chat of the message that the reaction is about.')
    const { whatsapp_id, direction, sender_id } = message
    return { whatsapp_id, from_me: direction === 'outbound', sender_id }
  }
}

const not_with_whatsapp = new Set(['queued', 'failed', 'canceled'])

const whyNoTarget = ({ type, status, deleted_at }: MessageRow): string | null => {
  if (type === 'reaction') return 'Is a reaction itself.'
  if (deleted_at) return 'The message was deleted for everyone.'
  return not_with_whatsapp.has(status) ? 'The message has not been sent.' : null
}
