import type { Tx } from '../../lib/db.ts'

/**
 * Ends the period that an invoice has paid for; false: there is none, or it is over. What it had cut short has its own end again, and what
 * was paid for the time after it follows that much sooner, so that nobody waits for what is paid.
 */
export const endGivenBackPeriod = async (
  tx: Tx,
  tenant_id: string,
  invoice_id: string
): Promise<boolean> => {
  const ended = await tx.query(
    `update paid_periods set ends_at = greatest(starts_at, now()), cut_by = null, cut_from = null
     where tenant_id = $1 and invoice_id = $2 and ends_at > greatest(starts_at, now()) returning invoice_id`,
    [tenant_id, invoice_id],
    'end_given_back_period'
  )
  if (ended.length === 0) {
    // What has cut it short stands for it from now on, and it does not come back itself.
    await tx.query(
      `with gone as (
         update paid_periods p set cut_by = null, cut_from = null from (select invoice_id, cut_by from paid_periods where tenant_id = $1 and invoice_id = $2) o
         where p.invoice_id = o.invoice_id and o.cut_by is not null returning o.cut_by
       )
       update paid_periods p set cut_by = gone.cut_by from gone where p.tenant_id = $1 and p.cut_by = $2`,
      [tenant_id, invoice_id],
      'inherit_cut_periods'
    )
    return false
  }
  const restored = await tx.query<{ invoice_id: string }>(
    `update paid_periods set ends_at = cut_from, cut_by = null, cut_from = null
     where tenant_id = $1 and cut_by = $2 returning invoice_id`,
    [tenant_id, invoice_id],
    'restore_cut_periods'
  )
  await closeUp(
    tx,
    tenant_id,
    restored.map((row) => row.invoice_id)
  )
  return true
}

/** Puts what is paid for later one behind the other, after what runs now: first what has come back, then the rest as it was. */
const closeUp = async (tx: Tx, tenant_id: string, first: string[]): Promise<void> => {
  await tx.query(
    `with later as (
       select invoice_id, starts_at, invoice_id = any ($2) as is_first,
         interval '1 microsecond' * ((extract(epoch from ends_at) - extract(epoch from starts_at)) * 1000000) as lasts
       from paid_periods where tenant_id = $1 and starts_at > now() and ends_at > starts_at
     ), placed as (
       select l.invoice_id, l.lasts, r.ends_at + sum(l.lasts) over (order by l.is_first desc, l.starts_at, l.invoice_id) - l.lasts as starts_at
       from later l,
         (select coalesce(max(ends_at), now()) as ends_at from paid_periods where tenant_id = $1 and starts_at <= now() and ends_at > now()) r
     )
     update paid_periods p set starts_at = o.starts_at, ends_at = o.starts_at + o.lasts from placed o where p.invoice_id = o.invoice_id`,
    [tenant_id, first],
    'close_up_periods'
  )
}
