import { AppError } from '../../domain/errors.ts'
import { firstDayOf, monthOf } from '../../domain/month.ts'
import { limitsOf, type PlanRow, type Usage } from '../../domain/plan.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { findPlan } from '../../store/subscriptions/plans.ts'
import { lockSubscription } from '../../store/subscriptions/subscriptions.ts'
import { readUsage } from '../../store/usage/read.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { movePlan } from './move.ts'
import { type SubscriptionView, subscriptionView } from './view.ts'

/**
 * Moves the tenant to another public plan, unless more is in use than it allows. A paid plan cannot be taken: that
 * is for the operator, or for an administrator on their own installation. Choosing the present plan changes nothing.
 */
export const changeSubscription = (
  deps: Deps,
  ctx: Context,
  id_or_code: string
): Promise<SubscriptionView> =>
  command(deps, ctx, async (tx) => {
    const { tenant_id } = ctx.tenant
    const before = await lockSubscription(tx, tenant_id)
    const plan = await findPlan(tx, id_or_code)
    if (plan?.id === before.plan_id) {
      ctx.entry.action = null
      return subscriptionView(before, plan)
    }
    if (!plan?.is_public) throw new AppError('plan_unknown', { plan: id_or_code })
    if (!mayTake(deps, ctx.tenant, plan)) throw needsOperator(deps, plan)
    const month = firstDayOf(monthOf(deps.clock.now()))
    refuseTooSmall(plan, await readUsage(tx, tenant_id, month))
    const { after, change } = await movePlan(tx, before, plan)
    Object.assign(ctx.entry, { target_id: before.id, details: change })
    return subscriptionView(after, plan)
  })

const mayTake = (deps: Deps, tenant: Tenant, plan: PlanRow): boolean =>
  plan.price_cents === 0 || deps.config.SELF_SERVICE_PLANS === 'all' || tenant.role === 'admin'

const needsOperator = (deps: Deps, plan: PlanRow): AppError => {
  const { OPERATOR_CONTACT } = deps.config
  const whom = OPERATOR_CONTACT === undefined ? 'the operator of this service' : OPERATOR_CONTACT
  const detail = `The plan "${plan.code}" is not free. Ask ${whom} to change to it.`
  return new AppError('plan_needs_operator', { plan: plan.code }, { detail })
}

const refuseTooSmall = (plan: PlanRow, usage: Usage): void => {
  const over = Object.entries(limitsOf(plan)).flatMap(([what, limit]) => {
    const used = usage[what as keyof Usage]
    return limit !== null && used > limit ? [`${what.replace('_', ' ')}: ${used} of ${limit}`] : []
  })
  if (over.length === 0) return
  const detail = `In use, and allowed by the plan "${plan.code}": ${over.join('; ')}.`
  throw new AppError('plan_too_small', { plan: plan.code }, { detail })
}
