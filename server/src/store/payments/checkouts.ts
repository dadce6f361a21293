import type { CheckoutRow } from '../../domain/checkout.ts'
import { AppError } from '../../domain/errors.ts'
import type { Tx } from '../../lib/db.ts'

export type { CheckoutRow } from '../../domain/checkout.ts'

const columns = `id, tenant_id, provider, status, price_id, invoice_id, currency, amount_minor, url, instructions, error, created_at`

/** Puts a checkout, with the job that prepares it. */
export const insertCheckout = async (
  tx: Tx,
  row: Pick<CheckoutRow, 'id' | 'tenant_id' | 'provider' | 'price_id' | 'invoice_id' | 'currency'>
): Promise<void> => {
  await tx.query(
    `insert into checkouts (id, tenant_id, provider, price_id, invoice_id, currency) values ($1, $2, $3, $4, $5, $6)`,
    [row.id, row.tenant_id, row.provider, row.price_id, row.invoice_id, row.currency],
    'insert_checkout'
  )
}

export const getCheckout = async (tx: Tx, id: string, tenant_id: string): Promise<CheckoutRow> => {
  const [row] = await tx.query<CheckoutRow>(
    `select ${columns} from checkouts where id = $1 and tenant_id = $2`,
    [id, tenant_id],
    'get_checkout'
  )
  if (!row) throw new AppError('not_found', { checkout_id: id })
  return row
}

/** A checkout of any tenant. */
export const findCheckout = async (tx: Tx, id: string): Promise<CheckoutRow | null> => {
  const [row] = await tx.query<CheckoutRow>(
    `select ${columns} from checkouts where id = $1`,
    [id],
    'find_checkout'
  )
  return row ?? null
}

/** What was prepared of it. Only one that is being prepared is changed. */
export const updateCheckout = async (
  tx: Pick<Tx, 'query'>,
  id: string,
  change: Partial<
    Pick<CheckoutRow, 'status' | 'invoice_id' | 'amount_minor' | 'url' | 'instructions' | 'error'>
  > & { provider_reference?: string | null }
): Promise<void> => {
  await tx.query(
    `update checkouts set status = coalesce($2, status), invoice_id = coalesce($3, invoice_id), amount_minor = coalesce($4, amount_minor),
       url = coalesce($5, url), instructions = coalesce($6, instructions), error = coalesce($7, error),
       price_id = case when $3::text is null then price_id end, provider_reference = coalesce($8, provider_reference)
     where id = $1 and status = 'preparing'`,
    [
      id,
      change.status ?? null,
      change.invoice_id ?? null,
      change.amount_minor ?? null,
      change.url ?? null,
      change.instructions ?? null,
      change.error ?? null,
      change.provider_reference ?? null
    ],
    'update_checkout'
  )
}

export const noteCheckoutError = async (tx: Tx, id: string, error: string): Promise<void> => {
  await tx.query(
    `update checkouts set error = $2 where id = $1 and status = 'open'`,
    [id, error],
    'note_checkout_error'
  )
}

/** Nothing is to be paid of the invoice any more. Its pages may have been paid all the same: they are asked for a few times from now on. */
export const endCheckoutsOf = async (tx: Tx, invoice_id: string): Promise<void> => {
  await tx.query(
    `update checkouts set status = 'paid', url = null, error = null, asks = 0 where invoice_id = $1 and status <> 'paid'`,
    [invoice_id],
    'end_checkouts_of'
  )
}

/** The invoice was replaced. Whoever pays it all the same has the money in the wallet. */
export const failCheckoutsOf = async (tx: Tx, invoice_id: string, error: string): Promise<void> => {
  await tx.query(
    `update checkouts set status = 'failed', url = null, error = $2, asks = 0 where invoice_id = $1 and status in ('preparing', 'open')`,
    [invoice_id, error],
    'fail_checkouts_of'
  )
}

/** Those of a tenant that nobody has paid or given up. */
export const countOpenCheckouts = async (tx: Tx, tenant_id: string): Promise<number> => {
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count from checkouts
     where tenant_id = $1 and status in ('preparing', 'open') and created_at > now() - interval '1 day'`,
    [tenant_id],
    'count_open_checkouts'
  )
  return row?.count ?? 0
}
