/** What a price is for: the plan itself, what is used beyond it (messages, GB of files), and sessions added to it. */
export const price_items = ['plan', 'messages', 'media_gb', 'sessions'] as const

export type PriceItem = (typeof price_items)[number]

export const price_intervals = ['month', 'year'] as const

export type PriceInterval = (typeof price_intervals)[number]

/** What a price is known by within its plan: there is one of each. */
export type PriceKey = { item: PriceItem; currency: string; interval: PriceInterval }

/** A price as customers see it. `own`: it is for this customer alone, and stands before the one for everybody. */
export type PlanPrice = PriceKey & { id: string; amount_minor: number; units: number; own: boolean }

/** A price as administrators see it; without a tenant it is for everybody. */
export type PriceOfAll = Omit<PlanPrice, 'own'> & { tenant_id: string | null; active: boolean }

/** A price that is to be. */
export type NewPrice = Omit<PriceOfAll, 'id'>

/** The price that `price_cents` and `currency` of the plan are about. */
export const isMonthlyPrice = (price: NewPrice, currency: string): boolean =>
  price.tenant_id === null &&
  price.item === 'plan' &&
  price.interval === 'month' &&
  price.currency === currency
