import type { Grants } from '../../domain/checkout.ts'
import type { SubscriptionRow } from '../../domain/plan.ts'
import type { Tx } from '../../lib/db.ts'

export const setGrants = async (tx: Tx, invoice_id: string, grants: Grants): Promise<void> => {
  await tx.query(
    'update invoices set grants = $2 where id = $1',
    [invoice_id, JSON.stringify(grants)],
    'set_grants'
  )
}

export const readGrants = async (tx: Tx, invoice_id: string): Promise<Grants | null> => {
  const [row] = await tx.query<{ grants: Grants | null }>(
    'select grants from invoices where id = $1',
    [invoice_id],
    'read_grants'
  )
  return row?.grants ?? null
}

/**
 * Notes that a period was paid; false: it was before. Without a beginning it follows on what was paid before; where that has ended it
 * begins now, or there after all if the customer was served since (`past_due`). Time in which they were not, because they were limited, is
 * not paid for: it then begins so long ago as they were served. What still runs when it begins ends then.
 */
export const insertPaidPeriod = async (
  tx: Tx,
  period: Grants & { invoice_id: string; tenant_id: string }
): Promise<boolean> => {
  // As text: moments have more digits in the database than here.
  const rows = await tx.query<{ starts_at: string }>(
    `insert into paid_periods (invoice_id, tenant_id, plan_id, price_id, currency, "interval", amount_minor, starts_at, ends_at)
     select $1, $2, $3, $4, $5, $6, $7, b.at, b.at + ('1 ' || $6)::interval
     from (
       select case when $8::timestamptz + ('1 ' || $6)::interval > now() then $8
         when p.last > now() then p.last
         when not p.served or p.last is null or p.last + ('1 ' || $6)::interval <= p.served_until then now()
         when p.limited_since is null then p.last
         else now() - make_interval(secs => extract(epoch from p.limited_since - p.last)) end as at
       from (
         select q.last, s.id is not null as served, s.limited_since, coalesce(s.limited_since, now()) as served_until
         from (select max(ends_at) as last from paid_periods where tenant_id = $2 and ends_at > starts_at) q
         left join subscriptions s on s.tenant_id = $2 and s.status = 'past_due'
       ) p
     ) b
     on conflict (invoice_id) do nothing returning starts_at::text as starts_at`,
    [
      period.invoice_id,
      period.tenant_id,
      period.plan_id,
      period.price_id,
      period.currency,
      period.interval,
      period.amount_minor,
      period.starts_at
    ],
    'insert_paid_period'
  )
  const [made] = rows
  if (!made) return false
  await tx.query(
    `update paid_periods set ends_at = greatest(starts_at, $3::timestamptz), cut_by = $2, cut_from = ends_at
     where tenant_id = $1 and invoice_id <> $2 and ends_at > greatest(starts_at, $3::timestamptz)`,
    [period.tenant_id, period.invoice_id, made.starts_at],
    'end_paid_periods'
  )
  return true
}

export type DuePeriod = {
  invoice_id: string
  plan_id: string
  price_id: string
  currency: string
  interval: 'month' | 'year'
  amount_minor: number
  starts_at: Date
  ends_at: Date
}

const columns =
  'invoice_id, plan_id, price_id, currency, "interval", amount_minor, starts_at, ends_at'

/** What is paid for now. */
export const findDuePeriod = async (tx: Tx, tenant_id: string): Promise<DuePeriod | null> => {
  const [row] = await tx.query<DuePeriod>(
    `select ${columns} from paid_periods where tenant_id = $1 and starts_at <= now() and ends_at > now() order by starts_at desc limit 1`,
    [tenant_id],
    'find_due_period'
  )
  return row ?? null
}

/** What was paid for and has not ended, later periods too. */
export const listPaidPeriods = (tx: Tx, tenant_id: string): Promise<DuePeriod[]> =>
  tx.query<DuePeriod>(
    `select ${columns} from paid_periods where tenant_id = $1 and ends_at > greatest(starts_at, now()) order by starts_at`,
    [tenant_id],
    'list_paid_periods'
  )

/** Puts a subscription on a period that was paid. */
export const takePeriod = async (
  tx: Tx,
  { id, tenant_id }: SubscriptionRow,
  period: DuePeriod
): Promise<void> => {
  await tx.query(
    `update subscriptions set plan_id = $3, status = 'active', current_period_start = $4, current_period_end = $5,
       price_id = $6, price_currency = $7, price_interval = $8, price_minor = $9
     where tenant_id = $1 and id = $2`,
    [
      tenant_id,
      id,
      period.plan_id,
      period.starts_at,
      period.ends_at,
      period.price_id,
      period.currency,
      period.interval,
      period.amount_minor
    ],
    'take_period'
  )
}

export type PlanInvoice = { id: string; price_id: string; paid_minor: number }

/** An invoice for a plan of which something is due: there is one at most. */
export const findOpenPlanInvoice = async (
  tx: Tx,
  tenant_id: string
): Promise<PlanInvoice | null> => {
  const [row] = await tx.query<PlanInvoice>(
    `select i.id, i.grants->>'price_id' as price_id,
       (select coalesce(sum(p.amount_minor - p.refunded_minor - p.wallet_minor), 0)::bigint from payments p where p.invoice_id = i.id) as paid_minor
     from invoices i
     where i.tenant_id = $1 and i.grants is not null and i.status = 'finalized'
       and not exists (select from paid_periods d where d.invoice_id = i.id)
     order by i.id desc limit 1`,
    [tenant_id],
    'find_open_plan_invoice'
  )
  return row ?? null
}
