import { z } from 'zod'
import { quota_metrics, shown_statuses } from '../../domain/plan.ts'
import { eventType } from './event-type.ts'

const Quota = z
  .object({
    metric: z
      .enum(quota_metrics)
      .describe(
        'messages: accepted this calendar month (UTC); media_bytes: files that are kept; sessions, webhooks and api_keys: those there are.'
      ),
    used: z.number(),
    limit: z.number(),
    reset: z.string().nullable().describe('When it is counted anew; null: never by itself.')
  })
  .meta({ id: 'QuotaUse' })

export const subscription_events = {
  'subscription.changed': eventType(
    'Another plan was chosen, a plan was paid, or what follows when nobody pays.',
    z
      .object({
        plan: z.string().describe('The code of the plan.'),
        plan_before: z.string().describe('The code of the one before.'),
        status: z
          .enum(shown_statuses)
          .optional()
          .describe(
            'Where it changed by itself: active when it was paid, past_due when the time that was paid or the trial is over, and then limited, suspended and export_offered as long as nobody pays.'
          )
      })
      .meta({ id: 'SubscriptionChange' }),
    { plan: 'business', plan_before: 'trial', status: 'active' }
  ),
  'quota.warning': eventType(
    'Four fifths of what the subscription allows are used. Told within a minute, of messages and media_bytes once a month, of the others once until fewer are in use.',
    Quota,
    { metric: 'messages', used: 16_010, limit: 20_000, reset: '2026-12-01T00:00:00.000Z' }
  ),
  'quota.exceeded': eventType(
    'All that the subscription allows is used: more is refused. Told within a minute, of messages and media_bytes once a month, of the others once until fewer are in use.',
    Quota,
    { metric: 'media_bytes', used: 10_737_418_240, limit: 10_737_418_240, reset: null }
  )
}
