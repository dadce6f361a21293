import type { PlanLimits, ShownStatus } from '../../domain/plan.ts'
import type { Tx } from '../../lib/db.ts'
import type { PageRequest } from '../../lib/page.ts'

export type SubscriptionStep = {
  id: string
  at: Date
  plan: string
  plan_before: string | null
  limits: Partial<PlanLimits>
  status: ShownStatus | null
  by: 'registration' | 'customer' | 'administrator' | 'operator'
  actor_id: string | null
}

// An administrator's own log has an entry about the call as well, which names no plan. The first step is the subscription.
const steps = `(select id, created_at as at, details->>'plan' as plan, details->>'plan_before' as plan_before,
    coalesce(details->'limits', '{}') as limits, details->>'status' as status,
    case when details ? 'by_admin' or details ? 'support' then 'administrator'
      when details ? 'by_payment' or details ? 'by_itself' or details->>'status' = 'past_due' then 'customer' when actor_id is null then 'operator'
      else 'customer' end as by, actor_id
  from audit_log where tenant_id = $1 and action = 'subscription.changed' and details ? 'plan'
    and ($2::text is null or id < $2) order by id desc limit $3 + 1)
  union all
  (select s.id, s.created_at, coalesce((select a.details->>'plan_before' from audit_log a
      where a.tenant_id = $1 and a.action = 'subscription.changed' and a.details ? 'plan' order by a.id limit 1), p.code),
    null, '{}', null, 'registration', null
  from subscriptions s join subscription_plans p on p.id = s.plan_id where s.tenant_id = $1 order by s.id limit 1)`

/** When which plan was taken, the newest first, and as the last one that with which it began. One row more than asked for. */
export const listSubscriptionSteps = (
  tx: Tx,
  tenant_id: string,
  page: PageRequest
): Promise<SubscriptionStep[]> =>
  tx.query<SubscriptionStep>(
    `select id, at, plan, plan_before, limits, status, by, actor_id from (${steps}) step
     order by (by = 'registration'), id desc limit $3 + 1`,
    [tenant_id, page.position, page.limit],
    'list_subscription_steps'
  )
