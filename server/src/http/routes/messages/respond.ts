import { z } from 'zod'
import { event_responses, guests_max } from '../../../domain/answer.ts'
import { Message } from '../../../schemas/messages/message.ts'
import { visibleMessage } from '../../../usecases/messages/visible.ts'
import { respondToEvent } from '../../../usecases/messages/vote.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

const RespondToEvent = z
  .strictObject({
    response: z.enum(event_responses),
    extra_guests: z
      .int()
      .min(0)
      .max(guests_max)
      .default(0)
      .describe('How many others come along, where the event allows that.')
  })
  .meta({ id: 'RespondToEvent' })

export const respondRoute = route({
  operation_id: 'respondToEvent',
  method: 'POST',
  audit: { none: 'A message and its events are the record.' },
  url: '/api/v1/messages/:id/response',
  idempotency: 'transactional',
  scope: 'messages:write',
  schema: { params: idParams('message'), body: RespondToEvent, response: { 202: Message } },
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
  summary: 'Answer an event',
  description:
    'The answer is a message of type `event_response`, which is queued like any other; its status tells what becomes of it. Once WhatsApp has accepted it, it stands in `event_responses` of the event and `message.event_response` reports it. It does not count against the quota.',
  tags: ['messages'],
  handler: async (deps, { context, tenant, params, body }) =>
    visibleMessage(tenant, await respondToEvent(deps, context, params.id, body))
})
