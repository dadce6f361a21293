import { z } from 'zod'
import { SessionId } from '../../../schemas/session.ts'
import { Webhook } from '../../../schemas/webhook.ts'
import { readWebhooks } from '../../../usecases/webhooks/read.ts'
import { pageFields, pageOf, pageRequest } from '../../page.ts'
import { route } from '../../route.ts'

export const listWebhooksRoute = route({
  operation_id: 'listWebhooks',
  method: 'GET',
  url: '/api/v1/webhooks',
  scope: 'webhooks:read',
  schema: {
    querystring: z.strictObject({ ...pageFields('webhook'), session_id: SessionId.optional() }),
    response: { 200: pageOf(Webhook) }
  },
  summary: 'List webhooks, newest first',
  tags: ['webhooks'],
  handler: (deps, { tenant, query }) =>
    readWebhooks(deps, tenant, { ...pageRequest(query), session_id: query.session_id ?? null })
})
