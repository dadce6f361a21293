import { subscriptionColumns } from '../../domain/columns.ts'
import { AppError } from '../../domain/errors.ts'
import type { SubscriptionRow } from '../../domain/plan.ts'
import type { Tx } from '../../lib/db.ts'

/** What follows when the time that was paid is over. */
export type NextPeriod =
  | { kind: 'same' }
  | { kind: 'none' }
  | { kind: 'plan'; plan_id: string; price_id: string | null; keep_session_ids: string[] | null }

/** Says what follows; what was said before counts no more. */
export const setNext = async (
  tx: Tx,
  { id, tenant_id }: SubscriptionRow,
  next: NextPeriod
): Promise<SubscriptionRow> => {
  const plan = next.kind === 'plan' ? next : null
  const [row] = await tx.query<SubscriptionRow>(
    `update subscriptions set cancel_at_period_end = $3, next_plan_id = $4, next_price_id = $5, keep_session_ids = $6
     where tenant_id = $1 and id = $2 returning ${subscriptionColumns()}`,
    [
      tenant_id,
      id,
      next.kind === 'none',
      plan?.plan_id ?? null,
      plan?.price_id ?? null,
      plan?.keep_session_ids ?? null
    ],
    'set_next_period'
  )
  if (!row) throw new AppError('not_found', { subscription_id: id })
  return row
}

/**
 * The next plan has begun: sessions that were not chosen are stopped by a job. Where there are more than it allows and nobody has chosen,
 * those that were linked first go on.
 */
export const beginNext = async (
  tx: Tx,
  { id, tenant_id, keep_session_ids }: SubscriptionRow
): Promise<void> => {
  await tx.query(
    `update subscriptions s set cancel_at_period_end = false, next_plan_id = null, next_price_id = null, keep_session_ids = null,
       kept_session_ids = coalesce($3, case when s.sessions_max < (select count(*) from sessions x where x.tenant_id = $1)
         then array(select x.id::text from sessions x where x.tenant_id = $1 order by x.linked_at nulls last, x.id limit s.sessions_max) end)
     where s.tenant_id = $1 and s.id = $2`,
    [tenant_id, id, keep_session_ids],
    'begin_next_plan'
  )
}

/** Which sessions go on, until the others are stopped; null: all do. */
export const findKept = async (tx: Tx, tenant_id: string): Promise<string[] | null> => {
  const [row] = await tx.query<{ kept: string[] | null }>(
    `select kept_session_ids as kept from subscriptions where tenant_id = $1 and status <> 'canceled'`,
    [tenant_id],
    'find_kept_sessions'
  )
  return row?.kept ?? null
}

export const forgetKept = async (tx: Tx, tenant_id: string, kept: string[]): Promise<void> => {
  await tx.query(
    'update subscriptions set kept_session_ids = null where tenant_id = $1 and kept_session_ids = $2',
    [tenant_id, kept],
    'forget_kept_sessions'
  )
}

/** Whether the transaction's tenant has more sessions than it may, and as many run as may. */
export const runsAllSessions = async (tx: Tx): Promise<boolean> => {
  const [row] = await tx.query<{ all: boolean }>(
    'select runs_all_sessions() as all',
    [],
    'runs_all_sessions'
  )
  return row?.all ?? false
}

/** Sessions that run and were not chosen. */
export const listUnkept = async (
  tx: Pick<Tx, 'query'>,
  tenant_id: string,
  kept: string[]
): Promise<string[]> => {
  const rows = await tx.query<{ id: string }>(
    `select id from sessions where tenant_id = $1 and desired = 'running' and logout_requested_at is null and id <> all ($2) order by id`,
    [tenant_id, kept],
    'list_unkept_sessions'
  )
  return rows.map((row) => row.id)
}

/** Those of these sessions that the tenant has. */
export const existingSessions = async (
  tx: Tx,
  tenant_id: string,
  ids: string[]
): Promise<Set<string>> => {
  const rows = await tx.query<{ id: string }>(
    'select id from sessions where tenant_id = $1 and id = any ($2)',
    [tenant_id, ids],
    'existing_sessions'
  )
  return new Set(rows.map((row) => row.id))
}

/** Subscriptions whose paid time ends within so many days, that go on at a price, and of which no invoice is open. */
export const listRenewals = async (
  tx: Pick<Tx, 'query'>,
  days: number,
  limit: number,
  tenant_id: string | null = null
): Promise<string[]> => {
  const rows = await tx.query<{ tenant_id: string }>(
    `select s.tenant_id from subscriptions s
     where s.status = 'active' and s.price_id is not null and not s.cancel_at_period_end
       and (s.next_plan_id is null or s.next_price_id is not null)
       and s.current_period_end between now() and now() + make_interval(days => $1)
       and not exists (select from paid_periods p where p.tenant_id = s.tenant_id
         and p.ends_at > greatest(p.starts_at, s.current_period_end + interval '1 second'))
       and not exists (select from invoices i where i.tenant_id = s.tenant_id and i.grants is not null and i.status = 'finalized'
         and not exists (select from paid_periods d where d.invoice_id = i.id))
       and not exists (select from erasures e where e.erased_tenant_id = s.tenant_id)
       and ($3::text is null or s.tenant_id = $3)
     order by s.current_period_end limit $2`,
    [days, limit, tenant_id],
    'list_renewals'
  )
  return rows.map((row) => row.tenant_id)
}

/** Tenants that have canceled and have an open invoice for a time that they do not want. */
export const listUnwanted = async (
  tx: Pick<Tx, 'query'>,
  limit: number,
  tenant_id: string | null = null
): Promise<string[]> => {
  const rows = await tx.query<{ tenant_id: string }>(
    `select s.tenant_id from subscriptions s join invoices i on i.tenant_id = s.tenant_id
     where (s.cancel_at_period_end or s.next_plan_id is not null and s.next_price_id is null)
       and i.grants is not null and i.status = 'finalized' and i.grants->>'price_id' = s.price_id
       and not exists (select from paid_periods d where d.invoice_id = i.id)
       and not exists (select from payments p where p.invoice_id = i.id)
       and ($2::text is null or s.tenant_id = $2)
     limit $1`,
    [limit, tenant_id],
    'list_unwanted_invoices'
  )
  return rows.map((row) => row.tenant_id)
}
