import { AppError } from '../../domain/errors.ts'
import { type PlanRow, planLimits, type Usage } from '../../domain/plan.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { putEvents } from '../../queue/events.ts'
import { insertAudit } from '../../store/audit-log.ts'
import { findPlan, getPlan } from '../../store/subscription-plans.ts'
import { lockSubscription, updateSubscriptionPlan } from '../../store/subscriptions.ts'
import { readUsage } from '../../store/usage.ts'
import type { Caller } from '../auth/issue-tokens.ts'
import type { Deps } from '../deps.ts'
import { monthOf } from './usage.ts'
import { type SubscriptionView, subscriptionView } from './view.ts'

/** Moves the tenant to another public plan, unless he uses more than it allows. Choosing the present plan changes nothing. */
export const changeSubscription = (
  deps: Deps,
  tenant: Tenant,
  id_or_code: string,
  caller: Caller
): Promise<SubscriptionView> =>
  deps.db.withTenant(tenant, async (tx) => {
    const { tenant_id } = tenant
    const before = await lockSubscription(tx, tenant_id)
    const plan = await findPlan(tx, id_or_code)
    if (plan?.id === before.plan_id) return subscriptionView(before, plan)
    if (!plan?.is_public) throw new AppError('plan_unknown', { plan: id_or_code })
    const month = monthOf(deps.clock.now()).start.toISOString().slice(0, 10)
    refuseTooSmall(plan, await readUsage(tx, tenant_id, month))
    const old_plan = await getPlan(tx, before.plan_id)
    const after = await updateSubscriptionPlan(tx, before, plan.id)
    const change = { plan: plan.code, plan_before: old_plan.code }
    await insertAudit(tx, {
      tenant_id,
      actor_id: tenant.api_key_id ?? tenant.user_id,
      action: 'subscription.changed',
      target_id: before.id,
      ip: caller.ip,
      details: change
    })
    putEvents(tx, [{ tenant_id, session_id: null, type: 'subscription.changed', data: change }])
    return subscriptionView(after, plan)
  })

const refuseTooSmall = (plan: PlanRow, usage: Usage): void => {
  const over = Object.entries(planLimits(plan)).flatMap(([what, limit]) => {
    const used = usage[what as keyof Usage]
    return limit !== null && used > limit ? [`${what.replace('_', ' ')}: ${used} of ${limit}`] : []
  })
  if (over.length === 0) return
  const detail = `In use, and allowed by the plan "${plan.code}": ${over.join('; ')}.`
  throw new AppError('plan_too_small', { plan: plan.code }, { detail })
}
