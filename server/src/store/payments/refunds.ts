import type { RefundRow } from '../../domain/refund.ts'
import type { Tx } from '../../lib/db.ts'

const shown = `r.id, r.tenant_id, r.payment_id, p.invoice_id, r.status, r.amount_minor, r.currency, r.reason, r.error, r.created_at, r.finished_at`

/** The constraint `refunds_pending` refuses a second one of a payment while the first is being made. A trigger puts its job. */
export const insertRefund = async (
  tx: Tx,
  refund: Pick<
    RefundRow,
    'id' | 'tenant_id' | 'payment_id' | 'status' | 'amount_minor' | 'currency' | 'reason'
  > & { refunded_before_minor: number }
): Promise<void> => {
  await tx.query(
    `insert into refunds (id, tenant_id, payment_id, status, amount_minor, currency, refunded_before_minor, reason, finished_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, case when $4 <> 'pending' then now() end)`,
    [
      refund.id,
      refund.tenant_id,
      refund.payment_id,
      refund.status,
      refund.amount_minor,
      refund.currency,
      refund.refunded_before_minor,
      refund.reason
    ],
    'insert_refund'
  )
}

export const getRefund = async (tx: Tx, id: string): Promise<RefundRow> => {
  const [row] = await tx.query<RefundRow>(
    `select ${shown} from refunds r join payments p on p.id = r.payment_id where r.id = $1`,
    [id],
    'get_refund'
  )
  if (!row) throw new Error('the refund that was entered is not there')
  return row
}

/** Those of an invoice, the oldest first. */
export const listRefunds = (tx: Tx, invoice_id: string): Promise<RefundRow[]> =>
  tx.query<RefundRow>(
    `select ${shown} from refunds r join payments p on p.id = r.payment_id where p.invoice_id = $1 order by r.id`,
    [invoice_id],
    'list_refunds'
  )

/** A refund that is to be made, with what its provider has to be told. */
export type AskedRefund = Pick<
  RefundRow,
  | 'id'
  | 'tenant_id'
  | 'payment_id'
  | 'invoice_id'
  | 'status'
  | 'amount_minor'
  | 'currency'
  | 'reason'
  | 'created_at'
> & {
  provider: string
  reference: string
  refunded_before_minor: number
}

const asked = `select r.id, r.tenant_id, r.payment_id, p.invoice_id, r.status, r.amount_minor, r.currency, r.reason, r.created_at, p.provider, p.reference,
  r.refunded_before_minor from refunds r join payments p on p.id = r.payment_id`

export const findRefund = async (
  tx: Pick<Tx, 'query'>,
  id: string
): Promise<AskedRefund | null> => {
  const [row] = await tx.query<AskedRefund>(`${asked} where r.id = $1`, [id], 'find_refund')
  return row ?? null
}

/** The one of a payment that is being made. */
export const findPendingRefund = async (
  tx: Tx,
  payment_id: string
): Promise<AskedRefund | null> => {
  const [row] = await tx.query<AskedRefund>(
    `${asked} where r.payment_id = $1 and r.status = 'pending'`,
    [payment_id],
    'find_pending_refund'
  )
  return row ?? null
}

/**
 * Whether the caller is to ask the provider for the refund. Within ten minutes nobody else is, and nobody any more once it was accepted.
 */
export const claimRefund = async (tx: Pick<Tx, 'query'>, id: string): Promise<boolean> => {
  const rows = await tx.query(
    `update refunds set asked_at = now()
     where id = $1 and status = 'pending' and accepted_at is null and (asked_at is null or asked_at < now() - interval '10 minutes')
     returning id`,
    [id],
    'claim_refund'
  )
  return rows.length > 0
}

export const noteAccepted = async (tx: Tx, id: string): Promise<void> => {
  await tx.query(
    `update refunds set accepted_at = now() where id = $1 and status = 'pending' and accepted_at is null`,
    [id],
    'note_refund_accepted'
  )
}

/** False: it has ended before. */
export const endRefund = async (
  tx: Tx,
  id: string,
  status: 'succeeded' | 'failed',
  error: string | null
): Promise<boolean> => {
  const rows = await tx.query(
    `update refunds set status = $2, error = $3, finished_at = now() where id = $1 and status = 'pending' returning id`,
    [id, status, error?.slice(0, 500) ?? null],
    'end_refund'
  )
  return rows.length > 0
}

/** What of a wallet is on its way back to where it came from, and is not to be spent meanwhile. */
export const walletHeld = async (tx: Tx, tenant_id: string, currency: string): Promise<number> => {
  const [row] = await tx.query<{ held: number }>(
    `select coalesce(sum(least(r.amount_minor, p.wallet_minor)), 0)::bigint as held
     from refunds r join payments p on p.id = r.payment_id
     where r.tenant_id = $1 and r.currency = $2 and r.status = 'pending'`,
    [tenant_id, currency],
    'wallet_held'
  )
  return row?.held ?? 0
}
