import { Delivery, DeliveryParams } from '../../../schemas/webhook.ts'
import { replayDelivery } from '../../../usecases/webhooks/deliveries.ts'
import { route } from '../../route.ts'

export const replayDeliveryRoute = route({
  method: 'POST',
  url: '/api/v1/webhooks/:id/deliveries/:delivery_id/replay',
  scope: 'webhooks:write',
  schema: { params: DeliveryParams, response: { 202: Delivery } },
  errors: ['webhook_disabled'],
  summary: 'Send a delivery again',
  description:
    'With the same `webhook-id`, so that a receiver that has it can tell. One that is still being tried goes on as it is.',
  tags: ['webhooks'],
  handler: (deps, { tenant, params }) => replayDelivery(deps, tenant, params.id, params.delivery_id)
})
