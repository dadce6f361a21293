import { AppError } from '../../domain/errors.ts'
import type { PricedPlan } from '../../domain/plan.ts'
import { getPlan, listPublicPlans } from '../../store/subscriptions/plans.ts'
import type { Deps } from '../deps.ts'

/** The plans that anyone may choose, cheapest first. */
export const listPlans = (deps: Deps): Promise<PricedPlan[]> => deps.db.transaction(listPublicPlans)

/** One of those plans. */
export const readPlan = (deps: Deps, id: string): Promise<PricedPlan> =>
  deps.db.transaction(async (tx) => {
    const plan = await getPlan(tx, id)
    if (!plan.is_public) throw new AppError('not_found', { plan_id: id })
    return plan
  })
