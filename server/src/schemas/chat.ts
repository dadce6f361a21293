import { z } from 'zod'
import type { ChatRow } from '../domain/chat.ts'
import { isPersonChat } from '../domain/recipient.ts'
import { Message } from './messages/message.ts'
import { time } from './time.ts'

/** A chat without what was said in it: what the account has set for it, on the phone or here. */
export const ChatState = z
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
      .describe(
        'Of a person: the name in the phone book of the account, else the one that the person chose. Of a group: its subject. null while it is unknown.'
      ),
    unread_count: z
      .number()
      .describe('How many messages have come since the chat was last read, here or on the phone.'),
    marked_unread: z.boolean().describe('Whether the account has marked it as unread by hand.'),
    archived: z.boolean(),
    pinned_at: time.nullable().describe('Since when it is pinned to the top; null: it is not.'),
    muted: z.boolean(),
    muted_until: time.nullable().describe('null while `muted`: until the account changes it.'),
    disappearing_seconds: z
      .number()
      .nullable()
      .describe('How long new messages stay; 0: for good, null: not known yet.'),
    cleared_at: time
      .nullable()
      .describe('Messages up to this time were deleted from the chat; null: none.')
  })
  .meta({ id: 'ChatState' })

export type ChatState = z.output<typeof ChatState>

export const Chat = ChatState.extend({
  last_message: Message.nullable().describe('null when its messages have been cleaned up.')
}).meta({ id: 'Chat' })

export type Chat = z.output<typeof Chat>

export const chatState = (row: ChatRow): ChatState => ({
  id: row.chat_id,
  session_id: row.session_id,
  type: isPersonChat(row.chat_id) ? 'person' : 'group',
  name: row.name,
  unread_count: row.unread_count,
  marked_unread: row.marked_unread,
  archived: row.archived,
  pinned_at: row.pinned_at,
  muted: row.muted,
  muted_until: row.muted_until,
  disappearing_seconds: row.disappearing_seconds,
  cleared_at: row.cleared_at
})

export const chatView = (row: ChatRow, last_message: Message | null): Chat => ({
  ...chatState(row),
  last_message
})
