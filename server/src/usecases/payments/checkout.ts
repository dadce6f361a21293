import type { CheckoutRow } from '../../domain/checkout.ts'
import { AppError, invalid } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import { dueOf } from '../../domain/invoice.ts'
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
import { priceToBuy } from '../subscription/price-to-buy.ts'
import { isSetUp } from './providers.ts'

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
    if (!isSetUp(deps, provider))
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
  const price = priceToBuy(await findPlan(tx, plan_id), { plan_id, currency, interval })
  return { price_id: price.id, invoice_id: null, currency: price.currency }
}

/** What has become of it. */
export const readCheckout = (deps: Deps, tenant: Tenant, id: string): Promise<CheckoutRow> =>
  deps.db.withTenant(tenant, (tx) => getCheckout(tx, id, tenant.tenant_id))
