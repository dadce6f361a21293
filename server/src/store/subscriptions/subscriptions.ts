import { subscriptionColumns } from '../../domain/columns.ts'
import { AppError } from '../../domain/errors.ts'
import type { SubscriptionRow, SubscriptionStatus } from '../../domain/plan.ts'
import type { Tx } from '../../lib/db.ts'

const columns = subscriptionColumns()

/** The subscription that holds now. */
export const getSubscription = async (tx: Tx, tenant_id: string): Promise<SubscriptionRow> => {
  const rows = await tx.query<SubscriptionRow>(
    `select ${columns} from subscriptions where tenant_id = $1 and status <> 'canceled'`,
    [tenant_id],
    'get_subscription'
  )
  if (!rows[0]) throw new AppError('not_found', { tenant_id })
  return rows[0]
}

/** The same, locked until the transaction ends: nothing that the plan bounds is created meanwhile. */
export const lockSubscription = async (tx: Tx, tenant_id: string): Promise<SubscriptionRow> => {
  const rows = await tx.query<SubscriptionRow>(
    `select ${columns} from subscriptions where tenant_id = $1 and status <> 'canceled' for no key update`,
    [tenant_id],
    'lock_subscription'
  )
  if (!rows[0]) throw new AppError('not_found', { tenant_id })
  return rows[0]
}

export const setSubscriptionStatus = async (
  tx: Tx,
  { id, tenant_id }: SubscriptionRow,
  status: SubscriptionStatus
): Promise<void> => {
  await tx.query(
    'update subscriptions set status = $3 where tenant_id = $1 and id = $2',
    [tenant_id, id, status],
    'set_subscription_status'
  )
}

export const updateSubscriptionPlan = async (
  tx: Tx,
  subscription: SubscriptionRow,
  plan_id: string
): Promise<SubscriptionRow> => {
  const rows = await tx.query<SubscriptionRow>(
    `update subscriptions set plan_id = $3 where tenant_id = $1 and id = $2 returning ${columns}`,
    [subscription.tenant_id, subscription.id, plan_id],
    'update_subscription_plan'
  )
  if (!rows[0]) throw new AppError('not_found', { subscription_id: subscription.id })
  return rows[0]
}
