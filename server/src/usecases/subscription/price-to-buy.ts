import { AppError, invalid } from '../../domain/errors.ts'
import type { PricedPlan } from '../../domain/plan.ts'
import type { PlanPrice } from '../../domain/price.ts'

type Wanted = { plan_id: string; currency?: string | undefined; interval: 'month' | 'year' }

/** The price at which a customer may buy a plan: one of their own before the one for everybody. */
export const priceToBuy = (
  plan: PricedPlan | null,
  { plan_id, currency, interval }: Wanted
): PlanPrice => {
  const prices = plan ? plan.prices.filter((price) => mayBuy(plan, price)) : []
  if (!plan || (!plan.is_public && prices.length === 0))
    throw new AppError('plan_unknown', { plan: plan_id })
  const wanted = currency ?? plan.currency
  const fitting = prices.filter((one) => one.currency === wanted && one.interval === interval)
  const price = fitting.find((one) => one.own) ?? fitting[0]
  if (!price)
    throw invalid('currency', `This plan has no price in ${wanted} for a ${interval} that is paid.`)
  return price
}

/** A plan that is not public is sold to those alone who have a price of their own. */
const mayBuy = (plan: PricedPlan, price: PlanPrice): boolean =>
  price.item === 'plan' && price.amount_minor > 0 && (plan.is_public || price.own)
