import { z } from 'zod'
import { createWebhook } from '../../../usecases/webhooks/create.ts'
import { route } from '../../route.ts'
import { SessionId, WebhookUrl } from '../sessions/session.ts'
import { Description, EventTypes, WebhookWithSecret } from './webhook.ts'

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
      description: Description.default('')
    }),
    response: { 201: WebhookWithSecret }
  },
  summary: 'Create a webhook',
  description:
    'Every event that it asks for is sent to its address until that answers with 2xx, signed as Standard Webhooks describes. `*` and events of messages take the scope `messages:read` too.',
  tags: ['webhooks'],
  handler: (deps, request) => createWebhook(deps, request.tenant, request.body, request.idempotency)
})
