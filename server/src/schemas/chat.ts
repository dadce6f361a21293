import { z } from 'zod'
import type { ChatRow } from '../domain/chat.ts'
import { isPersonChat } from '../domain/recipient.ts'
import { Message } from './messages/message.ts'

export const Chat = z
  .object({
    id: z
      .string()
      .describe(
        'The JID of a number or of a group, as `chat_id` of its messages; a LID (…@lid) only while the number behind it is unknown.'
      ),
    session_id: z.string(),
    type: z.enum(['person', 'group']),
    name: z
      .string()
      .nullable()
      .describe('The display name that a person chose; null while it is unknown, and for groups.'),
    unread_count: z
      .number()
      .describe('How many messages have come since the chat was last read, here or on the phone.'),
    last_message: Message.nullable().describe('null when its messages have been cleaned up.')
  })
  .meta({ id: 'Chat' })

export type Chat = z.output<typeof Chat>

export const chatView = (row: ChatRow, last_message: Message | null): Chat => ({
  id: row.chat_id,
  session_id: row.session_id,
  type: isPersonChat(row.chat_id) ? 'person' : 'group',
  name: row.name,
  unread_count: row.unread_count,
  last_message
})
