import { z } from 'zod'
import { message_errors } from '../../domain/message.ts'
import { priorities } from '../../domain/priority.ts'
import { waiting_reasons } from '../../domain/waiting.ts'

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
  message: z.string().describe('The same as a sentence.'),
  whatsapp_code: z.string().optional().describe("WhatsApp's own code, when it gave one.")
})

/** The content stands under the name of its type, hence the loose object. */
export const Message = z
  .looseObject({
    id: z.string(),
    session_id: z.string(),
    direction: MessageDirection,
    status: MessageStatus,
    whatsapp_id: z.string().describe('The id of the message at WhatsApp.'),
    chat_id: z
      .string()
      .describe(
        'Whom it was exchanged with: the JID of a number or of a group; a LID (…@lid) only while the number behind it is not known.'
      ),
    to: z
      .string()
      .nullable()
      .describe(
        'Whom it is for as the call wrote it; null for what was not sent through the API. `chat_id` names the same person as WhatsApp does, which for some countries (Brazil, Mexico, Argentina) is another number: that is found out when the message is sent.'
      ),
    from: z.string().nullable(),
    from_name: z
      .string()
      .nullable()
      .describe('The name that the sender goes by; a user name begins with @.'),
    type: z.string().describe('The name of the member that holds the content.'),
    text: z
      .object({
        body: z.string(),
        preview_url: z.boolean().optional(),
        truncated: z
          .boolean()
          .optional()
          .describe(
            "It was longer than any app of WhatsApp's sends, and is kept up to 65,536 characters."
          )
      })
      .optional(),
    priority: z.enum(priorities).nullable().describe('null for what was not sent through the API.'),
    send_at: z.string().nullable().describe('Not sent before.'),
    expires_at: z.string().nullable().describe('Not sent after.'),
    waiting_reason: z
      .string()
      .nullable()
      .describe(
        `Why a queued message has not been sent yet; null when it is next. ${listed(waiting_reasons)}`
      ),
    waiting_until: z.string().nullable().describe('Until when, where that is known.'),
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
        'When its author edited it last. The content is the new one; what it was before stands only in the events that told of it.'
      ),
    deleted_at: z
      .string()
      .nullable()
      .describe('When it was deleted for everyone. It has no content any more.'),
    error: MessageError.nullable().describe('Why it failed.')
  })
  .meta({ id: 'Message' })
