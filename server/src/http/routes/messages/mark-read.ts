import { z } from 'zod'
import { Message } from '../../../schemas/messages/message.ts'
import { markMessageRead } from '../../../usecases/messages/mark-read.ts'
import { visibleMessage } from '../../../usecases/messages/visible.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

const MarkMessageRead = z
  .strictObject({
    played: z.boolean().optional().describe('Of a voice message: whether it has been played, too.')
  })
  .meta({ id: 'MarkMessageRead' })

export const markReadRoute = route({
  operation_id: 'markMessageRead',
  method: 'POST',
  audit: { none: 'A message and its events are the record.' },
  url: '/api/v1/messages/:id/read',
  idempotency: 'transactional',
  scope: 'messages:write',
  schema: { params: idParams('message'), body: MarkMessageRead, response: { 202: Message } },
  errors: [
    'message_not_sent',
    'message_deleted',
    'message_own',
    'message_unsuitable',
    'session_not_linked',
    'session_not_started',
    'session_logged_out',
    'session_failed',
    'plan_limit_reached',
    'subscription_limited',
    'subscription_suspended'
  ],
  summary: 'Mark a received message and those before it as read',
  description:
    'Their senders are told, unless read receipts are switched off on the phone, at most 256 messages at once. The answer is a message of type `read`, which is queued like any other; its status tells what becomes of it. Once WhatsApp has accepted it, `read_at` of the messages is set and the chat has no unread ones but newer ones. It does not count against the quota.',
  tags: ['messages'],
  handler: async (deps, { context, tenant, params, body }) =>
    visibleMessage(tenant, await markMessageRead(deps, context, params.id, body.played ?? false))
})
