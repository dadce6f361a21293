import { z } from 'zod'
import { idPattern } from '../../../domain/ids.ts'
import { Subscription } from '../../../schemas/subscription.ts'
import { changeSubscription } from '../../../usecases/subscription/change.ts'
import { route } from '../../route.ts'

export const changeSubscriptionRoute = route({
  operation_id: 'changePlan',
  method: 'PUT',
  idempotency: 'transactional',
  audit: 'subscription.changed',
  url: '/api/v1/subscription',
  scope: 'billing:write',
  person: true,
  schema: {
    body: z.strictObject({
      plan_id: z.string().min(1).max(100).describe('The id or the code of one of the plans.'),
      keep_session_ids: z
        .array(z.string().regex(idPattern('session')))
        .min(1)
        .max(1_000)
        .optional()
        .describe(
          'Which sessions go on when the plan follows on the time that is paid and allows fewer. The others are stopped then; nothing is deleted.'
        )
    }),
    response: { 200: Subscription }
  },
  errors: ['plan_unknown', 'plan_too_small', 'plan_needs_operator'],
  summary: 'Change the plan',
  description:
    'An API key may not do this. 409 plan_too_small when more is in use than the new plan allows. While a plan is paid, one that costs less or nothing follows on it (next_plan_id); the present plan takes that back, and a cancellation too. One that costs more is bought with POST /api/v1/subscription/checkout.',
  tags: ['plans'],
  handler: (deps, request) => changeSubscription(deps, request.context, request.body)
})
