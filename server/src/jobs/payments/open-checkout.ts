import { issueCredit } from '../../billing/issue.ts'
import { afterPayment } from '../../billing/paid.ts'
import { issuePlanInvoice } from '../../billing/plan-invoice.ts'
import { payFromWallet } from '../../billing/wallet.ts'
import type { CheckoutRow } from '../../domain/checkout.ts'
import { AppError } from '../../domain/errors.ts'
import { creditable, documentNumber, dueOf, type InvoiceRow } from '../../domain/invoice.ts'
import { planLines } from '../../domain/plan-lines.ts'
import type { Tx } from '../../lib/db.ts'
import type { Charge, ProviderName } from '../../payments/contract.ts'
import { findPlanPrice } from '../../store/installation/plan-prices.ts'
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
    return_url: `${at}/billing/${checkout_id}`,
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
  const paid = await listPaidPeriods(tx, tenant_id)
  return issuePlanInvoice(tx, tenant_id, price, planLines(price, paid, new Date()))
}
