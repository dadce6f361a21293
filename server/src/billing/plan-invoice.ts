import type { Grants } from '../domain/checkout.ts'
import { newId } from '../domain/ids.ts'
import { type InvoiceLine, type InvoiceRow, sumsOf } from '../domain/invoice.ts'
import type { Tx } from '../lib/db.ts'
import type { PlanPriceRow } from '../store/installation/plan-prices.ts'
import { readBilling } from '../store/invoices/billing-details.ts'
import { getInvoice, insertInvoice } from '../store/invoices/invoices.ts'
import { setGrants } from '../store/payments/periods.ts'
import { needSeller, numberDraft } from './issue.ts'

/** Issues the invoice for a period of a plan. The subscription of the tenant is locked, so there is one at a time. */
export const issuePlanInvoice = async (
  tx: Tx,
  tenant_id: string,
  price: PlanPriceRow,
  { lines, starts_at }: { lines: InvoiceLine[]; starts_at: string | null }
): Promise<InvoiceRow> => {
  const seller = await needSeller(tx)
  const id = newId('invoice')
  const { currency, interval, plan_id, amount_minor } = price
  const tax = { tax_name: seller.tax_name, tax_rate_ppm: seller.tax_rate_ppm }
  await insertInvoice(tx, {
    ...{ id, tenant_id, kind: 'invoice', credited_invoice_id: null, currency, lines, ...tax },
    ...{ ...sumsOf(lines, seller.tax_rate_ppm, currency), due_days: 14, note: '' }
  })
  const grants: Grants = {
    ...{ plan_id, price_id: price.id, currency, interval, amount_minor, starts_at }
  }
  await setGrants(tx, id, grants)
  const buyer = await readBilling(tx, tenant_id)
  return numberDraft(tx, await getInvoice(tx, id, null), seller, buyer)
}
