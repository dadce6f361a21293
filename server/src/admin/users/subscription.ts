import { AppError } from '../../domain/errors.ts'
import type {
  PlanLimits,
  PricedPlan,
  ShownStatus,
  SubscriptionRow,
  SubscriptionStatus
} from '../../domain/plan.ts'
import { insertAudit } from '../../store/audit-log.ts'
import { putEvents } from '../../store/events/put.ts'
import { updateLimits } from '../../store/installation/plans.ts'
import { getUserOfAll } from '../../store/installation/users.ts'
import { beginPastDue } from '../../store/subscriptions/life.ts'
import { findPlan, getPlan } from '../../store/subscriptions/plans.ts'
import {
  getSubscription,
  lockSubscription,
  setSubscriptionStatus,
  updateSubscriptionPlan
} from '../../store/subscriptions/subscriptions.ts'
import type { AdminDeps } from '../deps.ts'

export type SubscriptionChange = {
  plan_id?: string | undefined
  limits?: Partial<PlanLimits> | undefined
  status?: Exclude<SubscriptionStatus, 'canceled'> | undefined
}

/**
 * Puts the tenant of a user on any plan, with the limits of that plan, and then gives it the limits that are asked for:
 * more, or less, than the plan has. What is in use already stays.
 */
export const changeSubscriptionOf = (
  admin: AdminDeps,
  user_id: string,
  change: SubscriptionChange,
  actor_id: string
): Promise<
  Omit<SubscriptionRow, 'status'> & {
    status: ShownStatus
    plan: PricedPlan
    limits: SubscriptionRow
  }
> =>
  admin.system.change(async (tx) => {
    const { tenant_id } = await getUserOfAll(tx, user_id)
    const before = await lockSubscription(tx, tenant_id)
    const old_plan = await getPlan(tx, before.plan_id)
    const plan = change.plan_id === undefined ? old_plan : await findPlan(tx, change.plan_id)
    if (!plan) throw new AppError('plan_unknown', { plan: change.plan_id })
    if (plan.id !== old_plan.id) await updateSubscriptionPlan(tx, before, plan.id)
    if (change.limits) await updateLimits(tx, before, change.limits)
    if (change.status) await setSubscriptionStatus(tx, before, change.status)
    if (change.status === 'past_due') await beginPastDue(tx, tenant_id)
    const data = { plan: plan.code, plan_before: old_plan.code }
    putEvents(tx, [{ tenant_id, session_id: null, type: 'subscription.changed', data }])
    await insertAudit(tx, {
      tenant_id,
      actor_id,
      action: 'subscription.changed',
      target_id: before.id,
      details: {
        ...data,
        limits: change.limits ?? {},
        ...(change.status && { status: change.status }),
        by_admin: true
      }
    })
    const after = await getSubscription(tx, tenant_id)
    return { ...after, status: after.stage ?? after.status, plan, limits: after }
  })
