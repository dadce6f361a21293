import type { Tenant } from '../../domain/tenant.ts'
import { type Page, type PageRequest, toPage } from '../../lib/page.ts'
import { listSubscriptionSteps, type SubscriptionStep } from '../../store/subscriptions/history.ts'
import type { Deps } from '../deps.ts'
import { readList } from '../read-list.ts'

/** Which plans the tenant has had, and which limits it was granted, the newest first. */
export const readSubscriptionHistory = (
  deps: Deps,
  tenant: Tenant,
  page: PageRequest
): Promise<Page<SubscriptionStep>> =>
  readList(deps, tenant, async (tx) =>
    toPage(await listSubscriptionSteps(tx, tenant.tenant_id, page), page.limit)
  )
