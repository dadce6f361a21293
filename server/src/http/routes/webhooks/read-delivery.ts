import { Event } from '../../../schemas/event.ts'
import { Delivery, DeliveryParams } from '../../../schemas/webhook.ts'
import { readDelivery } from '../../../usecases/webhooks/deliveries.ts'
import { route } from '../../route.ts'

const DeliveryWithEvent = Delivery.extend({ event: Event }).meta({ id: 'DeliveryWithEvent' })

export const readDeliveryRoute = route({
  operation_id: 'getDelivery',
  method: 'GET',
  url: '/api/v1/webhooks/:id/deliveries/:delivery_id',
  scope: 'webhooks:read',
  schema: { params: DeliveryParams, response: { 200: DeliveryWithEvent } },
  summary: 'Read a delivery with its event',
  description: 'A delivery of a message event also needs the scope `messages:read`.',
  tags: ['webhooks'],
  handler: (deps, { tenant, params }) => readDelivery(deps, tenant, params.id, params.delivery_id)
})
