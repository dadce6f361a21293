import type { Tx } from '../../lib/db.ts'
import { is_counted } from './count.ts'
import type { Range } from './read.ts'

/** So many messages are looked at, the newest of a range: what they have in common does not change with more. */
export const looked_at_max = 100_000

/** The newest messages of a range. $1 tenant, $2 session, $3 from, $4 to, $5 how many. */
const newest = (columns: string, only: string): string => `(
  select ${columns} from messages
  where tenant_id = $1 and ($2::text is null or session_id = $2) and ${is_counted} and ${only}
    and id >= first_message_id($3) and id < first_message_id($4)
  order by id desc limit $5
) as m`

const values = ({ tenant_id, session_id, from, to }: Range): unknown[] => [
  tenant_id,
  session_id,
  from,
  to,
  looked_at_max
]

export type StepTimes = {
  step: string
  messages: number
  ms_p50: number | null
  ms_p90: number | null
  ms_p95: number | null
  ms_p99: number | null
}

export type Latency = { looked_at: number; steps: StepTimes[] }

const steps = {
  accepted_to_sent: ['queued_at', 'sent_at'],
  sent_to_delivered: ['sent_at', 'delivered_at'],
  delivered_to_read: ['delivered_at', 'read_at']
} as const

export const step_names = Object.keys(steps) as (keyof typeof steps)[]

const percentiles = [50, 90, 95, 99]

/**
 * How long the steps of messages that were sent took. What waited for its time counts from then on; receipts that came before
 * the message was known to be sent count as none.
 */
export const readLatency = async (tx: Tx, range: Range): Promise<Latency> => {
  const rows = await tx.query<StepTimes & { looked_at: number }>(
    `with looked as materialized (
       select greatest(queued_at, send_at) as queued_at, sent_at, delivered_at, read_at
       from ${newest('queued_at, send_at, sent_at, delivered_at, read_at', "direction = 'outbound'")}
     )
     ${step_names
       .map((step) => {
         const [from, to] = steps[step]
         const ms = `extract(epoch from greatest(${to} - ${from}, '0'::interval)) * 1000`
         const of = percentiles.map(
           (p) =>
             `round(percentile_cont(${p / 100}) within group (order by ${ms}))::float8 as ms_p${p}`
         )
         return `select '${step}' as step, (select count(*)::int from looked) as looked_at, count(*)::int as messages, ${of.join(', ')}
           from looked where ${from} is not null and ${to} is not null`
       })
       .join(' union all ')}`,
    values(range)
  )
  return {
    looked_at: rows[0]?.looked_at ?? 0,
    steps: rows.map(({ looked_at: _, ...step }) => step)
  }
}

export type BusyChat = {
  session_id: string
  chat_id: string
  inbound: number
  outbound: number
}

/** The chats with most messages among the newest of a range. */
export const readBusiestChats = (tx: Tx, range: Range, limit: number): Promise<BusyChat[]> =>
  tx.query<BusyChat>(
    `select session_id, chat_id, (count(*) filter (where direction = 'inbound'))::int as inbound,
       (count(*) filter (where direction = 'outbound'))::int as outbound
     from ${newest('session_id, chat_id, direction', 'true')}
     group by 1, 2 order by count(*) desc, session_id, chat_id limit $6`,
    [...values(range), limit]
  )

export type KeyCalls = {
  api_key_id: string
  calls: number
  refused: number
  failed: number
  ms_p50: number | null
  ms_p95: number | null
  last_at: Date
}

/** What was asked with each API key in a range, as far as requests are kept. */
export const readKeyCalls = (
  tx: Tx,
  { tenant_id, from, to }: Omit<Range, 'session_id'>
): Promise<KeyCalls[]> =>
  tx.query<KeyCalls>(
    `select api_key_id, count(*)::int as calls, (count(*) filter (where status between 400 and 499))::int as refused,
       (count(*) filter (where status >= 500))::int as failed,
       percentile_disc(0.5) within group (order by ms) as ms_p50, percentile_disc(0.95) within group (order by ms) as ms_p95,
       max(at) as last_at
     from api_key_requests where tenant_id = $1 and at >= $2 and at < $3 group by 1 order by calls desc, 1`,
    [tenant_id, from, to]
  )

/** How long each session of a tenant was wanted in a range, and connected of that. */
export const readConnectedTimes = (
  tx: Tx,
  { tenant_id, from, to }: Omit<Range, 'session_id'>
): Promise<{ session_id: string; connected_s: number; wanted_s: number }[]> =>
  tx.query(
    `select session_id, coalesce(sum(s) filter (where state = 'up'), 0)::float8 as connected_s, sum(s)::float8 as wanted_s
     from session_spans cross join lateral (
       select extract(epoch from least(coalesce(ended_at, now()), $3, now()) - greatest(began_at, $2)) as s
     ) part
     where tenant_id = $1 and coalesce(ended_at, 'infinity') > $2 and began_at < $3 and s > 0 group by 1`,
    [tenant_id, from, to]
  )
