import { z } from 'zod'
import { message_errors } from '../../domain/message.ts'
import { priorities } from '../../domain/priority.ts'
import { waiting_reasons } from '../../domain/waiting.ts'
import { shown_members } from './kinds.ts'

const listed = (meanings: Record<string, string>): string =>
  Object.entries(meanings)
    .map(([code, meaning]) => `\`${code}\`: ${meaning}`)
    .join(' ')

export const MessageStatus = z.enum([
  'queued',
  'sent',
  'delivered',
  'read',
  'failed',
  'canceled',
  'received',
  'undecryptable'
])

export const MessageDirection = z.enum(['inbound', 'outbound'])

const MessageError = z.object({
  code: z.string().describe(listed(message_errors)),
  message: z.string().describe('The same, as a sentence.'),
  whatsapp_code: z.string().optional().describe('The code that WhatsApp gave, if any.')
})

/** The content stands under the name of its type, hence the loose object. */
export const Message = z
  .looseObject({
    id: z.string(),
    session_id: z.string(),
    direction: MessageDirection,
    status: MessageStatus,
    whatsapp_id: z.string().describe('The id of the message within WhatsApp.'),
    chat_id: z
      .string()
      .describe(
        'The chat of the message: the JID of a number or of a group. A LID (…@lid) only while the number behind it is unknown.'
      ),
    to: z
      .string()
      .nullable()
      .describe(
        'The recipient as the call wrote it; null for messages that were not sent through the API. `chat_id` names the same person as WhatsApp does. In some countries (Brazil, Mexico, Argentina) that is a different number, which is found out when the message is sent.'
      ),
    from: z.string().nullable(),
    from_name: z
      .string()
      .nullable()
      .describe('The display name of the sender; a user name begins with @.'),
    type: z.string().describe('The name of the member that holds the content.'),
    ...shown_members,
    reactions: z
      .array(
        z.object({
          from: z.string().describe('Who has reacted: a JID, as in `from`.'),
          emoji: z.string(),
          reacted_at: z.string()
        })
      )
      .optional()
      .describe(
        'What was reacted to the message, the oldest first. Only where messages are read: a change comes as `message.reaction`.'
      ),
    priority: z
      .enum(priorities)
      .nullable()
      .describe('null for messages that were not sent through the API.'),
    send_at: z.string().nullable().describe('The message is not sent before this time.'),
    expires_at: z.string().nullable().describe('The message is not sent after this time.'),
    waiting_reason: z
      .string()
      .nullable()
      .describe(
        `Why a queued message has not been sent yet; null when it is next. ${listed(waiting_reasons)}`
      ),
    waiting_until: z.string().nullable().describe('When the wait ends, if that is known.'),
    queued_at: z.string(),
    whatsapp_at: z.string().nullable(),
    sent_at: z.string().nullable(),
    delivered_at: z.string().nullable(),
    read_at: z.string().nullable(),
    failed_at: z.string().nullable(),
    edited_at: z
      .string()
      .nullable()
      .describe(
        'When its author last edited it. The content is the current one; earlier versions are only in the events about them.'
      ),
    deleted_at: z
      .string()
      .nullable()
      .describe('When it was deleted for everyone. Its content is gone.'),
    error: MessageError.nullable().describe('Why it failed.')
  })
  .meta({ id: 'Message' })
