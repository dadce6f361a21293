import { Subscription } from '../../../schemas/subscription.ts'
import { readSubscription } from '../../../usecases/subscription/read.ts'
import { route } from '../../route.ts'

export const readSubscriptionRoute = route({
  operation_id: 'getSubscription',
  method: 'GET',
  url: '/api/v1/subscription',
  scope: 'billing:read',
  schema: { response: { 200: Subscription } },
  summary: 'Read the subscription',
  tags: ['plans'],
  handler: (deps, request) => readSubscription(deps, request.tenant)
})
