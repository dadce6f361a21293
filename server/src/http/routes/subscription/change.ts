import { z } from 'zod'
import { Subscription } from '../../../schemas/subscription.ts'
import { changeSubscription } from '../../../usecases/subscription/change.ts'
import { route } from '../../route.ts'

export const changeSubscriptionRoute = route({
  operation_id: 'changePlan',
  method: 'PUT',
  idempotency: 'transactional',
  audit: 'subscription.changed',
  url: '/api/v1/subscription',
  scope: 'account:write',
  person: true,
  schema: {
    body: z.strictObject({
      plan_id: z.string().min(1).max(100).describe('The id or the code of one of the plans.')
    }),
    response: { 200: Subscription }
  },
  errors: ['plan_unknown', 'plan_too_small', 'plan_needs_operator'],
  summary: 'Change the plan',
  description:
    'An API key may not do this. 409 plan_too_small when more is in use than the new plan allows.',
  tags: ['plans'],
  handler: (deps, request) => changeSubscription(deps, request.context, request.body.plan_id)
})
