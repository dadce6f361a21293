import type { PlanRow, SubscriptionRow } from '../../domain/plan.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { getPlan } from '../../store/subscriptions/plans.ts'
import { getSubscription } from '../../store/subscriptions/subscriptions.ts'
import type { Deps } from '../deps.ts'

/** The subscription of the tenant. */
export const readSubscription = (
  deps: Deps,
  tenant: Tenant
): Promise<SubscriptionRow & { plan: PlanRow }> =>
  deps.db.withTenant(tenant, async (tx) => {
    const subscription = await getSubscription(tx, tenant.tenant_id)
    return { ...subscription, plan: await getPlan(tx, subscription.plan_id) }
  })
