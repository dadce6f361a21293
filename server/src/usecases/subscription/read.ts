import type { Tenant } from '../../domain/tenant.ts'
import { getPlan } from '../../store/subscriptions/plans.ts'
import { getSubscription } from '../../store/subscriptions/subscriptions.ts'
import type { Deps } from '../deps.ts'
import { type SubscriptionView, subscriptionView } from './view.ts'

/** The subscription of the tenant. */
export const readSubscription = (deps: Deps, tenant: Tenant): Promise<SubscriptionView> =>
  deps.db.withTenant(tenant, async (tx) => {
    const subscription = await getSubscription(tx, tenant.tenant_id)
    return subscriptionView(subscription, await getPlan(tx, subscription.plan_id))
  })
