import { firstDayOf, monthOf } from '../../domain/month.ts'
import { type PlanUsage, usageAgainst } from '../../domain/plan.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { getPlan } from '../../store/subscriptions/plans.ts'
import { getSubscription } from '../../store/subscriptions/subscriptions.ts'
import { readUsage } from '../../store/usage/read.ts'
import type { Deps } from '../deps.ts'

/** What the tenant uses against what its subscription allows. */
export const readSubscriptionUsage = (deps: Deps, tenant: Tenant): Promise<PlanUsage> =>
  deps.db.withTenant(tenant, async (tx) => {
    const subscription = await getSubscription(tx, tenant.tenant_id)
    const { code } = await getPlan(tx, subscription.plan_id)
    const month = monthOf(deps.clock.now())
    const usage = await readUsage(tx, tenant.tenant_id, firstDayOf(month))
    return usageAgainst(code, subscription, month, usage)
  })
