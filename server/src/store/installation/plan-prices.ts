import { AppError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import type { NewPrice, PriceOfAll } from '../../domain/price.ts'
import type { Tx } from '../../lib/db.ts'

const rows = `jsonb_to_recordset($2) as g (id text, tenant_id text, item text, currency text, "interval" text,
  amount_minor bigint, units integer, active boolean)`
const same = `g.item = p.item and g.currency = p.currency and g.interval = p.interval`
const updated = `amount_minor = excluded.amount_minor, units = excluded.units, active = excluded.active`

/**
 * Makes these the prices of a plan. Those that are not among them end; the price of a month in the currency of the plan stays.
 */
export const putPrices = async (tx: Tx, plan_id: string, prices: NewPrice[]): Promise<void> => {
  const named = prices.map((price) => ({ ...price, id: newId('price') }))
  await tx.query(
    `with ended as (
       update plan_prices p set active = false
       where p.plan_id = $1 and p.active and not exists (select from ${rows} where ${same})
         and (p.item, p.interval, p.currency) <> ('plan', 'month', (select s.currency from subscription_plans s where s.id = $1))
     )
     insert into plan_prices as p (id, plan_id, item, currency, "interval", amount_minor, units, active)
     select g.id, $1, g.item, g.currency, g.interval, g.amount_minor, g.units, g.active from ${rows}
     on conflict (plan_id, item, currency, "interval") do update set ${updated}`,
    [plan_id, JSON.stringify(named.filter((price) => price.tenant_id === null))],
    'put_plan_prices'
  )
  await tx.query(
    `with ended as (
       update customer_prices p set active = false
       where p.plan_id = $1 and p.active
         and not exists (select from ${rows} where g.tenant_id = p.tenant_id and ${same})
     )
     insert into customer_prices as p (id, tenant_id, plan_id, item, currency, "interval", amount_minor, units, active)
     select g.id, g.tenant_id, $1, g.item, g.currency, g.interval, g.amount_minor, g.units, g.active from ${rows}
     on conflict (plan_id, tenant_id, item, currency, "interval") do update set ${updated}`,
    [plan_id, JSON.stringify(named.filter((price) => price.tenant_id !== null))],
    'put_customer_prices'
  )
}

export type SoldPrice = Omit<PriceOfAll, 'active'> & { plan_name: string }

/** Those of these prices at which the tenant can buy now. */
export const findPrices = (tx: Tx, ids: string[], tenant_id: string): Promise<SoldPrice[]> =>
  tx.query<SoldPrice>(
    `select o.id, o.tenant_id, o.item, o.currency, o.interval, o.amount_minor, o.units, s.name as plan_name
     from (
       select id, null as tenant_id, plan_id, item, currency, "interval", amount_minor, units, active from plan_prices
       union all
       select id, tenant_id, plan_id, item, currency, "interval", amount_minor, units, active from customer_prices
     ) o join subscription_plans s on s.id = o.plan_id
     where o.id = any ($1::text[]) and o.active and (o.tenant_id is null or o.tenant_id = $2)`,
    [ids, tenant_id],
    'find_prices'
  )

export type PlanPriceRow = {
  id: string
  plan_id: string
  plan_name: string
  currency: string
  interval: 'month' | 'year'
  amount_minor: number
}

/** A price that a checkout names, as it is now; one that has ended since is kept to what was shown. */
export const findPlanPrice = async (
  tx: Tx,
  id: string,
  tenant_id: string
): Promise<PlanPriceRow> => {
  const [row] = await tx.query<PlanPriceRow>(
    `select o.id, o.plan_id, s.name as plan_name, o.currency, o.interval, o.amount_minor
     from (
       select id, plan_id, currency, "interval", amount_minor from plan_prices where item = 'plan'
       union all
       select id, plan_id, currency, "interval", amount_minor from customer_prices where item = 'plan' and tenant_id = $2
     ) o join subscription_plans s on s.id = o.plan_id
     where o.id = $1`,
    [id, tenant_id],
    'find_plan_price'
  )
  if (!row) throw new AppError('not_found', { price_id: id })
  return row
}

/** Which of these tenants there are. */
export const existingTenants = async (tx: Tx, ids: string[]): Promise<Set<string>> => {
  const found = await tx.query<{ id: string }>(
    'select id from tenants where id = any ($1::text[])',
    [ids],
    'existing_tenants'
  )
  return new Set(found.map((row) => row.id))
}
