import { AppError } from '../../domain/errors.ts'
import type { InvoiceRow, PaymentRow } from '../../domain/invoice.ts'
import type { Tx } from '../../lib/db.ts'
import type { PageRequest } from '../../lib/page.ts'

const shown = `i.id, i.tenant_id, i.kind, i.status, i.credited_invoice_id, i.issuer, i.year, i.number, i.currency, i.lines, i.net_minor,
  i.tax_minor, i.total_minor, i.tax_name, i.tax_rate_ppm, i.note, i.due_days, i.seller, i.buyer, i.created_at, i.issued_at, i.due_at,
  i.voided_at,
  (select c.issuer || c.year || '-' || lpad(c.number::text, greatest(5, length(c.number::text)), '0') from invoices c
    where c.id = i.credited_invoice_id) as credited_number,
  (select coalesce(sum(p.amount_minor - p.refunded_minor - p.wallet_minor), 0)::bigint from payments p
    where p.invoice_id = i.id and p.status in ('succeeded', 'refunded') and p.currency = i.currency) as paid_minor,
  (select coalesce(sum(c.net_minor), 0)::bigint from invoices c where c.credited_invoice_id = i.id) as credited_net_minor,
  (select coalesce(sum(c.total_minor), 0)::bigint from invoices c where c.credited_invoice_id = i.id) as credited_minor`

/** What was issued to a tenant, newest first. One row more than asked for, when there is one. */
export const listIssued = (tx: Tx, tenant_id: string, page: PageRequest): Promise<InvoiceRow[]> =>
  tx.query<InvoiceRow>(
    `select ${shown} from invoices i
     where i.tenant_id = $1 and i.number is not null and ($2::text is null or i.id < $2)
     order by i.id desc limit $3 + 1`,
    [tenant_id, page.position, page.limit],
    'list_issued_invoices'
  )

/** Invoices of all tenants, drafts too, newest first. One row more than asked for, when there is one. */
export const listInvoicesOfAll = (
  tx: Tx,
  page: PageRequest & { tenant_id: string | null }
): Promise<InvoiceRow[]> =>
  tx.query<InvoiceRow>(
    `select ${shown} from invoices i
     where ($1::text is null or i.tenant_id = $1) and ($2::text is null or i.id < $2)
     order by i.id desc limit $3 + 1`,
    [page.tenant_id, page.position, page.limit],
    'list_invoices_of_all'
  )

/** An invoice that the transaction may see; without a tenant any, drafts too. */
export const getInvoice = async (
  tx: Tx,
  id: string,
  tenant_id: string | null
): Promise<InvoiceRow> => {
  const [row] = await tx.query<InvoiceRow>(
    `select ${shown} from invoices i
     where i.id = $1 and ($2::text is null or i.tenant_id = $2 and i.number is not null)`,
    [id, tenant_id],
    'get_invoice'
  )
  if (!row) throw new AppError('not_found', { invoice_id: id })
  return row
}

/** The same, locked until the transaction ends: nothing is paid or credited of it meanwhile. */
export const lockInvoice = async (tx: Tx, id: string): Promise<InvoiceRow> => {
  await tx.query('select from invoices where id = $1 for no key update', [id], 'lock_invoice')
  return getInvoice(tx, id, null)
}

export type NewInvoice = Pick<
  InvoiceRow,
  | 'id'
  | 'tenant_id'
  | 'kind'
  | 'credited_invoice_id'
  | 'currency'
  | 'lines'
  | 'net_minor'
  | 'tax_minor'
  | 'total_minor'
  | 'tax_name'
  | 'tax_rate_ppm'
  | 'due_days'
  | 'note'
>

const columns = `id, tenant_id, kind, credited_invoice_id, currency, lines, net_minor, tax_minor, total_minor, tax_name, tax_rate_ppm,
  due_days, note`

/** The constraint `invoices_tenant_id_fkey` refuses a tenant that is not there. */
export const insertInvoice = async (tx: Tx, invoice: NewInvoice): Promise<void> => {
  await tx.query(
    `insert into invoices (${columns}) select ${columns} from jsonb_populate_record(null::invoices, $1)`,
    [JSON.stringify(invoice)],
    'insert_invoice'
  )
}

export const voidInvoice = async (tx: Tx, id: string): Promise<void> => {
  await tx.query(
    `update invoices set status = 'voided', voided_at = now() where id = $1`,
    [id],
    'void_invoice'
  )
}

export const listPayments = (tx: Tx, invoice_id: string): Promise<PaymentRow[]> =>
  tx.query<PaymentRow>(
    `select id, invoice_id, provider, reference, status, amount_minor, currency, refunded_minor, wallet_minor, note, paid_at, created_at
     from payments where invoice_id = $1 order by id`,
    [invoice_id],
    'list_payments'
  )

/** The constraint `payments_provider_reference_key` refuses what was recorded before. */
export const insertPayment = async (
  tx: Tx,
  payment: Omit<PaymentRow, 'created_at' | 'refunded_minor' | 'wallet_minor'> & {
    tenant_id: string
    wallet_minor?: number
  }
): Promise<void> => {
  await tx.query(
    `insert into payments (id, tenant_id, invoice_id, provider, reference, status, amount_minor, currency, note, paid_at, wallet_minor)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, coalesce($10, now()), $11)`,
    [
      payment.id,
      payment.tenant_id,
      payment.invoice_id,
      payment.provider,
      payment.reference,
      payment.status,
      payment.amount_minor,
      payment.currency,
      payment.note,
      payment.paid_at,
      payment.wallet_minor ?? 0
    ],
    'insert_payment'
  )
}
