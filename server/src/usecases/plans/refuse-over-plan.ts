import { AppError } from '../../domain/errors.ts'
import type { Tx } from '../../lib/db.ts'
import { lockPlanLimits } from '../../store/usage/quota.ts'

const words = {
  sessions_max: 'sessions',
  webhooks_max: 'webhooks',
  api_keys_max: 'API keys',
  members_max: 'members of the team'
} as const

/**
 * Refuses one more of what the tenant's subscription bounds. The subscription stays locked until the transaction ends, so that
 * calls at the same time count one after the other and the limit is never passed.
 */
export const refuseOverPlan = async (
  tx: Tx,
  tenant_id: string,
  limit: keyof typeof words,
  count: (tx: Tx, tenant_id: string) => Promise<number>
): Promise<void> => {
  const plan = await lockPlanLimits(tx, tenant_id)
  if (!plan) {
    throw new AppError('plan_limit_reached', {}, { detail: 'There is no active subscription.' })
  }
  const most = plan[limit]
  if (most === null) return
  const used = await count(tx, tenant_id)
  if (used < most) return
  throw new AppError(
    'plan_limit_reached',
    { plan: plan.plan_code, limit },
    {
      detail: `The subscription (plan "${plan.plan_code}") allows ${most} ${words[limit]}, and ${used} are in use.`,
      usage: { limit: most, used, reset: null }
    }
  )
}
