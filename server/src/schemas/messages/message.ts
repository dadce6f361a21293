import { z } from 'zod'
import {
  type MessageRow,
  message_directions,
  message_errors,
  message_statuses
} from '../../domain/message.ts'
import { priorities } from '../../domain/priority.ts'
import { quoteOf, quoteView } from '../../domain/quote.ts'
import { receiptCounts } from '../../domain/receipt.ts'
import { type Waiting, waiting_reasons } from '../../domain/waiting.ts'
import { UsedTemplate } from '../template.ts'
import { time } from '../time.ts'
import { EventResponses, PollResult } from './answers.ts'
import { shown_members } from './kinds.ts'

const listed = (meanings: Record<string, string>): string =>
  Object.entries(meanings)
    .map(([code, meaning]) => `\`${code}\`: ${meaning}`)
    .join(' ')

export const MessageStatus = z.enum(message_statuses)

export const MessageDirection = z.enum(message_directions)

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
    context: z
      .object({
        message_id: z.string().nullable().describe('null while the session has no such message.'),
        whatsapp_id: z.string().describe('The id of the message within WhatsApp.'),
        from: z.string().describe('Who wrote it, as a JID.'),
        chat_id: z
          .string()
          .nullable()
          .describe('Only for a message quoted from another chat: that chat.')
      })
      .nullable()
      .describe('The message that this one quotes; null: none.'),
    template: UsedTemplate.optional().describe('The template it was made from, if it was.'),
    forwarding_score: z
      .number()
      .describe('How often it was forwarded; 0: not at all. Apps show 5 or more as many times.'),
    reactions: z
      .array(
        z.object({
          from: z.string().describe('Who reacted: a JID, as in `from`.'),
          emoji: z.string(),
          reacted_at: time
        })
      )
      .optional()
      .describe(
        'The reactions to the message, oldest first. Only where messages are read: a change comes as `message.reaction`.'
      ),
    poll_result: PollResult.optional().describe(
      'How a poll stands. Only where messages are read: a change comes as `message.poll_vote`.'
    ),
    event_responses: EventResponses.optional().describe(
      'Who comes to an event and who does not, the last answer of each. Only where messages are read: a change comes as `message.event_response`.'
    ),
    priority: z
      .enum(priorities)
      .nullable()
      .describe('null for messages that were not sent through the API.'),
    send_at: time.nullable().describe('The message is not sent before this time.'),
    expires_at: time.nullable().describe('The message is not sent after this time.'),
    waiting_reason: z
      .string()
      .nullable()
      .describe(
        `Why a queued message has not been sent yet; null when it is next. ${listed(waiting_reasons)}`
      ),
    waiting_until: time.nullable().describe('When the wait ends, if that is known.'),
    queued_at: time,
    whatsapp_at: time.nullable(),
    sent_at: time.nullable(),
    delivered_at: time.nullable(),
    read_at: time.nullable(),
    played_at: time.nullable().describe('When a voice message was played.'),
    receipts: z
      .object({
        delivered: z.number(),
        read: z.number(),
        played: z.number(),
        of: z
          .number()
          .nullable()
          .describe(
            'The other members of the group when it was sent; null for messages sent from another device of the account.'
          )
      })
      .nullable()
      .describe(
        'Of messages to a group: how many members have it, have read it and have played it; null for all others. As in WhatsApp, `status` becomes `delivered` or `read` when that is so for all of them.'
      ),
    failed_at: time.nullable(),
    edited_at: time
      .nullable()
      .describe(
        'When its author last edited it. The content is the current one; earlier versions are only in the events about them.'
      ),
    pinned_until: time.nullable().describe('Until when it is pinned in its chat; null: it is not.'),
    disappears_at: time
      .nullable()
      .describe(
        'When it disappears from its chat; null: it stays. Its content is gone within a minute or so, as if it had been deleted for everyone then.'
      ),
    kept_at: time
      .nullable()
      .describe(
        'Since when somebody keeps it in its chat, so that it does not disappear; null: nobody does.'
      ),
    starred_at: time.nullable().describe('Since when it has a star; null: it has none.'),
    deleted_at: time
      .nullable()
      .describe('When it was deleted or has disappeared. Its content is gone.'),
    deleted_for: z
      .enum(['everyone', 'me'])
      .nullable()
      .describe('`me`: only the account itself does not see it any more.'),
    error: MessageError.nullable().describe('Why it failed.')
  })
  .meta({ id: 'Message' })

export type Message = z.output<typeof Message>

/** A message as callers see it, in responses and in events: the content stands under the name of its type. */
export const messageView = (row: MessageRow, waiting: Waiting | null = null): Message => {
  const quote = quoteOf(row.content)
  return {
    id: row.id,
    session_id: row.session_id,
    direction: row.direction,
    status: row.status,
    whatsapp_id: row.whatsapp_id,
    chat_id: row.chat_id,
    to: row.recipient,
    from: row.sender_id,
    from_name: row.push_name,
    type: row.type,
    [row.type]: row.content[row.type],
    context: quote && quoteView(quote),
    ...templateOf(row),
    forwarding_score: Number(row.content['forwarding_score'] ?? 0),
    priority: row.priority,
    send_at: row.send_at,
    expires_at: row.expires_at,
    waiting_reason: waiting?.reason ?? null,
    waiting_until: waiting?.until ?? null,
    queued_at: row.queued_at,
    whatsapp_at: row.whatsapp_at,
    sent_at: row.sent_at,
    delivered_at: row.delivered_at,
    read_at: row.read_at,
    played_at: row.played_at,
    receipts: receiptCounts(row),
    failed_at: row.failed_at,
    edited_at: row.edited_at,
    pinned_until: row.pinned_until,
    disappears_at: row.disappears_at,
    kept_at: row.kept_at,
    starred_at: row.starred_at,
    deleted_at: row.deleted_at,
    deleted_for: row.deleted_for_me ? 'me' : row.deleted_at && 'everyone',
    error: row.error
  }
}

const templateOf = ({ direction, content }: MessageRow): Pick<Message, 'template'> =>
  direction === 'outbound' && content['template']
    ? { template: content['template'] as UsedTemplate }
    : {}
