import { z } from 'zod'
import { sendMessage } from '../../../usecases/messages/send.ts'
import { route } from '../../route.ts'
import { SessionId } from '../sessions/session.ts'
import { Message } from './message.ts'

const recipient = {
  session_id: SessionId,
  to: z
    .string()
    .min(1)
    .max(100)
    .describe(
      'A number in international form, a JID (…@s.whatsapp.net, …@lid) or a group (…@g.us).'
    )
}

const TextMessage = z.strictObject({
  ...recipient,
  type: z.literal('text'),
  text: z.strictObject({
    body: z.string().min(1).max(65_536),
    preview_url: z.boolean().optional().describe('Whether a link in it is shown with a preview.')
  })
})

const kinds = [TextMessage] as const
const accepted = kinds.map((kind) => kind.shape.type.value).join(', ')

/** The member named by `type` holds the content; no other is taken. */
const SendMessage = z
  .discriminatedUnion('type', kinds, {
    error: (issue) => (issue.code === 'invalid_union' ? `Must be one of: ${accepted}.` : undefined)
  })
  .meta({ id: 'SendMessage' })

export const sendMessageRoute = route({
  method: 'POST',
  url: '/api/v1/messages',
  scope: 'messages:write',
  schema: { body: SendMessage, response: { 202: Message } },
  summary: 'Send a message',
  description:
    'The answer means that the message is stored and will be sent; what becomes of it comes as events (`message.sent`, `message.delivered`, `message.read`, `message.failed`).',
  tags: ['messages'],
  handler: (deps, request) => sendMessage(deps, request.tenant, request.body, request.idempotency)
})
