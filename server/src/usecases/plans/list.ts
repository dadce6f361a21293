import { listPublicPlans, type PlanRow } from '../../store/subscription-plans.ts'
import type { Deps } from '../deps.ts'

/** The plans that anyone may choose, cheapest first. */
export const listPlans = (deps: Deps): Promise<PlanRow[]> => deps.db.transaction(listPublicPlans)
