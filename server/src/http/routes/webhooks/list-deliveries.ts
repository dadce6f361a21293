import { z } from 'zod'
import { Delivery, DeliveryStatus } from '../../../schemas/webhook.ts'
import { readDeliveries } from '../../../usecases/webhooks/deliveries.ts'
import { idParams } from '../../id-params.ts'
import { pageFields, pageOf, pageRequest } from '../../page.ts'
import { route } from '../../route.ts'

export const listDeliveriesRoute = route({
  operation_id: 'listDeliveries',
  method: 'GET',
  url: '/api/v1/webhooks/:id/deliveries',
  scope: 'webhooks:read',
  schema: {
    params: idParams('webhook'),
    querystring: z.strictObject({ ...pageFields('delivery'), status: DeliveryStatus.optional() }),
    response: { 200: pageOf(Delivery) }
  },
  summary: 'List the deliveries of a webhook, newest first',
  tags: ['webhooks'],
  handler: (deps, { tenant, params, query }) =>
    readDeliveries(deps, tenant, params.id, {
      ...pageRequest(query),
      status: query.status ?? null
    })
})
