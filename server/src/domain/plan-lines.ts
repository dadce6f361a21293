import type { InvoiceLine } from './invoice.ts'
import { prorated } from './money.ts'

/** A price of a plan, and what the plan is called. */
export type SoldPlan = {
  id: string
  plan_name: string
  currency: string
  interval: 'month' | 'year'
  amount_minor: number
}

/** A period that was paid and has not ended. */
type PaidPeriod = {
  price_id: string
  currency: string
  amount_minor: number
  starts_at: Date
  ends_at: Date
}

/** A line of one thing at this price. */
const planLine = (description: string, unit_minor: number): InvoiceLine => ({
  ...{ description, quantity: 1, unit_minor, amount_minor: unit_minor }
})

/** What a period of a plan is called on an invoice. */
export const periodLine = (price: SoldPlan): InvoiceLine =>
  planLine(`${price.plan_name}, 1 ${price.interval}`, price.amount_minor)

/**
 * What a plan costs now. The same plan again is for the time after what is paid; so is one that costs less than is left of what was paid.
 * One that costs more begins at once, from the moment of the invoice, and what is left of the present period is taken off.
 */
export const planLines = (
  price: SoldPlan,
  paid: readonly PaidPeriod[],
  now: Date
): { lines: InvoiceLine[]; starts_at: string | null } => {
  const bought = periodLine(price)
  const last = paid.at(-1)
  if (!last) return { lines: [bought], starts_at: null }
  const left = paid.reduce((sum, one) => {
    const period = { start: one.starts_at, end: one.ends_at }
    return (
      sum + (one.currency === price.currency ? prorated(one.amount_minor, period, now).left : 0)
    )
  }, 0)
  const is_more = paid.every((one) => one.currency === price.currency) && price.amount_minor > left
  if (last.price_id === price.id || !is_more) return { lines: [bought], starts_at: null }
  return {
    lines: [bought, ...(left > 0 ? [planLine('Unused part of the plan before', -left)] : [])],
    starts_at: now.toISOString()
  }
}
