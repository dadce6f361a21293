import type { Tx } from '../../lib/db.ts'
import { counted, is_counted, reason } from './count.ts'

/** A time of whole quarters of an hour, of one tenant, perhaps of one session alone. */
export type Range = { tenant_id: string; session_id: string | null; from: Date; to: Date }

export type Counts = {
  messages: number
  sent: number
  delivered: number
  read: number
  failed: number
  canceled: number
}

export type Interval = 'hour' | 'day' | 'week' | 'month'

/** What is counted already, and behind it what is counted now. $1 tenant, $2 session, $3 from, $4 to, $5 counted until. */
const stats = `(
  select session_id, quarter, direction, type, reason, messages, sent, delivered, read, failed, canceled from message_stats
  where tenant_id = $1 and ($2::text is null or session_id = $2) and quarter >= $3 and quarter < least($4::timestamptz, $5::timestamptz)
  union all
  select session_id, message_quarter(id), direction, type, ${reason}, ${counted} from messages
  where tenant_id = $1 and ($2::text is null or session_id = $2) and ${is_counted}
    and id >= first_message_id(greatest($3::timestamptz, $5::timestamptz)) and id < first_message_id($4)
  group by 1, 2, 3, 4, 5
) as s`

const sums = ['messages', 'sent', 'delivered', 'read', 'failed', 'canceled']
  .map((name) => `coalesce(sum(${name}), 0)::int as ${name}`)
  .join(', ')

const values = ({ tenant_id, session_id, from, to }: Range, counted_until: Date): unknown[] => [
  tenant_id,
  session_id,
  from,
  to,
  counted_until
]

const groups = { none: `''`, session: 'session_id', type: 'type', direction: 'direction' } as const

export type GroupBy = keyof typeof groups

export type Bucket = Counts & { at: Date; direction: 'inbound' | 'outbound'; group: string }

/** Counts by spans of the calendar of a time zone, each under the moment at which it begins. */
export const readBuckets = (
  tx: Tx,
  range: Range,
  counted_until: Date,
  by: { interval: Interval; timezone: string; group_by: GroupBy }
): Promise<Bucket[]> =>
  tx.query<Bucket>(
    `select date_trunc('${by.interval}', quarter, $6) as at, direction, ${groups[by.group_by]} as "group", ${sums}
     from ${stats} group by 1, 2, 3 order by 1, 2, 3`,
    [...values(range, counted_until), by.timezone]
  )

export type Total = Counts & {
  session_id: string
  direction: 'inbound' | 'outbound'
  type: string
  reason: string
}

/** What there was in a range, by session, direction, type and reason of failure. */
export const readTotals = (tx: Tx, range: Range, counted_until: Date): Promise<Total[]> =>
  tx.query<Total>(
    `select session_id, direction, type, reason, ${sums} from ${stats} group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
    values(range, counted_until)
  )

export type Line = Total & { quarter: Date }

/** The lines of a range behind a place, in order: to be read piece by piece. */
export const readLines = (
  tx: Tx,
  range: Range,
  counted_until: Date,
  after: Line | null,
  limit: number
): Promise<Line[]> =>
  tx.query<Line>(
    `select session_id, quarter, direction, type, reason, ${sums} from ${stats}
     where $6::timestamptz is null or (quarter, session_id, direction, type, reason) > ($6, $7::text, $8::text, $9::text, $10::text)
     group by 1, 2, 3, 4, 5 order by quarter, session_id, direction, type, reason limit $11`,
    [
      ...values(range, counted_until),
      after?.quarter ?? null,
      after?.session_id ?? null,
      after?.direction ?? null,
      after?.type ?? null,
      after?.reason ?? null,
      limit
    ]
  )

export type WebhookCounts = {
  webhook_id: string
  deliveries: number
  succeeded: number
  failed: number
  pending: number
  attempts: number
  response_ms_p50: number | null
  response_ms_p95: number | null
}

/** What was delivered to each webhook of events of a range, as far as deliveries are kept. */
export const readWebhookCounts = (
  tx: Tx,
  { tenant_id, from, to }: Omit<Range, 'session_id'>
): Promise<WebhookCounts[]> =>
  tx.query<WebhookCounts>(
    `select webhook_id, count(*)::int as deliveries, (count(*) filter (where status = 'succeeded'))::int as succeeded,
       (count(*) filter (where status = 'failed'))::int as failed, (count(*) filter (where status = 'pending'))::int as pending,
       sum(attempts)::int as attempts,
       percentile_disc(0.5) within group (order by response_ms) as response_ms_p50,
       percentile_disc(0.95) within group (order by response_ms) as response_ms_p95
     from webhook_deliveries
     where tenant_id = $1 and created_at >= $2 and created_at < $3
       and id >= 'dlv_' || lpad(to_hex((extract(epoch from $2::timestamptz - interval '1 minute') * 1000)::bigint), 12, '0')
     group by 1 order by 1`,
    [tenant_id, from, to],
    'read_webhook_counts'
  )
