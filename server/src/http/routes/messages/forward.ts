import { z } from 'zod'
import { Message } from '../../../schemas/messages/message.ts'
import { forwardMessage } from '../../../usecases/messages/forward.ts'
import { visibleMessage } from '../../../usecases/messages/visible.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

const ForwardMessage = z
  .strictObject({
    to: z.string().min(1).max(2_048).describe('As in `POST /api/v1/messages`.')
  })
  .meta({ id: 'ForwardMessage' })

export const forwardMessageRoute = route({
  operation_id: 'forwardMessage',
  method: 'POST',
  audit: { none: 'A message and its events are the record.' },
  url: '/api/v1/messages/:id/forward',
  idempotency: 'transactional',
  scope: 'messages:write',
  schema: { params: idParams('message'), body: ForwardMessage, response: { 202: Message } },
  errors: [
    'message_not_sent',
    'message_deleted',
    'message_unsuitable',
    'recipient_invalid',
    'quota_exceeded',
    'session_not_linked',
    'session_not_started',
    'session_logged_out',
    'session_failed',
    'plan_limit_reached',
    'subscription_limited',
    'subscription_suspended'
  ],
  summary: 'Forward a message',
  description:
    'Sends the content of a message to another chat, or to the same one. People see that it was forwarded, unless this account wrote it. The answer is the new message.',
  tags: ['messages'],
  handler: async (deps, { context, tenant, params, body }) =>
    visibleMessage(tenant, await forwardMessage(deps, context, params.id, body.to))
})
