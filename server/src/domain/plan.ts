import type { InstanceMode } from './instance.ts'

/** A row of `subscription_plans`. A limit of null means unlimited. */
export type PlanRow = {
  id: string
  code: string
  name: string
  description: string
  price_cents: number
  currency: string
  sessions_max: number | null
  messages_per_month_max: number | null
  webhooks_max: number | null
  api_keys_max: number | null
  requests_per_minute_max: number | null
  instance_mode: InstanceMode
  cpu_millis: number
  memory_mb: number
  is_public: boolean
}

export const subscription_statuses = ['trialing', 'active', 'past_due', 'canceled'] as const

export type SubscriptionStatus = (typeof subscription_statuses)[number]

/** A row of `subscriptions`. */
export type SubscriptionRow = {
  id: string
  tenant_id: string
  plan_id: string
  status: SubscriptionStatus
  current_period_start: Date
  current_period_end: Date
  created_at: Date
}

/** What a tenant uses now. Messages are those accepted this calendar month (UTC). */
export type Usage = { sessions: number; messages: number; webhooks: number; api_keys: number }

/** The limit of a plan for each thing that is counted. */
export const planLimits = (plan: PlanRow): Record<keyof Usage, number | null> => ({
  sessions: plan.sessions_max,
  messages: plan.messages_per_month_max,
  webhooks: plan.webhooks_max,
  api_keys: plan.api_keys_max
})

export type PlanUsage = { plan_code: string; period_start: Date; period_end: Date } & Record<
  keyof Usage,
  { used: number; limit: number | null }
>

/** What is used in a month against what the plan allows. */
export const usageAgainst = (
  plan: PlanRow,
  month: { start: Date; end: Date },
  usage: Usage
): PlanUsage => {
  const limits = planLimits(plan)
  const against = (what: keyof Usage) => ({ used: usage[what], limit: limits[what] })
  return {
    plan_code: plan.code,
    period_start: month.start,
    period_end: month.end,
    sessions: against('sessions'),
    messages: against('messages'),
    webhooks: against('webhooks'),
    api_keys: against('api_keys')
  }
}
