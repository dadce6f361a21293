import { issueCredit } from '../../billing/issue.ts'
import { afterPayment } from '../../billing/paid.ts'
import { issuePlanInvoice, periodLine, planLine } from '../../billing/plan-invoice.ts'
import { payFromWallet } from '../../billing/wallet.ts'
import type { CheckoutRow } from '../../domain/checkout.ts'
import { AppError } from '../../domain/errors.ts'
import {
  creditable,
  documentNumber,
  dueOf,
  type InvoiceLine,
  type InvoiceRow
} from '../../domain/invoice.ts'
import { prorated } from '../../domain/money.ts'
import type { Tx } from '../../lib/db.ts'
import type { Charge, ProviderName } from '../../payments/contract.ts'
import { findPlanPrice, type PlanPriceRow } from '../../store/installation/plan-prices.ts'
import { lockInvoice } from '../../store/invoices/invoices.ts'
import { failCheckoutsOf, findCheckout, updateCheckout } from '../../store/payments/checkouts.ts'
import { findOpenPlanInvoice, listPaidPeriods } from '../../store/payments/periods.ts'
import { lockSubscription } from '../../store/subscriptions/subscriptions.ts'

/** The invoice of a checkout, issued, and what the provider is to collect of it; null: nothing, or no more. */
export const openCheckout = async (
  tx: Tx,
  checkout_id: string,
  base: string
): Promise<(Charge & { provider: ProviderName }) | null> => {
  const found = await findCheckout(tx, checkout_id)
  if (found?.status !== 'preparing') return null
  await lockSubscription(tx, found.tenant_id)
  const issued =
    found.invoice_id === null ? await issueFor(tx, found) : await lockInvoice(tx, found.invoice_id)
  await payFromWallet(tx, issued)
  const invoice = await afterPayment(tx, issued.id)
  const amount_minor = dueOf(invoice)
  await updateCheckout(tx, checkout_id, {
    invoice_id: invoice.id,
    ...(amount_minor > 0 ? { amount_minor } : { status: 'paid' })
  })
  if (amount_minor === 0) return null
  const at = base.replace(/\/+$/, '')
  return {
    checkout_id,
    provider: found.provider,
    invoice_number: documentNumber(invoice) ?? '',
    description: invoice.lines
      .map((line) => line.description)
      .join(', ')
      .slice(0, 250),
    amount_minor,
    currency: invoice.currency,
    buyer: { name: invoice.buyer?.name ?? '', email: invoice.buyer?.email ?? null },
    return_url: `${at}/billing`,
    webhook_url: `${at}/api/v1/payments/${found.provider}`,
    instructions: invoice.seller?.payment_instructions ?? ''
  }
}

/** The invoice for a plan. There is one of these at a time: another one is replaced, so that nobody pays for two plans. */
const issueFor = async (tx: Tx, checkout: CheckoutRow): Promise<InvoiceRow> => {
  const { tenant_id, price_id } = checkout
  const open = await findOpenPlanInvoice(tx, tenant_id)
  if (open) {
    const invoice = await lockInvoice(tx, open.id)
    if (open.price_id === price_id) return invoice
    if (open.paid_minor > 0) throw new AppError('invoice_not_open', { invoice_id: open.id })
    await issueCredit(tx, invoice, creditable(invoice), 'Replaced by another plan')
    await failCheckoutsOf(tx, open.id, 'Another plan was chosen since.')
  }
  const price = await findPlanPrice(tx, price_id ?? '', tenant_id)
  return issuePlanInvoice(tx, tenant_id, price, await linesFor(tx, tenant_id, price))
}

/**
 * What a plan costs now. The same plan again is for the time after what is paid; so is one that costs less than is left of what was paid.
 * One that costs more begins at once, from the moment of the invoice, and what is left of the present period is taken off.
 */
const linesFor = async (
  tx: Tx,
  tenant_id: string,
  price: PlanPriceRow
): Promise<{ lines: InvoiceLine[]; starts_at: string | null }> => {
  const bought = periodLine(price)
  const paid = await listPaidPeriods(tx, tenant_id)
  const last = paid.at(-1)
  if (!last) return { lines: [bought], starts_at: null }
  const now = new Date()
  const left = paid.reduce((sum, one) => {
    const period = { start: one.starts_at, end: one.ends_at }
    return (
      sum + (one.currency === price.currency ? prorated(one.amount_minor, period, now).left : 0)
    )
  }, 0)
  const is_more = paid.every((one) => one.currency === price.currency) && price.amount_minor > left
  if (last.price_id === price.id || !is_more) return { lines: [bought], starts_at: null }
  return {
    lines: [bought, ...(left > 0 ? [planLine('Unused part of the plan before', -left)] : [])],
    starts_at: now.toISOString()
  }
}
