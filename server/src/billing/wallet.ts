import { newId } from '../domain/ids.ts'
import { dueOf, type InvoiceRow } from '../domain/invoice.ts'
import type { Tx } from '../lib/db.ts'
import { insertPayment } from '../store/invoices/invoices.ts'
import { walletHeld } from '../store/payments/refunds.ts'
import { insertWalletEntry, walletBalance } from '../store/payments/wallet.ts'

/**
 * Pays of an invoice what the wallet holds in its currency. Returns how much that was. The subscription of the tenant is locked, so that
 * nothing is spent twice.
 */
export const payFromWallet = async (tx: Tx, invoice: InvoiceRow): Promise<number> => {
  const { id, tenant_id, currency } = invoice
  const amount_minor = Math.min(await spendable(tx, tenant_id, currency), dueOf(invoice))
  if (amount_minor <= 0) return 0
  const payment_id = newId('payment')
  await insertPayment(tx, {
    ...{ id: payment_id, tenant_id, invoice_id: id, provider: 'wallet', reference: payment_id },
    ...{ status: 'succeeded', amount_minor, currency, note: '', paid_at: null }
  })
  await insertWalletEntry(tx, {
    ...{ tenant_id, currency, amount_minor: -amount_minor, kind: 'invoice' },
    ...{ invoice_id: id, payment_id, source: `invoice:${id}:${payment_id}` }
  })
  return amount_minor
}

/** What the wallet holds and may be spent. */
export const spendable = async (tx: Tx, tenant_id: string, currency: string): Promise<number> =>
  (await walletBalance(tx, tenant_id, currency)) - (await walletHeld(tx, tenant_id, currency))
