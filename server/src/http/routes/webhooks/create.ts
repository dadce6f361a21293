import { z } from 'zod'
import { SessionId, WebhookUrl } from '../../../schemas/session.ts'
import { Description, EventTypes, Ordered, WebhookWithSecret } from '../../../schemas/webhook.ts'
import { createWebhook } from '../../../usecases/webhooks/create.ts'
import { route } from '../../route.ts'

export const createWebhookRoute = route({
  method: 'POST',
  url: '/api/v1/webhooks',
  idempotency: 'transactional',
  scope: 'webhooks:write',
  schema: {
    body: z.strictObject({
      url: WebhookUrl,
      event_types: EventTypes.default(['*']),
      session_id: SessionId.nullish().describe('Only events of this session.'),
      description: Description.default(''),
      ordered: Ordered.default(false)
    }),
    response: { 201: WebhookWithSecret }
  },
  errors: ['not_found', 'plan_limit_reached'],
  summary: 'Create a webhook',
  description:
    'Every event that it asks for is sent to its address until that answers with 2xx, signed as Standard Webhooks describes. It comes at least once, always with the same `webhook-id`, which is the id of the event: a receiver that has seen it leaves it out. Ids of events sort by time, and those of one session in the order in which they happened. Events of a session are sent in that order and may overtake each other where the receiver is slow or fails, unless `ordered` is set; after an outage of the receiver what waited is sent first, in order. Attempts that fail are repeated after 3, 7, 20, 55 and 150 seconds and so on up to every six hours, 21 times in three days, or later when the receiver asks for it with `Retry-After` (6 hours at most). 410 switches the webhook off at once, three days without a success do so too. `*` and events of messages take the scope `messages:read` too.',
  tags: ['webhooks'],
  handler: (deps, request) => createWebhook(deps, request.tenant, request.body, request.idempotency)
})
