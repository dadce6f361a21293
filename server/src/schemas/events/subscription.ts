import { z } from 'zod'
import { eventType } from './event-type.ts'

export const subscription_events = {
  'subscription.changed': eventType(
    'Another plan was chosen.',
    z
      .object({
        plan: z.string().describe('The code of the plan.'),
        plan_before: z.string().describe('The code of the one before.')
      })
      .meta({ id: 'SubscriptionChange' }),
    { plan: 'business', plan_before: 'trial' }
  )
}
