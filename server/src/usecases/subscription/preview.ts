import { AppError } from '../../domain/errors.ts'
import { dueOf, type InvoiceLine, type Sums, sumsOf } from '../../domain/invoice.ts'
import type { PricedPlan } from '../../domain/plan.ts'
import { planLines } from '../../domain/plan-lines.ts'
import type { PlanPrice } from '../../domain/price.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Tx } from '../../lib/db.ts'
import { readSettings } from '../../store/installation/settings.ts'
import { getInvoice } from '../../store/invoices/invoices.ts'
import { findOpenPlanInvoice, listPaidPeriods } from '../../store/payments/periods.ts'
import { walletBalance } from '../../store/payments/wallet.ts'
import { findPlan } from '../../store/subscriptions/plans.ts'
import { getSubscription } from '../../store/subscriptions/subscriptions.ts'
import type { Deps } from '../deps.ts'
import { lowerPrice } from './choose-next.ts'
import { mayTake } from './may-take.ts'
import { priceToBuy } from './price-to-buy.ts'

export type PlanWanted = {
  plan_id: string
  currency?: string | undefined
  interval: 'month' | 'year'
}

export type PlanPreview = Sums & {
  plan_id: string
  price_id: string | null
  by: 'checkout' | 'change'
  begins_at: Date
  currency: string
  lines: InvoiceLine[]
  wallet_minor: number
  due_minor: number
}

/** What a plan would cost if it was chosen now, and when it would begin. Nothing is changed. */
export const previewPlan = (deps: Deps, tenant: Tenant, wanted: PlanWanted): Promise<PlanPreview> =>
  deps.db.withTenant(tenant, async (tx) => {
    const now = deps.clock.now()
    const plan = await findPlan(tx, wanted.plan_id)
    const before = await getSubscription(tx, tenant.tenant_id)
    const is_paid = before.price_id !== null && before.status === 'active'
    if (plan?.is_public && plan.id !== before.plan_id) {
      const lower = is_paid ? lowerPrice(plan, before) : null
      if (is_paid && (lower || plan.price_cents === 0))
        return untaken(plan, lower, before.current_period_end)
      if (mayTake(deps, tenant, plan)) return untaken(plan, null, now)
    }
    const price = priceToBuy(plan, wanted)
    if (!plan) throw new AppError('plan_unknown', { plan: wanted.plan_id })
    return bought(tx, tenant, { plan, price, now })
  })

/** A plan of which nothing is to be paid now. */
const untaken = (plan: PricedPlan, price: PlanPrice | null, begins_at: Date): PlanPreview => ({
  ...{ plan_id: plan.id, price_id: price?.id ?? null, by: 'change', begins_at },
  ...{ currency: price?.currency ?? plan.currency, lines: [] },
  ...{ net_minor: 0, tax_minor: 0, total_minor: 0, wallet_minor: 0, due_minor: 0 }
})

type Chosen = { plan: PricedPlan; price: PlanPrice; now: Date }

const bought = async (
  tx: Tx,
  { tenant_id }: Tenant,
  { plan, price, now }: Chosen
): Promise<PlanPreview> => {
  const paid = await listPaidPeriods(tx, tenant_id)
  const { currency, id, interval, amount_minor } = price
  const sold = { ...{ id, plan_name: plan.name, currency }, interval, amount_minor }
  const { lines, starts_at } = planLines(sold, paid, now)
  const open = await findOpenPlanInvoice(tx, tenant_id)
  // The invoice that is there is paid, as it was issued.
  const issued = open?.price_id === id ? await getInvoice(tx, open.id, tenant_id) : null
  const { seller } = await readSettings(tx)
  const { net_minor, tax_minor, total_minor } =
    issued ?? sumsOf(lines, seller?.tax_rate_ppm ?? 0, currency)
  const due = issued ? dueOf(issued) : total_minor
  const held = await walletBalance(tx, tenant_id, currency)
  const wallet_minor = Math.min(Math.max(held, 0), due)
  const begins_at = starts_at === null ? (paid.at(-1)?.ends_at ?? now) : new Date(starts_at)
  return {
    ...{ plan_id: plan.id, price_id: id, by: 'checkout', begins_at, currency },
    ...{ lines: issued?.lines ?? lines, net_minor, tax_minor, total_minor },
    ...{ wallet_minor, due_minor: due - wallet_minor }
  }
}
