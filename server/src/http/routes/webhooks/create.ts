import { z } from 'zod'
import { SessionId, WebhookUrl } from '../../../schemas/session.ts'
import {
  Batch,
  Description,
  EventTypes,
  GivenMessageFilter,
  Headers,
  Ordered,
  SessionIds,
  WebhookWithSecret
} from '../../../schemas/webhook.ts'
import { createWebhook } from '../../../usecases/webhooks/create.ts'
import { route } from '../../route.ts'

export const createWebhookRoute = route({
  operation_id: 'createWebhook',
  method: 'POST',
  audit: 'webhook.created',
  url: '/api/v1/webhooks',
  idempotency: 'transactional',
  scope: 'webhooks:write',
  yields_secret: true,
  schema: {
    body: z.strictObject({
      url: WebhookUrl,
      event_types: EventTypes.default(['*']),
      session_id: SessionId.nullish().describe('Only events of this session.'),
      description: Description.default(''),
      session_ids: SessionIds.optional(),
      filter: GivenMessageFilter.optional(),
      headers: Headers.optional(),
      ordered: Ordered.default(false),
      batch: Batch.optional()
    }),
    response: { 201: WebhookWithSecret }
  },
  errors: ['not_found', 'plan_limit_reached'],
  summary: 'Create a webhook',
  description:
    'Every event that the webhook asks for is sent to its address, signed as Standard Webhooks describes, until the receiver answers with 2xx. An event arrives at least once and always with the same `webhook-id`, the id of the event, so a receiver can skip what it has seen. Event ids sort by time, and those of one session in the order in which they happened. Events of a session are sent in that order but may overtake each other when the receiver is slow or fails, unless `ordered` is set. With `batch` several events come in one request, whose `webhook-id` is that of the batch: skip what you have seen by the `id` of each event. After an outage of the receiver the waiting events are sent first, in order. Failed attempts are repeated after 3, 7, 20, 55 and 150 seconds and so on, up to every six hours, 21 times in three days; a receiver can ask for a longer pause with `Retry-After` (6 hours at most). An answer of 410 disables the webhook at once, and so do five days without a success. `*` and message events also need the scope `messages:read`.',
  tags: ['webhooks'],
  handler: (deps, request) => createWebhook(deps, request.context, request.body)
})
