import type { InstanceMode } from './instance.ts'
import type { PlanPrice } from './price.ts'
import { type LifeStage, life_stages } from './subscription-life.ts'

/**
 * What a tenant may have. A plan has these limits, and a subscription its own copy of them, taken with the plan: an
 * administrator may change it for one tenant. null means unlimited.
 */
export type PlanLimits = {
  sessions_max: number | null
  messages_per_month_max: number | null
  messages_per_minute_max: number | null
  requests_per_minute_max: number | null
  webhooks_max: number | null
  api_keys_max: number | null
  /** Members of the team, and invitations to it that wait. */
  members_max: number | null
  media_bytes_max: number | null
  /** Days for which files are kept. */
  media_days: number
  /** Days for which messages are kept; null: for good. */
  message_days: number | null
  instance_mode: InstanceMode
  /** Workers of its own. */
  workers_max: number | null
  cpu_millis: number
  memory_mb: number
}

/** A row of `subscription_plans`. */
export type PlanRow = PlanLimits & {
  id: string
  code: string
  name: string
  description: string
  price_cents: number
  currency: string
  is_public: boolean
}

/** A plan with the prices at which it can be taken. */
export type PricedPlan = PlanRow & { prices: PlanPrice[] }

export const subscription_statuses = ['trialing', 'active', 'past_due', 'canceled'] as const

export type SubscriptionStatus = (typeof subscription_statuses)[number]

/** The same as it is shown: with how far one has come that is past due. */
export const shown_statuses = [...subscription_statuses, ...life_stages] as const

export type ShownStatus = (typeof shown_statuses)[number]

/** A row of `subscriptions`. */
export type SubscriptionRow = PlanLimits & {
  id: string
  tenant_id: string
  plan_id: string
  status: SubscriptionStatus
  current_period_start: Date
  current_period_end: Date
  /** At which price it was paid; null: it costs nothing and is renewed by itself. */
  price_id: string | null
  price_currency: string | null
  price_interval: 'month' | 'year' | null
  price_minor: number | null
  /** How far it has come that is past due; null: it is served. */
  stage: LifeStage | null
  stage_since: Date | null
  /** null where it is past due: it was so before this ended anything, and stays so. */
  past_due_since: Date | null
  reminders_sent: number
  reminded_at: Date | null
  trial_ends_at: Date | null
  /** Nothing follows on the time that is paid. */
  cancel_at_period_end: boolean
  /** What follows on it; null: the same again. */
  next_plan_id: string | null
  /** null where there is a next plan: that costs nothing. */
  next_price_id: string | null
  keep_session_ids: string[] | null
  created_at: Date
}

/** What a tenant uses now. Messages are those accepted this calendar month (UTC). */
export type Usage = {
  sessions: number
  messages: number
  webhooks: number
  api_keys: number
  members: number
  media_bytes: number
}

/** What is warned of before it is used up: all that is counted against a limit. */
export const quota_metrics = [
  'messages',
  'media_bytes',
  'sessions',
  'webhooks',
  'api_keys'
] as const

export type QuotaMetric = (typeof quota_metrics)[number]

/** The limit for each thing that is counted. */
export const limitsOf = (limits: PlanLimits): Record<keyof Usage, number | null> => ({
  sessions: limits.sessions_max,
  messages: limits.messages_per_month_max,
  webhooks: limits.webhooks_max,
  api_keys: limits.api_keys_max,
  members: limits.members_max,
  media_bytes: limits.media_bytes_max
})

export type PlanUsage = { plan_code: string; period_start: Date; period_end: Date } & Record<
  keyof Usage,
  { used: number; limit: number | null }
>

/** What is used in a month against what the subscription allows. */
export const usageAgainst = (
  plan_code: string,
  allowed: PlanLimits,
  month: { start: Date; end: Date },
  usage: Usage
): PlanUsage => {
  const limits = limitsOf(allowed)
  const against = (what: keyof Usage) => ({ used: usage[what], limit: limits[what] })
  return {
    plan_code,
    period_start: month.start,
    period_end: month.end,
    sessions: against('sessions'),
    messages: against('messages'),
    webhooks: against('webhooks'),
    api_keys: against('api_keys'),
    members: against('members'),
    media_bytes: against('media_bytes')
  }
}
