import { firstDayOf, monthOf } from '../../domain/month.ts'
import { type PlanUsage, usageAgainst } from '../../domain/plan.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { getPlan } from '../../store/subscriptions/plans.ts'
import { getSubscription } from '../../store/subscriptions/subscriptions.ts'
import { readUsage } from '../../store/usage/read.ts'
import type { Deps } from '../deps.ts'

/** What the tenant uses against what the plan allows. */
export const readSubscriptionUsage = (deps: Deps, tenant: Tenant): Promise<PlanUsage> =>
  deps.db.withTenant(tenant, async (tx) => {
    const { plan_id } = await getSubscription(tx, tenant.tenant_id)
    const plan = await getPlan(tx, plan_id)
    const month = monthOf(deps.clock.now())
    return usageAgainst(plan, month, await readUsage(tx, tenant.tenant_id, firstDayOf(month)))
  })
