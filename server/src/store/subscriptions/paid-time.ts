import type { Tx } from '../../lib/db.ts'

/** Nothing is paid for now: what follows then begins, within minutes, if the subscription has a price. */
export const endPaidTime = async (tx: Tx, tenant_id: string): Promise<void> => {
  await tx.query(
    `update subscriptions set current_period_end = now()
     where tenant_id = $1 and status = 'active' and price_id is not null and current_period_end > now()`,
    [tenant_id],
    'end_paid_time'
  )
}
