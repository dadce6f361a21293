import { z } from 'zod'
import { idPattern } from '../../../domain/ids.ts'
import { priorities } from '../../../domain/priority.ts'
import { inline_chars_max } from '../../../schemas/media.ts'
import { bodiesOf, kinds, type SentContent } from '../../../schemas/messages/kinds.ts'
import { Message } from '../../../schemas/messages/message.ts'
import { SessionId } from '../../../schemas/session.ts'
import { TemplateUse } from '../../../schemas/template.ts'
import { sendMessage } from '../../../usecases/messages/send.ts'
import { route } from '../../route.ts'

const time = z.iso.datetime({ offset: true })

/** To whom, and when. */
const envelope = {
  session_id: SessionId,
  to: z
    .string()
    .min(1)
    .max(2_048)
    .describe(
      'A number in international format (spaces, direction marks, digits of any script, `tel:` and `wa.me/` links are understood), a JID (…@s.whatsapp.net, …@c.us, …@lid) a group (…@g.us), or a contact by its id (`con_…`) or user name (`@name`). A LID stands for the number behind it if the session knows that number.'
    ),
  context: z
    .strictObject({
      message_id: z
        .string()
        .regex(idPattern('message'), 'Must be the id of a message.')
        .describe('The message that is quoted: one of the same chat.')
    })
    .optional()
    .describe(
      'Quotes another message. A message of a group may be quoted in the chat with its author, too.'
    ),
  priority: z
    .enum(priorities)
    .optional()
    .describe(
      'Among the chats of a session `high` goes before `normal`, and `normal` before `bulk`. Within a chat the order never changes; a chat is as urgent as its most urgent waiting message. The default is `normal`, in a bulk call `bulk`.'
    ),
  send_at: time
    .optional()
    .describe(
      'The message is not sent before this time (RFC 3339), at most a year ahead. It is queued when the time comes.'
    ),
  expires_at: time
    .optional()
    .describe('A message that is still waiting at this time is not sent; it fails with `expired`.'),
  ttl_s: z
    .int()
    .min(1)
    .max(31_536_000)
    .optional()
    .describe(
      'The same, in seconds after the message was accepted or after send_at. Give only one of the two.'
    )
}

/** A text that is made from a template. */
const templated = z.strictObject({
  ...envelope,
  type: z.literal('template'),
  template: TemplateUse.describe(
    'A text that is made from a template when the call is accepted. The message is of type `text` then, and its `template` says from which it was made.'
  ).meta({
    examples: [
      {
        id: 'tpl_0192f3a17c4e7b6d8f9a0b1c2d3e4f50',
        language: 'en',
        variables: { name: 'Amal', total: 120, day: '2026-12-01' }
      }
    ]
  })
})

const bodies = [...bodiesOf(envelope), templated]
type Envelope = z.output<z.ZodObject<typeof envelope>>

/** The member named by `type` holds the content; no other is taken. */
export const SendMessage = z
  .discriminatedUnion('type', bodies as [(typeof bodies)[number]], {
    error: (issue) =>
      issue.code === 'invalid_union' ? `Must be one of: ${accepted.join(', ')}.` : undefined
  })
  .meta({ id: 'SendMessage' }) as unknown as z.ZodType<
  Envelope & (SentContent | { type: 'template'; template: TemplateUse })
>

const accepted = [...kinds.map((kind) => kind.type), 'template']

export const sendMessageRoute = route({
  operation_id: 'sendMessage',
  method: 'POST',
  audit: { none: 'A message and its events are the record.' },
  url: '/api/v1/messages',
  idempotency: 'transactional',
  scope: 'messages:write',
  body_bytes_max: inline_chars_max + 1_048_576,
  schema: { body: SendMessage, response: { 202: Message } },
  errors: [
    'not_found',
    'recipient_invalid',
    'recipient_opted_out',
    'quota_exceeded',
    'session_not_linked',
    'session_not_started',
    'session_logged_out',
    'session_failed',
    'plan_limit_reached',
    'subscription_limited',
    'subscription_suspended',
    'media_storage_full',
    'file_store_away',
    'file_scanner_away',
    'media_refused'
  ],
  summary: 'Send a message',
  description:
    'The answer means that the message is stored and will be sent. What happens next is reported as events (`message.sent`, `message.delivered`, `message.read`, `message.failed`). A `traceparent` header (W3C Trace Context) is kept with the message, and webhooks that tell of it carry one of the same trace.',
  tags: ['messages'],
  handler: (deps, request) => sendMessage(deps, request.context, request.body)
})
