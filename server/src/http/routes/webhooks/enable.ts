import { Webhook } from '../../../schemas/webhook.ts'
import { updateWebhook } from '../../../usecases/webhooks/change.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const enableWebhookRoute = route({
  operation_id: 'enableWebhook',
  method: 'POST',
  idempotency: 'transactional',
  audit: 'webhook.enabled',
  url: '/api/v1/webhooks/:id/enable',
  scope: 'webhooks:write',
  schema: { params: idParams('webhook'), response: { 200: Webhook } },
  summary: 'Enable a webhook again',
  description: 'Past failures are forgotten. POST …/replay sends the events it missed.',
  tags: ['webhooks'],
  handler: (deps, request) =>
    updateWebhook(deps, request.context, request.params.id, { enabled: true })
})
