import { Webhook } from '../../../schemas/webhook.ts'
import { readWebhook } from '../../../usecases/webhooks/read.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const readWebhookRoute = route({
  operation_id: 'getWebhook',
  method: 'GET',
  url: '/api/v1/webhooks/:id',
  scope: 'webhooks:read',
  schema: { params: idParams('webhook'), response: { 200: Webhook } },
  summary: 'Read a webhook',
  tags: ['webhooks'],
  handler: (deps, request) => readWebhook(deps, request.tenant, request.params.id)
})
