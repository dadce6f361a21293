import { z } from 'zod'
import { deleteWebhook } from '../../../usecases/webhooks/change.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const deleteWebhookRoute = route({
  operation_id: 'deleteWebhook',
  method: 'DELETE',
  idempotency: 'transactional',
  audit: 'webhook.deleted',
  url: '/api/v1/webhooks/:id',
  scope: 'webhooks:write',
  schema: { params: idParams('webhook'), response: { 204: z.undefined() } },
  summary: 'Delete a webhook',
  tags: ['webhooks'],
  handler: (deps, request) => deleteWebhook(deps, request.context, request.params.id)
})
