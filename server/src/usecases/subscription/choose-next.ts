import { invalid } from '../../domain/errors.ts'
import type { PricedPlan, SubscriptionRow } from '../../domain/plan.ts'
import type { PlanPrice } from '../../domain/price.ts'
import type { Tx } from '../../lib/db.ts'
import { existingSessions } from '../../store/subscriptions/next.ts'

/** A price of a plan that costs less than what is paid now, in the same currency and for as long; null: there is none. */
export const lowerPrice = (plan: PricedPlan, now: SubscriptionRow): PlanPrice | null => {
  const fitting = plan.prices.filter(
    (one) =>
      one.item === 'plan' &&
      one.currency === now.price_currency &&
      one.interval === now.price_interval &&
      one.amount_minor > 0
  )
  const price = fitting.find((one) => one.own) ?? fitting[0]
  return price && price.amount_minor < (now.price_minor ?? 0) ? price : null
}

/** Refuses sessions that are not there, and more than the plan allows. */
export const refuseUnkeepable = async (
  tx: Tx,
  tenant_id: string,
  ids: string[],
  sessions_max: number | null
): Promise<void> => {
  const there = await existingSessions(tx, tenant_id, ids)
  const missing = ids.findIndex((id) => !there.has(id))
  if (missing >= 0) throw invalid(`keep_session_ids.${missing}`, 'There is no such session.')
  if (sessions_max !== null && new Set(ids).size > sessions_max)
    throw invalid('keep_session_ids', `The plan allows ${sessions_max} sessions.`)
}
