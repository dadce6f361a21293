import type { Tx } from '../../lib/db.ts'
import { quota_month } from './quota-month.ts'

export type QuotaReturn = { tenant_id: string; month: string; count: number }

/** Takes at most `limit` messages of one tenant whose quota is to be given back, and counts them by month. */
export const takeQuotaReturns = (tx: Tx, limit: number): Promise<QuotaReturn[]> =>
  tx.query<QuotaReturn>(
    `with due as materialized (
       select id from messages where quota_return = 'due'
         and tenant_id = (select tenant_id from messages where quota_return = 'due' limit 1 for no key update skip locked)
       order by id limit $1 for no key update skip locked
     ), done as (
       update messages m set quota_return = 'done' from due where m.id = due.id returning m.tenant_id, ${quota_month} as month
     )
     select tenant_id, month, count(*)::int as count from done group by tenant_id, month order by month`,
    [limit],
    'take_quota_returns'
  )
