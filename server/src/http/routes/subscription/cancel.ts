import { Subscription } from '../../../schemas/subscription.ts'
import { cancelSubscription } from '../../../usecases/subscription/cancel.ts'
import { route } from '../../route.ts'

export const cancelSubscriptionRoute = route({
  operation_id: 'cancelSubscription',
  method: 'DELETE',
  idempotency: 'transactional',
  audit: 'subscription.canceled',
  url: '/api/v1/subscription',
  scope: 'billing:write',
  person: true,
  schema: { response: { 200: Subscription } },
  errors: ['nothing_to_cancel'],
  summary: 'Cancel to the end of the time that is paid',
  description:
    'An API key may not do this. All goes on until then, and no invoice follows; then nothing is sent any more, as when nobody pays. PUT with the present plan takes it back, and so does a payment.',
  tags: ['plans'],
  handler: (deps, request) => cancelSubscription(deps, request.context)
})
