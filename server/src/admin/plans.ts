import { AppError, invalid } from '../domain/errors.ts'
import { stepOf } from '../domain/money.ts'
import { isMonthlyPrice, type NewPrice } from '../domain/price.ts'
import { type Tx, violatedConstraint } from '../lib/db.ts'
import { existingTenants, putPrices } from '../store/installation/plan-prices.ts'
import {
  deletePlan,
  getPlanOfAll,
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

export const createPlan = (
  admin: AdminDeps,
  { prices, ...plan }: NewPlan & { prices?: NewPrice[] | undefined }
): Promise<PlanOfAll> =>
  refusingTakenCode(
    admin.system.change(async (tx) => {
      const id = await insertPlan(tx, plan)
      return withPrices(tx, id, prices, plan.price_cents)
    })
  )

/** Changes a plan for those who take it from now on. */
export const changePlan = (
  admin: AdminDeps,
  id: string,
  { prices, ...change }: Partial<NewPlan> & { prices?: NewPrice[] | undefined }
): Promise<PlanOfAll> => {
  return refusingTakenCode(
    admin.system.change(async (tx) => {
      const { code } = await getPlan(tx, id)
      if (change.code !== undefined && change.code !== code) refuseDefault(admin, code)
      await updatePlan(tx, id, change)
      return withPrices(tx, id, prices, change.price_cents)
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

/** Puts the prices that were given, and reads the plan. */
const withPrices = async (
  tx: Tx,
  id: string,
  prices: NewPrice[] | undefined,
  price_cents: number | undefined
): Promise<PlanOfAll> => {
  const plan = await getPlanOfAll(tx, id)
  if (price_cents !== undefined && price_cents % stepOf(plan.currency) !== 0)
    throw invalid('price_cents', `${plan.currency} is paid in whole units.`)
  if (prices === undefined) return plan
  await refusePrices(tx, plan.currency, prices, price_cents)
  await putPrices(tx, id, prices)
  return getPlanOfAll(tx, id)
}

const refusePrices = async (
  tx: Tx,
  currency: string,
  prices: NewPrice[],
  price_cents: number | undefined
): Promise<void> => {
  const at = prices.findIndex((price) => isMonthlyPrice(price, currency))
  const monthly = prices[at]
  if (monthly && price_cents !== undefined && monthly.amount_minor !== price_cents)
    throw invalid(`prices.${at}.amount_minor`, 'price_cents says another price for the same.')
  if (monthly?.active === false)
    throw invalid(`prices.${at}.active`, 'The monthly price in the currency of the plan stays.')
  const named = prices.flatMap(({ tenant_id }) => tenant_id ?? [])
  const there = await existingTenants(tx, named)
  const nobody = prices.findIndex(({ tenant_id }) => tenant_id !== null && !there.has(tenant_id))
  if (nobody >= 0) throw invalid(`prices.${nobody}.tenant_id`, 'There is no such customer.')
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
