import { AppError } from '../../domain/errors.ts'
import type { Tx } from '../../lib/db.ts'
import { runsAllSessions } from '../../store/subscriptions/next.ts'
import { lockPlanLimits } from '../../store/usage/quota.ts'

/**
 * Refuses to start one more session where a smaller plan has left more of them than it allows, and as many run as may. Starts at the same
 * time are counted one after the other.
 */
export const refuseBeyondPlan = async (tx: Tx, tenant_id: string): Promise<void> => {
  if (!(await runsAllSessions(tx))) return
  const plan = await lockPlanLimits(tx, tenant_id)
  if (!(await runsAllSessions(tx))) return
  throw new AppError(
    'plan_limit_reached',
    { plan: plan?.plan_code },
    {
      detail: `The subscription (plan "${plan?.plan_code}") allows ${plan?.sessions_max} sessions, and as many run. Stop or delete one, or change to a larger plan.`
    }
  )
}
