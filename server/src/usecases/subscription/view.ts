import type { PricedPlan, ShownStatus, SubscriptionRow } from '../../domain/plan.ts'

export type SubscriptionView = Omit<SubscriptionRow, 'status'> & {
  status: ShownStatus
  plan: PricedPlan
  limits: SubscriptionRow
}

/** A subscription as it is shown: with its plan, and apart from that with the limits it has itself. */
export const subscriptionView = (row: SubscriptionRow, plan: PricedPlan): SubscriptionView => ({
  ...row,
  status: row.stage ?? row.status,
  plan,
  limits: row
})
