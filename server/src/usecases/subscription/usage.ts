import { planLimits, type Usage } from '../../domain/plan.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { getPlan } from '../../store/subscriptions/plans.ts'
import { getSubscription } from '../../store/subscriptions/subscriptions.ts'
import { readUsage } from '../../store/usage/read.ts'
import type { Deps } from '../deps.ts'

export type UsageView = {
  plan_code: string
  period_start: Date
  period_end: Date
} & Record<keyof Usage, { used: number; limit: number | null }>

/** What the tenant uses against what the plan allows. */
export const readSubscriptionUsage = (deps: Deps, tenant: Tenant): Promise<UsageView> =>
  deps.db.withTenant(tenant, async (tx) => {
    const { plan_id } = await getSubscription(tx, tenant.tenant_id)
    const plan = await getPlan(tx, plan_id)
    const limits = planLimits(plan)
    const month = monthOf(deps.clock.now())
    const usage = await readUsage(tx, tenant.tenant_id, month.start.toISOString().slice(0, 10))
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
  })

/** The calendar month in UTC, over which messages are counted. */
export const monthOf = (now: Date): { start: Date; end: Date } => {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()]
  return { start: new Date(Date.UTC(year, month, 1)), end: new Date(Date.UTC(year, month + 1, 1)) }
}
