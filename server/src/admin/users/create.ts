import { AppError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import { violatedConstraint } from '../../lib/db.ts'
import type { AdminUser } from '../../schemas/admin.ts'
import { insertAudit } from '../../store/audit-log.ts'
import { getUserOfAll } from '../../store/installation/users.ts'
import { findPlan } from '../../store/subscriptions/plans.ts'
import { insertTenant } from '../../store/users.ts'
import type { AdminDeps } from '../deps.ts'

type Input = { email: string; name: string; password: string; plan_id: string | null }

/** A new customer, whoever may register otherwise, on any plan. */
export const createUser = async (
  admin: AdminDeps,
  input: Input,
  actor: { user_id: string; tenant_id: string }
): Promise<AdminUser> => {
  const { email, name } = input
  const password_hash = await admin.passwords.hash(input.password, { by: actor.tenant_id })
  try {
    return await admin.system.change(async (tx) => {
      const wanted = input.plan_id ?? admin.config.DEFAULT_PLAN
      const plan = await findPlan(tx, wanted)
      if (!plan) throw new AppError('plan_unknown', { plan: wanted })
      const tenant_id = newId('tenant')
      const user_id = newId('user')
      const subscription_id = newId('subscription')
      const plan_code = plan.code
      const ids = { tenant_id, user_id, subscription_id }
      await insertTenant(tx, { ...ids, email, name, password_hash, plan_code })
      await insertAudit(tx, {
        tenant_id,
        actor_id: actor.user_id,
        action: 'user.created',
        target_id: user_id,
        details: { by_admin: true }
      })
      return getUserOfAll(tx, user_id)
    })
  } catch (error) {
    if (violatedConstraint(error) === 'users_email') throw new AppError('email_taken')
    throw error
  }
}
