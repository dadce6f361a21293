import { AppError, invalid } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import { type InvoiceLine, sumsOf } from '../../domain/invoice.ts'
import { type InvoiceView, invoiceView } from '../../domain/invoice-view.ts'
import { amount_max, stepOf } from '../../domain/money.ts'
import { type Tx, violatedConstraint } from '../../lib/db.ts'
import { insertAudit } from '../../store/audit-log.ts'
import { findPrices, type SoldPrice } from '../../store/installation/plan-prices.ts'
import { readSettings } from '../../store/installation/settings.ts'
import {
  getInvoice,
  insertInvoice,
  lockInvoice,
  voidInvoice
} from '../../store/invoices/invoices.ts'
import type { AdminDeps } from '../deps.ts'

export type LineInput = {
  price_id?: string | undefined
  description?: string | undefined
  quantity: number
  unit_minor?: number | undefined
}
export type InvoiceInput = {
  tenant_id: string
  currency: string
  lines: LineInput[]
  tax_rate_ppm?: number | undefined
  due_days: number
  note: string
}

/** Makes a draft. It has no number, the customer does not see it, and it can be discarded. */
export const createInvoice = async (
  admin: AdminDeps,
  input: InvoiceInput,
  actor_id: string
): Promise<InvoiceView> => {
  try {
    return await admin.system.change(async (tx) => {
      const { seller } = await readSettings(tx)
      const lines = await linesOf(tx, input)
      const rate = input.tax_rate_ppm ?? seller?.tax_rate_ppm ?? 0
      const sums = sumsOf(lines, rate, input.currency)
      if (sums.net_minor < 0) throw invalid('lines', 'Discounts are more than all the rest.')
      if (sums.total_minor > amount_max)
        throw invalid('lines', 'This comes to more than an invoice can say.')
      const { tenant_id, currency, due_days, note } = input
      const id = newId('invoice')
      const made = { id, tenant_id, kind: 'invoice', credited_invoice_id: null } as const
      const tax = { tax_name: seller?.tax_name ?? '', tax_rate_ppm: rate }
      await insertInvoice(tx, { ...made, currency, lines, ...sums, ...tax, due_days, note })
      const row = await getInvoice(tx, id, null)
      await insertAudit(tx, {
        tenant_id,
        actor_id,
        action: 'invoice.created',
        target_id: id,
        details: { total_minor: row.total_minor, currency, by_admin: true }
      })
      return invoiceView(row)
    })
  } catch (error) {
    if (violatedConstraint(error) === 'invoices_tenant_id_fkey')
      throw invalid('tenant_id', 'There is no such customer.')
    throw error
  }
}

/** Gives up a draft, which has no number yet. */
export const discardInvoice = (admin: AdminDeps, id: string, actor_id: string): Promise<void> =>
  admin.system.change(async (tx) => {
    const { status, tenant_id } = await lockInvoice(tx, id)
    if (status !== 'draft') throw new AppError('invoice_not_draft', { invoice_id: id })
    await voidInvoice(tx, id)
    const action = 'invoice.discarded'
    await insertAudit(tx, {
      tenant_id,
      actor_id,
      action,
      target_id: id,
      details: { by_admin: true }
    })
  })

const linesOf = async (tx: Tx, { tenant_id, currency, lines }: InvoiceInput) => {
  const wanted = lines.flatMap((line) => line.price_id ?? [])
  const prices = new Map((await findPrices(tx, wanted, tenant_id)).map((one) => [one.id, one]))
  return lines.map((line, at): InvoiceLine => {
    const price = line.price_id === undefined ? null : prices.get(line.price_id)
    const path = `lines.${at}`
    if (price === undefined)
      throw invalid(`${path}.price_id`, 'There is no such price for this customer.')
    if (price && price.currency !== currency)
      throw invalid(`${path}.price_id`, `This price is in ${price.currency}.`)
    const unit_minor = price?.amount_minor ?? line.unit_minor ?? 0
    if (unit_minor % stepOf(currency) !== 0)
      throw invalid(`${path}.unit_minor`, `${currency} is paid in whole units.`)
    const amount_minor = unit_minor * line.quantity
    if (Math.abs(amount_minor) > amount_max)
      throw invalid(`${path}.quantity`, 'This comes to more than an invoice can say.')
    const description = line.description ?? (price ? describe(price) : '')
    return { description, quantity: line.quantity, unit_minor, amount_minor }
  })
}

const things = { plan: '', messages: 'messages', media_gb: 'GB of files', sessions: 'sessions' }

const describe = (price: SoldPrice): string => {
  const what = price.item === 'plan' ? '' : `, ${price.units} ${things[price.item]}`
  return `${price.plan_name}${what}, 1 ${price.interval}`
}
