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
  schema: { params: idParams('webhook'), response: { 200: WebhookWithSecret } },
  summary: 'Give a webhook a new secret',
  description: 'The old secret ends at once: every attempt from now on is signed with the new one.',
  tags: ['webhooks'],
  handler: (deps, request) => rotateWebhookSecret(deps, request.context, request.params.id)
})
