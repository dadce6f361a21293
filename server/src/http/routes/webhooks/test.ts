import { Delivery } from '../../../schemas/webhook.ts'
import { testWebhook } from '../../../usecases/webhooks/test.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const testWebhookRoute = route({
  operation_id: 'testWebhook',
  method: 'POST',
  audit: 'webhook.tested',
  url: '/api/v1/webhooks/:id/test',
  idempotency: 'transactional',
  scope: 'webhooks:write',
  schema: { params: idParams('webhook'), response: { 202: Delivery } },
  errors: ['webhook_disabled'],
  summary: 'Send a test event to a webhook',
  description: 'Sends `webhook.test` to this webhook only. Read the delivery to see the result.',
  tags: ['webhooks'],
  handler: (deps, request) => testWebhook(deps, request.context, request.params.id)
})
