import type { Schemas } from '../../../lib/api.ts'

type Plan = Pick<Schemas['Plan'], 'prices'>
type Price = Schemas['PlanPrice']

/** In which currency and for how long something is paid. */
export type Terms = Pick<Price, 'currency' | 'interval'>

/** The price of a plan at these terms: that of the customer alone before the one for everybody. */
export const priceOf = ({ prices }: Plan, { currency, interval }: Terms): Price | null => {
  const fitting = prices.filter(
    (one) => one.item === 'plan' && one.currency === currency && one.interval === interval
  )
  return fitting.find(({ own }) => own) ?? fitting[0] ?? null
}

/** Every currency that a plan has a price in. */
export const pricedIn = (plans: readonly Plan[]): string[] =>
  [
    ...new Set(
      plans.flatMap(({ prices }) =>
        prices.filter(({ item }) => item === 'plan').map(({ currency }) => currency)
      )
    )
  ].sort()
