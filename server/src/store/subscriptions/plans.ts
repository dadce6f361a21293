import { planColumns } from '../../domain/columns.ts'
import { AppError } from '../../domain/errors.ts'
import type { PricedPlan } from '../../domain/plan.ts'
import type { Tx } from '../../lib/db.ts'
import { pricesColumn } from './plan-prices.ts'

const columns = `${planColumns('p')}, ${pricesColumn('p.id')}`

export const listPublicPlans = (tx: Tx): Promise<PricedPlan[]> =>
  tx.query<PricedPlan>(
    `select ${columns} from subscription_plans p where is_public order by price_cents, code`,
    [],
    'list_public_plans'
  )

/** How many requests a minute the subscription of the tenant allows; null is any number, and without a subscription too. */
export const findRequestsPerMinute = async (tx: Tx, tenant_id: string): Promise<number | null> => {
  const [row] = await tx.query<{ requests_per_minute_max: number | null }>(
    `select s.requests_per_minute_max from subscriptions s
     where s.tenant_id = $1 and s.status <> 'canceled'`,
    [tenant_id],
    'find_requests_per_minute'
  )
  return row?.requests_per_minute_max ?? null
}

/** The codes of all plans, hidden ones too, cheapest first. */
export const listPlanCodes = async (tx: Tx): Promise<string[]> => {
  const rows = await tx.query<{ code: string }>(
    'select code from subscription_plans order by price_cents, code',
    [],
    'list_plan_codes'
  )
  return rows.map((row) => row.code)
}

export const getPlan = async (tx: Tx, id: string): Promise<PricedPlan> => {
  const rows = await tx.query<PricedPlan>(
    `select ${columns} from subscription_plans p where id = $1`,
    [id],
    'get_plan'
  )
  if (!rows[0]) throw new AppError('not_found', { plan_id: id })
  return rows[0]
}

/** The plan with this id or this code. */
export const findPlan = async (tx: Tx, id_or_code: string): Promise<PricedPlan | null> => {
  const rows = await tx.query<PricedPlan>(
    `select ${columns} from subscription_plans p where id = $1 or code = $1`,
    [id_or_code],
    'find_plan'
  )
  return rows[0] ?? null
}
