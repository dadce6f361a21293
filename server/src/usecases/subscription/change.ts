import { AppError, invalid } from '../../domain/errors.ts'
import { firstDayOf, monthOf } from '../../domain/month.ts'
import {
  limitsOf,
  type PlanRow,
  type PricedPlan,
  type SubscriptionRow,
  type Usage
} from '../../domain/plan.ts'
import type { Tx } from '../../lib/db.ts'
import { setNext } from '../../store/subscriptions/next.ts'
import { findPlan, getPlan } from '../../store/subscriptions/plans.ts'
import { lockSubscription } from '../../store/subscriptions/subscriptions.ts'
import { readUsage } from '../../store/usage/read.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { lowerPrice, refuseUnkeepable } from './choose-next.ts'
import { mayTake } from './may-take.ts'
import { movePlan } from './move.ts'
import { type SubscriptionView, subscriptionView } from './view.ts'

export type PlanChoice = { plan_id: string; keep_session_ids?: string[] | undefined | null }

const only_less = 'It is for a plan that follows on the time that is paid.'

/**
 * Moves the tenant to another public plan, unless more is in use than it allows. A paid plan cannot be taken: that
 * is for the operator, or for an administrator on their own installation. What is paid for is not lost: a plan that costs less, or nothing,
 * follows on it, and the customer says which sessions go on then. Choosing the present plan takes that back.
 */
export const changeSubscription = (
  deps: Deps,
  ctx: Context,
  { plan_id: id_or_code, keep_session_ids = null }: PlanChoice
): Promise<SubscriptionView> =>
  command(deps, ctx, async (tx) => {
    const { tenant_id } = ctx.tenant
    const before = await lockSubscription(tx, tenant_id)
    const plan = await findPlan(tx, id_or_code)
    if (plan?.id === before.plan_id) {
      if (keep_session_ids) throw invalid('keep_session_ids', only_less)
      return stay(ctx, tx, before, plan)
    }
    if (!plan?.is_public) throw new AppError('plan_unknown', { plan: id_or_code })
    const month = firstDayOf(monthOf(deps.clock.now()))
    const is_paid = before.price_id !== null && before.status === 'active'
    const lower = is_paid ? lowerPrice(plan, before) : null
    if (is_paid && (lower || plan.price_cents === 0)) {
      const usage = await readUsage(tx, tenant_id, month)
      if (keep_session_ids)
        await refuseUnkeepable(tx, tenant_id, keep_session_ids, plan.sessions_max)
      refuseTooSmall(plan, { ...usage, sessions: keep_session_ids?.length ?? usage.sessions })
      const after = await setNext(tx, before, {
        ...{ kind: 'plan', plan_id: plan.id, price_id: lower?.id ?? null, keep_session_ids }
      })
      const details = { next_plan: plan.code, begins_at: before.current_period_end.toISOString() }
      Object.assign(ctx.entry, {
        ...{ action: 'subscription.next_chosen', target_id: before.id, details }
      })
      return subscriptionView(after, await getPlan(tx, before.plan_id))
    }
    if (!mayTake(deps, ctx.tenant, plan)) throw needsOperator(deps, plan)
    if (keep_session_ids) throw invalid('keep_session_ids', only_less)
    refuseTooSmall(plan, await readUsage(tx, tenant_id, month))
    const { after, change } = await movePlan(tx, before, plan)
    Object.assign(ctx.entry, { target_id: before.id, details: change })
    return subscriptionView(after, plan)
  })

/** The present plan again: what was chosen to follow on it, or that nothing does, is taken back. */
const stay = async (
  ctx: Context,
  tx: Tx,
  before: SubscriptionRow,
  plan: PricedPlan
): Promise<SubscriptionView> => {
  if (!before.cancel_at_period_end && before.next_plan_id === null) {
    ctx.entry.action = null
    return subscriptionView(before, plan)
  }
  const after = await setNext(tx, before, { kind: 'same' })
  const details = { next_plan: plan.code, begins_at: before.current_period_end.toISOString() }
  Object.assign(ctx.entry, {
    ...{ action: 'subscription.next_chosen', target_id: before.id, details }
  })
  return subscriptionView(after, plan)
}

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
