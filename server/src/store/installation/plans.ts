import { limitColumns, planColumns } from '../../domain/columns.ts'
import { AppError } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import type { PlanLimits, PlanRow, SubscriptionRow } from '../../domain/plan.ts'
import type { PriceOfAll } from '../../domain/price.ts'
import type { Tx } from '../../lib/db.ts'
import { pricesOfAllColumn } from '../subscriptions/plan-prices.ts'

export type PlanOfAll = PlanRow & { prices: PriceOfAll[]; subscriptions_count: number }

export type NewPlan = Omit<PlanRow, 'id'>

const shown = `${planColumns('p')}, ${pricesOfAllColumn('p.id')},
  (select count(*) from subscriptions s where s.plan_id = p.id and s.status <> 'canceled') as subscriptions_count`

/** All plans, hidden ones too, cheapest first, with how many are subscribed to each. */
export const listAllPlans = (tx: Tx): Promise<PlanOfAll[]> =>
  tx.query<PlanOfAll>(
    `select ${shown} from subscription_plans p order by p.price_cents, p.code`,
    [],
    'list_all_plans'
  )

/** A plan, hidden or not, or the error not_found. */
export const getPlanOfAll = async (tx: Tx, id: string): Promise<PlanOfAll> => {
  const [row] = await tx.query<PlanOfAll>(
    `select ${shown} from subscription_plans p where p.id = $1`,
    [id],
    'get_plan_of_all'
  )
  if (!row) throw new AppError('not_found', { plan_id: id })
  return row
}

const written = ['code', 'name', 'description', 'price_cents', 'currency', 'is_public']
const columns = [...written, limitColumns()].join(', ')

/** The constraint `subscription_plans_code_key` refuses a code that is taken. */
export const insertPlan = async (tx: Tx, plan: NewPlan): Promise<string> => {
  const [row] = await tx.query<{ id: string }>(
    `insert into subscription_plans (id, ${columns})
     select $1, ${columns} from jsonb_populate_record(null::subscription_plans, $2)
     returning id`,
    [newId('plan'), JSON.stringify(plan)],
    'insert_plan'
  )
  if (!row) throw new Error('the plan was not stored')
  return row.id
}

/** Changes what is given. Who is on the plan keeps the limits with which it was taken. */
export const updatePlan = async (tx: Tx, id: string, change: Partial<NewPlan>): Promise<void> => {
  const [row] = await tx.query<{ id: string }>(
    `update subscription_plans p set (${columns}) =
       (select ${columns} from jsonb_populate_record(p, $2))
     where p.id = $1 returning p.id`,
    [id, JSON.stringify(change)],
    'update_plan'
  )
  if (!row) throw new AppError('not_found', { plan_id: id })
}

/** The constraint `subscriptions_plan_id_fkey` refuses a plan that a subscription is on, or has been. */
export const deletePlan = async (tx: Tx, id: string): Promise<string> => {
  const [row] = await tx.query<{ code: string }>(
    'delete from subscription_plans where id = $1 returning code',
    [id],
    'delete_plan'
  )
  if (!row) throw new AppError('not_found', { plan_id: id })
  return row.code
}

/** Gives one subscription limits of its own. */
export const updateLimits = async (
  tx: Tx,
  { id, tenant_id }: Pick<SubscriptionRow, 'id' | 'tenant_id'>,
  limits: Partial<PlanLimits>
): Promise<void> => {
  await tx.query(
    `update subscriptions s set (${limitColumns()}) =
       (select ${limitColumns()} from jsonb_populate_record(s, $3))
     where s.tenant_id = $1 and s.id = $2`,
    [tenant_id, id, JSON.stringify(limits)],
    'update_limits'
  )
}
