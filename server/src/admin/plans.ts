import { AppError } from '../domain/errors.ts'
import { violatedConstraint } from '../lib/db.ts'
import {
  deletePlan,
  insertPlan,
  listAllPlans,
  type NewPlan,
  type PlanOfAll,
  updatePlan
} from '../store/installation/plans.ts'
import { getPlan } from '../store/subscriptions/plans.ts'
import type { AdminDeps } from './deps.ts'

/** All plans, hidden ones too, cheapest first. */
export const readPlans = (admin: AdminDeps): Promise<PlanOfAll[]> => admin.system.read(listAllPlans)

export const createPlan = (admin: AdminDeps, plan: NewPlan): Promise<PlanOfAll> =>
  refusingTakenCode(admin.system.change((tx) => insertPlan(tx, plan)))

/** Changes a plan for those who take it from now on. */
export const changePlan = (
  admin: AdminDeps,
  id: string,
  change: Partial<NewPlan>
): Promise<PlanOfAll> => {
  return refusingTakenCode(
    admin.system.change(async (tx) => {
      const { code } = await getPlan(tx, id)
      if (change.code !== undefined && change.code !== code) refuseDefault(admin, code)
      return updatePlan(tx, id, change)
    })
  )
}

/** Deletes a plan that nobody has ever been on. One that was is hidden instead, with `is_public`. */
export const removePlan = async (admin: AdminDeps, id: string): Promise<void> => {
  try {
    await admin.system.change(async (tx) => refuseDefault(admin, await deletePlan(tx, id)))
  } catch (error) {
    if (violatedConstraint(error) === 'subscriptions_plan_id_fkey')
      throw new AppError('plan_in_use', { plan_id: id })
    throw error
  }
}

/** The plan that new customers start with is named in the environment. */
const refuseDefault = (admin: AdminDeps, code: string): void => {
  if (code !== admin.config.DEFAULT_PLAN) return
  const detail = `New customers start with the plan "${code}" (DEFAULT_PLAN). It can be hidden, not renamed or deleted.`
  throw new AppError('plan_in_use', {}, { detail })
}

const refusingTakenCode = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work
  } catch (error) {
    if (violatedConstraint(error) === 'subscription_plans_code_key')
      throw new AppError('plan_code_taken')
    throw error
  }
}
