import { invalid } from '../../domain/errors.ts'
import type { MessageRow } from '../../domain/message.ts'
import { isChange } from '../../domain/message-changes.ts'
import type { Tx } from '../../lib/db.ts'
import type { MessageTarget, References } from '../../schemas/messages/kinds.ts'
import { findMessages } from '../../store/messages/accept.ts'
import type { SendMessage } from './send-message.ts'

/** The messages that a message of a chat names. Throws where it cannot be about those. */
export type ReferenceOf = (input: SendMessage, chat_id: string) => References

/** Finds the messages that others are about and quote. */
export const findReferences = async (
  tx: Tx,
  tenant_id: string,
  inputs: SendMessage[]
): Promise<ReferenceOf> => {
  const named = inputs.flatMap(namesIn)
  if (named.length === 0) return () => ({})
  const rows = await findMessages(tx, tenant_id, [...new Set(named)])
  const messages = new Map(rows.map((row) => [row.id, row]))
  const find = (message_id: string, session_id: string, path: string): MessageRow => {
    const message = messages.get(message_id)
    if (!message || message.session_id !== session_id)
      throw invalid(path, 'The session has no such message.')
    const problem = whyNoTarget(message)
    if (problem) throw invalid(path, problem)
    return message
  }
  return (input, chat_id) => {
    const { session_id } = input
    return {
      ...(input.type === 'reaction' && {
        target: targetOf(
          find(input.reaction.message_id, session_id, 'reaction.message_id'),
          chat_id
        )
      }),
      ...(input.context &&
        quoteOf(find(input.context.message_id, session_id, quoted), input, chat_id))
    }
  }
}

const namesIn = (input: SendMessage): string[] => [
  ...(input.type === 'reaction' ? [input.reaction.message_id] : []),
  ...(input.context ? [input.context.message_id] : [])
]

const targetOf = (message: MessageRow, chat_id: string): NonNullable<References['target']> => {
  if (message.chat_id !== chat_id)
    throw invalid('to', 'Must be the chat of the message that the reaction is about.')
  return nameOf(message)
}

/** A message as WhatsApp names it. */
export const nameOf = ({ whatsapp_id, direction, sender_id }: MessageRow): MessageTarget => ({
  whatsapp_id,
  from_me: direction === 'outbound',
  sender_id
})

const quoted = 'context.message_id'

const quoteOf = (message: MessageRow, { type }: SendMessage, chat_id: string): References => {
  if (type === 'reaction') throw invalid('context', 'A reaction quotes nothing.')
  const { id, whatsapp_id, direction, sender_id, content } = message
  const elsewhere = message.chat_id !== chat_id
  if (elsewhere && (sender_id !== chat_id || !message.chat_id.endsWith('@g.us')))
    throw invalid(
      quoted,
      'Must be a message of the same chat, or one that the recipient has written in a group.'
    )
  return {
    context: {
      message_id: id,
      whatsapp_id,
      from: sender_id ?? message.chat_id,
      from_me: direction === 'outbound',
      ...(elsewhere && { chat_id: message.chat_id })
    },
    quoted: { type: message.type, [message.type]: content[message.type] }
  }
}

const not_with_whatsapp = new Set(['queued', 'failed', 'canceled'])

const whyNoTarget = ({ type, status, deleted_at }: MessageRow): string | null => {
  if (type === 'reaction' || isChange(type)) return 'Is a message about another one itself.'
  if (deleted_at) return 'The message was deleted for everyone.'
  return not_with_whatsapp.has(status) ? 'The message has not been sent.' : null
}
