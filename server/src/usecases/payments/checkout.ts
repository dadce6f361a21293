import type { CheckoutRow } from '../../domain/checkout.ts'
import { AppError, invalid } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import { dueOf } from '../../domain/invoice.ts'
import type { PricedPlan } from '../../domain/plan.ts'
import type { PlanPrice } from '../../domain/price.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Tx } from '../../lib/db.ts'
import type { ProviderName } from '../../payments/contract.ts'
import { providerTakes } from '../../payments/open.ts'
import { readSettings } from '../../store/installation/settings.ts'
import { getInvoice } from '../../store/invoices/invoices.ts'
import { countOpenCheckouts, getCheckout, insertCheckout } from '../../store/payments/checkouts.ts'
import { findPlan } from '../../store/subscriptions/plans.ts'
import { lockSubscription } from '../../store/subscriptions/subscriptions.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'

export type CheckoutInput = {
  provider: ProviderName
  invoice_id?: string | undefined
  plan_id?: string | undefined
  currency?: string | undefined
  interval: 'month' | 'year'
}

/** So many of a tenant may wait to be paid within a day. */
const open_max = 20

/**
 * Begins to pay: an invoice that is there, or a plan at one of its prices, for which an invoice is issued. The job that prepares it is put
 * in the same transaction, so it is done whatever becomes of this process.
 */
export const createCheckout = (
  deps: Deps,
  ctx: Context,
  input: CheckoutInput
): Promise<CheckoutRow> =>
  command(deps, ctx, async (tx) => {
    const { tenant_id } = ctx.tenant
    const { provider } = input
    if (provider !== 'manual' && !deps.payment_verifiers.has(provider))
      throw invalid('provider', 'Nothing can be paid through this provider here.')
    await lockSubscription(tx, tenant_id)
    if ((await countOpenCheckouts(tx, tenant_id)) >= open_max)
      throw new AppError('list_full', {}, { detail: `${open_max} checkouts wait to be paid.` })
    const of = input.invoice_id
      ? await ofInvoice(tx, tenant_id, input.invoice_id)
      : await ofPlan(tx, input)
    if (!providerTakes(provider, of.currency))
      throw invalid('provider', `${of.currency} cannot be paid through this provider.`)
    const { seller } = await readSettings(tx)
    if (!seller) throw new AppError('seller_missing')
    const id = newId('checkout')
    await insertCheckout(tx, { id, tenant_id, provider, ...of })
    Object.assign(ctx.entry, { target_id: id, details: { provider, ...of } })
    return getCheckout(tx, id, tenant_id)
  })

type Of = Pick<CheckoutRow, 'price_id' | 'invoice_id' | 'currency'>

const ofInvoice = async (tx: Tx, tenant_id: string, invoice_id: string): Promise<Of> => {
  const invoice = await getInvoice(tx, invoice_id, tenant_id)
  if (dueOf(invoice) === 0) throw new AppError('invoice_not_open', { invoice_id })
  return { price_id: null, invoice_id, currency: invoice.currency }
}

const ofPlan = async (tx: Tx, { plan_id = '', currency, interval }: CheckoutInput): Promise<Of> => {
  const plan = await findPlan(tx, plan_id)
  const prices = plan ? plan.prices.filter((price) => mayBuy(plan, price)) : []
  if (!plan || (!plan.is_public && prices.length === 0))
    throw new AppError('plan_unknown', { plan: plan_id })
  const wanted = currency ?? plan.currency
  const fitting = prices.filter((one) => one.currency === wanted && one.interval === interval)
  const price = fitting.find((one) => one.own) ?? fitting[0]
  if (!price)
    throw invalid('currency', `This plan has no price in ${wanted} for a ${interval} that is paid.`)
  return { price_id: price.id, invoice_id: null, currency: wanted }
}

/** A plan that is not public is sold to those alone who have a price of their own. */
const mayBuy = (plan: PricedPlan, price: PlanPrice): boolean =>
  price.item === 'plan' && price.amount_minor > 0 && (plan.is_public || price.own)

/** What has become of it. */
export const readCheckout = (deps: Deps, tenant: Tenant, id: string): Promise<CheckoutRow> =>
  deps.db.withTenant(tenant, (tx) => getCheckout(tx, id, tenant.tenant_id))
