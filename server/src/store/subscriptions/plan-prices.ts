/**
 * A column with the prices of a plan that can be taken now: those for everybody, and in the transaction of a tenant those for it alone.
 * `plan_id` is the expression that names the plan.
 */
export const pricesColumn = (plan_id: string): string =>
  `(select coalesce(jsonb_agg(to_jsonb(x) order by x.item, x.currency, x.interval, x.own), '[]') from (
     select o.id, o.item, o.currency, o.interval, o.amount_minor, o.units, false as own
     from plan_prices o where o.plan_id = ${plan_id} and o.active
     union all
     select o.id, o.item, o.currency, o.interval, o.amount_minor, o.units, true
     from customer_prices o where o.plan_id = ${plan_id} and o.active and o.tenant_id = current_tenant()
   ) x) as prices`

/** The same for administrators: prices that have ended and those of each customer too. */
export const pricesOfAllColumn = (plan_id: string): string =>
  `(select coalesce(jsonb_agg(to_jsonb(x) order by x.tenant_id nulls first, x.item, x.currency, x.interval), '[]') from (
     select o.id, null as tenant_id, o.item, o.currency, o.interval, o.amount_minor, o.units, o.active
     from plan_prices o where o.plan_id = ${plan_id}
     union all
     select o.id, o.tenant_id, o.item, o.currency, o.interval, o.amount_minor, o.units, o.active
     from customer_prices o where o.plan_id = ${plan_id}
   ) x) as prices`
