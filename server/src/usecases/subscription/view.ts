import type { PricedPlan, SubscriptionRow } from '../../domain/plan.ts'

export type SubscriptionView = SubscriptionRow & { plan: PricedPlan; limits: SubscriptionRow }

/** A subscription as it is shown: with its plan, and apart from that with the limits it has itself. */
export const subscriptionView = (row: SubscriptionRow, plan: PricedPlan): SubscriptionView => ({
  ...row,
  plan,
  limits: row
})
