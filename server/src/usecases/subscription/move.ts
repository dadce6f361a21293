import type { PlanRow, SubscriptionRow } from '../../domain/plan.ts'
import type { Tx } from '../../lib/db.ts'
import { insertAudit } from '../../store/audit-log.ts'
import { putEvents } from '../../store/events/put.ts'
import { getPlan } from '../../store/subscriptions/plans.ts'
import { updateSubscriptionPlan } from '../../store/subscriptions/subscriptions.ts'

/** Puts a subscription, which the caller has locked, on a plan; the audit log and an event tell it. */
export const movePlan = async (
  tx: Tx,
  before: SubscriptionRow,
  plan: PlanRow,
  by: { actor_id: string | null; ip?: string }
): Promise<SubscriptionRow> => {
  const { tenant_id } = before
  const old_plan = await getPlan(tx, before.plan_id)
  const after = await updateSubscriptionPlan(tx, before, plan.id)
  const change = { plan: plan.code, plan_before: old_plan.code }
  await insertAudit(tx, {
    tenant_id,
    ...by,
    action: 'subscription.changed',
    target_id: before.id,
    details: change
  })
  putEvents(tx, [{ tenant_id, session_id: null, type: 'subscription.changed', data: change }])
  return after
}
