import { z } from 'zod'
import { readWebhooks } from '../../../usecases/webhooks/read.ts'
import { pageFields, pageOf, pageRequest } from '../../page.ts'
import { route } from '../../route.ts'
import { SessionId } from '../sessions/session.ts'
import { Webhook } from './webhook.ts'

export const listWebhooksRoute = route({
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
