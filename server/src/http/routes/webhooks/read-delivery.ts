import { z } from 'zod'
import { Event } from '../../../schemas/event.ts'
import { Delivery, DeliveryAttempt, DeliveryParams } from '../../../schemas/webhook.ts'
import { readDelivery } from '../../../usecases/webhooks/deliveries.ts'
import { route } from '../../route.ts'

const DeliveryWithEvent = Delivery.extend({
  event: Event,
  attempt_list: z
    .array(DeliveryAttempt)
    .describe('The last 25 attempts, the last one first. What was posted at each is `event`.')
}).meta({ id: 'DeliveryWithEvent' })

export const readDeliveryRoute = route({
  operation_id: 'getDelivery',
  method: 'GET',
  url: '/api/v1/webhooks/:id/deliveries/:delivery_id',
  scope: 'webhooks:read',
  schema: { params: DeliveryParams, response: { 200: DeliveryWithEvent } },
  summary: 'Read a delivery with its event and its attempts',
  description:
    'Each attempt tells where it was sent, with which headers, how long it took and what was answered; it is kept as long as the delivery. A delivery of a message event also needs the scope `messages:read`.',
  tags: ['webhooks'],
  handler: (deps, { tenant, params }) => readDelivery(deps, tenant, params.id, params.delivery_id)
})
