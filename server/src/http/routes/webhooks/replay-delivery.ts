import { Delivery, DeliveryParams } from '../../../schemas/webhook.ts'
import { replayDelivery } from '../../../usecases/webhooks/deliveries.ts'
import { route } from '../../route.ts'

export const replayDeliveryRoute = route({
  operation_id: 'replayDelivery',
  method: 'POST',
  idempotency: 'transactional',
  audit: 'webhook.delivery_replayed',
  url: '/api/v1/webhooks/:id/deliveries/:delivery_id/replay',
  scope: 'webhooks:write',
  schema: { params: DeliveryParams, response: { 202: Delivery } },
  errors: ['webhook_disabled'],
  summary: 'Send a delivery again',
  description:
    'The `webhook-id` stays the same, so that a receiver can recognise it. A delivery that is still being attempted is left alone.',
  tags: ['webhooks'],
  handler: (deps, { context, params }) =>
    replayDelivery(deps, context, params.id, params.delivery_id)
})
