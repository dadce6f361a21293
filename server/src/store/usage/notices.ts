import type { MailLanguage } from '../../domain/mail.ts'
import type { QuotaMetric } from '../../domain/plan.ts'
import type { Tx } from '../../lib/db.ts'

export type Notice = {
  tenant_id: string
  metric: QuotaMetric
  percent: 80 | 100
  used: number
  limit: number
  /** Who is written to; null: nobody. */
  email: string | null
  language: MailLanguage
}

// What is in use until somebody takes it away is no matter of months. One of one is what its owner has just made.
const inUse = (metric: QuotaMetric, limit: string, counted: string): string => `
       select s.tenant_id, '${metric}', s.${limit}::bigint, c.used, date 'epoch'
       from subscriptions s join (select tenant_id, count(*) as used from ${counted} group by 1) c using (tenant_id)
       where s.status <> 'canceled' and s.${limit} > 1`

/**
 * Notes which tenants have come to 80 or 100 per cent of a limit, of some in the month that begins on this day, and says which
 * of them were not told of it yet. One that has more again, or less in use, is told anew when it gets there once more.
 */
export const noteReachedQuotas = (tx: Tx, month: string): Promise<Notice[]> =>
  tx.query<Notice>(
    `with quotas as (
       select s.tenant_id, 'messages' as metric, s.messages_per_month_max::bigint as most, sum(u.used)::bigint as used, $1::date as period
       from subscriptions s
       join usage_stats u on u.tenant_id = s.tenant_id and u.metric = 'messages_out' and u.period_start = $1::date
       where s.status <> 'canceled' and s.messages_per_month_max > 0 group by s.id
       union all
       select s.tenant_id, 'media_bytes', s.media_bytes_max, m.bytes, $1::date
       from subscriptions s join media_storage m on m.tenant_id = s.tenant_id
       where s.status <> 'canceled' and s.media_bytes_max > 0
       union all ${inUse('sessions', 'sessions_max', 'sessions')}
       union all ${inUse('webhooks', 'webhooks_max', 'webhooks where not is_session_url')}
       union all ${inUse('api_keys', 'api_keys_max', 'api_keys where revoked_at is null and (expires_at is null or expires_at > now())')}
     ), reached as (
       select * from quotas cross join (values (80), (100)) as level (percent) where used * 100 >= most * percent
     ), over as (
       delete from quota_notices n where not exists (
         select from reached r where (r.tenant_id, r.metric, r.percent, r.period) = (n.tenant_id, n.metric, n.percent, n.period_start))
     ), told as (
       insert into quota_notices (tenant_id, metric, period_start, percent)
       select tenant_id, metric, period, percent from reached on conflict do nothing returning tenant_id, metric, percent
     )
     select r.tenant_id, r.metric, r.percent, r.used, r.most as "limit",
       (select u.email from memberships w join users u on u.id = w.user_id where w.tenant_id = r.tenant_id and w.role = 'owner' and u.status = 'active'
         order by w.created_at, w.id limit 1) as email,
       coalesce((select coalesce(m.data->>'language', m.language) from mails m where m.tenant_id = r.tenant_id order by m.id desc limit 1), 'en') as language
     from told
     join reached r using (tenant_id, metric, percent) order by r.tenant_id, r.metric, r.percent`,
    [month],
    'note_reached_quotas'
  )
