import { z } from 'zod'
import { shown_statuses } from '../domain/plan.ts'
import { Plan, PlanLimits } from './plan.ts'
import { time } from './time.ts'

export const Subscription = z
  .object({
    id: z.string(),
    status: z
      .enum(shown_statuses)
      .describe(
        'past_due: the time that was paid is over, and the customer is served for a while. limited: nothing is sent, what comes in is kept. suspended: sessions are stopped. export_offered: the same, and the account is erased in a while. A payment leads back to active from each.'
      ),
    plan: Plan,
    limits: PlanLimits.describe(
      'What this subscription allows: the limits of the plan as they were when it was taken, or as an administrator has set them since.'
    ),
    current_period_start: time,
    current_period_end: time,
    price_id: z
      .string()
      .nullable()
      .describe('The price at which it is paid; null: it costs nothing and goes on by itself.'),
    past_due_since: time
      .nullable()
      .describe('Since when nothing is paid; null: it is, or need not be.'),
    trial_ends_at: time.nullable().describe('null: it is no trial, or one that does not end.'),
    cancel_at_period_end: z.boolean().describe('Whether nothing follows on the time that is paid.'),
    next_plan_id: z
      .string()
      .nullable()
      .describe('The plan that follows on it; null: the same again, unless it is canceled.'),
    next_price_id: z
      .string()
      .nullable()
      .describe('What that costs; null where there is a next plan: nothing.'),
    keep_session_ids: z
      .array(z.string())
      .nullable()
      .describe('Which sessions go on with the next plan; null: it was not said.'),
    created_at: time
  })
  .meta({ id: 'Subscription' })

export const SubscriptionStep = z
  .object({
    id: z.string(),
    at: time,
    plan: z.string().describe('The code of the plan from then on.'),
    plan_before: z.string().nullable().describe('null for the plan with which it began.'),
    limits: PlanLimits.partial().describe(
      'Limits that were granted besides those of the plan; none where the plan alone counts.'
    ),
    status: z.enum(shown_statuses).nullable().describe('The status that was set, if one was.'),
    by: z
      .enum(['registration', 'customer', 'administrator', 'operator'])
      .describe(
        'Who did it; customer too when they paid, or did not. operator: with a command on the server.'
      ),
    actor_id: z.string().nullable().describe('A user or an API key; null when nobody is named.')
  })
  .meta({ id: 'SubscriptionStep' })

const Count = z.object({
  used: z.number(),
  limit: z.number().nullable().describe('null: unlimited.')
})

export const SubscriptionUsage = z
  .object({
    plan_code: z.string(),
    period_start: time.describe('The start of the period in which messages are counted.'),
    period_end: time.describe('The end of that period.'),
    sessions: Count,
    messages: Count,
    webhooks: Count,
    api_keys: Count,
    members: Count.describe('Members of the team, and invitations to it that wait.'),
    media_bytes: Count.describe('Bytes of files that are kept.')
  })
  .meta({ id: 'SubscriptionUsage' })
