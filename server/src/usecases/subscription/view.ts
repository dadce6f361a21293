import type { PlanRow, SubscriptionRow, SubscriptionStatus } from '../../domain/plan.ts'

export type SubscriptionView = {
  id: string
  status: SubscriptionStatus
  plan: PlanRow
  current_period_start: string
  current_period_end: string
  created_at: string
}

/** A subscription as its owner sees it, with its plan. */
export const subscriptionView = (row: SubscriptionRow, plan: PlanRow): SubscriptionView => ({
  id: row.id,
  status: row.status,
  plan,
  current_period_start: row.current_period_start.toISOString(),
  current_period_end: row.current_period_end.toISOString(),
  created_at: row.created_at.toISOString()
})
