import { z } from 'zod'
import { pin_times } from '../../../domain/message-changes.ts'
import { Message } from '../../../schemas/messages/message.ts'
import { pinMessage } from '../../../usecases/messages/pin.ts'
import { visibleMessage } from '../../../usecases/messages/visible.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

const PinMessage = z.strictObject({ for: z.enum(pin_times) }).meta({ id: 'PinMessage' })

export const pinMessageRoute = route({
  operation_id: 'pinMessage',
  method: 'POST',
  audit: { none: 'A message and its events are the record.' },
  url: '/api/v1/messages/:id/pin',
  idempotency: 'transactional',
  scope: 'messages:write',
  schema: { params: idParams('message'), body: PinMessage, response: { 202: Message } },
  errors: [
    'message_not_sent',
    'message_deleted',
    'message_unsuitable',
    'session_not_linked',
    'session_not_started',
    'session_logged_out',
    'session_failed',
    'plan_limit_reached',
    'subscription_limited',
    'subscription_suspended'
  ],
  summary: 'Pin a message in its chat',
  description:
    'For everybody in the chat. The answer is a message of type `pin`, which is queued like any other; its status tells what becomes of it. Once WhatsApp has accepted it, `pinned_until` of the message is set and `message.pinned` reports it. It does not count against the quota.',
  tags: ['messages'],
  handler: async (deps, { context, tenant, params, body }) =>
    visibleMessage(tenant, await pinMessage(deps, context, params.id, body.for))
})
