import { z } from 'zod'
import { Plan } from './plan.ts'

export const Subscription = z
  .object({
    id: z.string(),
    status: z.enum(['trialing', 'active', 'past_due', 'canceled']),
    plan: Plan,
    current_period_start: z.string(),
    current_period_end: z.string(),
    created_at: z.string()
  })
  .meta({ id: 'Subscription' })

const Count = z.object({
  used: z.number(),
  limit: z.number().nullable().describe('null: unlimited.')
})

export const SubscriptionUsage = z
  .object({
    plan_code: z.string(),
    period_start: z.string().describe('The start of the period in which messages are counted.'),
    period_end: z.string().describe('The end of that period.'),
    sessions: Count,
    messages: Count,
    webhooks: Count,
    api_keys: Count
  })
  .meta({ id: 'SubscriptionUsage' })
