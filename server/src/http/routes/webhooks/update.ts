import { z } from 'zod'
import { WebhookUrl } from '../../../schemas/session.ts'
import {
  Batch,
  Description,
  EventTypes,
  GivenMessageFilter,
  Headers,
  Ordered,
  SessionIds,
  Webhook
} from '../../../schemas/webhook.ts'
import { updateWebhook } from '../../../usecases/webhooks/change.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const updateWebhookRoute = route({
  operation_id: 'updateWebhook',
  method: 'PATCH',
  idempotency: 'transactional',
  audit: 'webhook.updated',
  url: '/api/v1/webhooks/:id',
  scope: 'webhooks:write',
  schema: {
    params: idParams('webhook'),
    body: z.strictObject({
      url: WebhookUrl.optional(),
      event_types: EventTypes.optional(),
      description: Description.optional(),
      session_ids: SessionIds.optional(),
      filter: GivenMessageFilter.optional(),
      headers: Headers.optional(),
      ordered: Ordered.optional(),
      batch: Batch.optional(),
      enabled: z.boolean().optional()
    }),
    response: { 200: Webhook }
  },
  errors: ['not_found'],
  summary: 'Change a webhook',
  description:
    'Changing the address or the events of a webhook that receives `*` or message events also needs the scope `messages:read`. Headers of its own do not follow it to another origin: give `headers` with such a `url`.',
  tags: ['webhooks'],
  handler: (deps, { context, params, body }) => updateWebhook(deps, context, params.id, body)
})
