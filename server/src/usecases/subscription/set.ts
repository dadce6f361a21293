import type { Db } from '../../lib/db.ts'
import { insertAudit } from '../../store/audit-log.ts'
import { findPlan, listPlanCodes } from '../../store/subscriptions/plans.ts'
import { lockSubscription } from '../../store/subscriptions/subscriptions.ts'
import { findUserByEmail } from '../../store/users.ts'
import { movePlan } from './move.ts'

export type PlanSet =
  | { result: 'set'; plan: string }
  | { result: 'kept'; plan: string }
  | { result: 'no_account' }
  | { result: 'no_plan'; plans: string[] }

/** Puts the customer with this e-mail on a plan, public or not, whatever it costs: for the operator, as wa_system. */
export const setPlan = (db: Db, email: string, code: string): Promise<PlanSet> =>
  db.transaction(async (tx) => {
    const user = await findUserByEmail(tx, email.trim())
    if (!user) return { result: 'no_account' }
    const { tenant_id } = user
    const plan = await findPlan(tx, code)
    if (!plan) return { result: 'no_plan', plans: await listPlanCodes(tx) }
    const before = await lockSubscription(tx, tenant_id)
    if (before.plan_id === plan.id) return { result: 'kept', plan: plan.code }
    const { change } = await movePlan(tx, before, plan)
    await insertAudit(tx, {
      tenant_id,
      actor_id: null,
      action: 'subscription.changed',
      target_id: before.id,
      details: change
    })
    return { result: 'set', plan: plan.code }
  })
