import type { PlanRow, SubscriptionRow } from '../../domain/plan.ts'
import type { Tx } from '../../lib/db.ts'
import { putEvents } from '../../store/events/put.ts'
import { getPlan } from '../../store/subscriptions/plans.ts'
import { updateSubscriptionPlan } from '../../store/subscriptions/subscriptions.ts'

/** Puts a subscription, which the caller has locked, on a plan, with its event. `change` is for the audit log. */
export const movePlan = async (
  tx: Tx,
  before: SubscriptionRow,
  plan: PlanRow
): Promise<{ after: SubscriptionRow; change: { plan: string; plan_before: string } }> => {
  const { tenant_id } = before
  const old_plan = await getPlan(tx, before.plan_id)
  const after = await updateSubscriptionPlan(tx, before, plan.id)
  const change = { plan: plan.code, plan_before: old_plan.code }
  putEvents(tx, [{ tenant_id, session_id: null, type: 'subscription.changed', data: change }])
  return { after, change }
}
