import { SubscriptionUsage } from '../../../schemas/subscription.ts'
import { readSubscriptionUsage } from '../../../usecases/subscription/usage.ts'
import { route } from '../../route.ts'

export const readUsageRoute = route({
  operation_id: 'getSubscriptionUsage',
  method: 'GET',
  url: '/api/v1/subscription/usage',
  scope: 'billing:read',
  schema: { response: { 200: SubscriptionUsage } },
  summary: 'Read the usage of the plan',
  tags: ['plans'],
  handler: (deps, request) => readSubscriptionUsage(deps, request.tenant)
})
