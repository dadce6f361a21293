import type { PlanRow } from '../../domain/plan.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Deps } from '../deps.ts'

/** Whether a customer may take a plan that nobody has paid. */
export const mayTake = (deps: Deps, tenant: Tenant, plan: PlanRow): boolean =>
  plan.price_cents === 0 || deps.config.SELF_SERVICE_PLANS === 'all' || tenant.role === 'admin'
