import { AppError } from '../domain/errors.ts'
import type { PlanRow } from '../domain/plan.ts'
import type { Tx } from '../lib/db.ts'

export const listPublicPlans = (tx: Tx): Promise<PlanRow[]> =>
  tx.query<PlanRow>(
    'select * from subscription_plans where is_public order by price_cents, code',
    [],
    'list_public_plans'
  )

/** The codes of all plans, hidden ones too, cheapest first. */
export const listPlanCodes = async (tx: Tx): Promise<string[]> => {
  const rows = await tx.query<{ code: string }>(
    'select code from subscription_plans order by price_cents, code',
    [],
    'list_plan_codes'
  )
  return rows.map((row) => row.code)
}

export const getPlan = async (tx: Tx, id: string): Promise<PlanRow> => {
  const rows = await tx.query<PlanRow>(
    'select * from subscription_plans where id = $1',
    [id],
    'get_plan'
  )
  if (!rows[0]) throw new AppError('not_found', { plan_id: id })
  return rows[0]
}

/** The plan with this id or this code. */
export const findPlan = async (tx: Tx, id_or_code: string): Promise<PlanRow | null> => {
  const rows = await tx.query<PlanRow>(
    'select * from subscription_plans where id = $1 or code = $1',
    [id_or_code],
    'find_plan'
  )
  return rows[0] ?? null
}
