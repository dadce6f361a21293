import { z } from 'zod'
import { WebhookWithSecret } from '../../../schemas/webhook.ts'
import { rotateWebhookSecret } from '../../../usecases/webhooks/change.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const rotateWebhookSecretRoute = route({
  operation_id: 'rotateWebhookSecret',
  method: 'POST',
  audit: 'webhook.secret_rotated',
  url: '/api/v1/webhooks/:id/rotate-secret',
  idempotency: 'transactional',
  scope: 'webhooks:write',
  yields_secret: true,
  schema: {
    params: idParams('webhook'),
    querystring: z.strictObject({
      end_old_at_once: z
        .enum(['true', 'false'])
        .default('false')
        .describe('true: for a secret that somebody else may know.')
    }),
    response: { 200: WebhookWithSecret }
  },
  summary: 'Give a webhook a new secret',
  description:
    'For 24 hours every attempt is signed with both, the new secret first: `webhook-signature` then has two signatures with a space between them, as Standard Webhooks describes. A receiver can so be given the new one without missing anything.',
  tags: ['webhooks'],
  handler: (deps, { context, params, query }) =>
    rotateWebhookSecret(deps, context, params.id, query.end_old_at_once === 'false')
})
