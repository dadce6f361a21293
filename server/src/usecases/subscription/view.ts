import type { PlanRow, SubscriptionRow } from '../../domain/plan.ts'

export type SubscriptionView = SubscriptionRow & { plan: PlanRow; limits: SubscriptionRow }

/** A subscription as it is shown: with its plan, and apart from that with the limits it has itself. */
export const subscriptionView = (row: SubscriptionRow, plan: PlanRow): SubscriptionView => ({
  ...row,
  plan,
  limits: row
})
