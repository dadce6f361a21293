import type { SessionReason } from '../../domain/session.ts'
import type { Tx } from '../../lib/db.ts'

/** A day of a session, as far as it was wanted. Seconds, with fractions. */
export type UptimeDay = { date: string; connected_s: number; wanted_s: number; outages: number }

export type Outage = {
  began_at: Date
  ended_at: Date | null
  reason: SessionReason | null
  last_reason: SessionReason | null
}

/** The first and the last day to look at, as dates, and the time zone in which they are days. */
export type Days = { from: string; to: string; timezone: string }

/** The days of the session on which it was wanted. Spans are taken apart at midnight, each by itself. */
export const listUptimeDays = (
  tx: Tx,
  tenant_id: string,
  session_id: string,
  days: Days
): Promise<UptimeDay[]> =>
  tx.query<UptimeDay>(
    `with spans as (
       select state, began_at, least(coalesce(ended_at, now()), ($4::date + 1)::timestamp at time zone $5) as ended_at,
         greatest(began_at, $3::date::timestamp at time zone $5) as from_at
       from session_spans
       where tenant_id = $1 and session_id = $2
         and coalesce(ended_at, 'infinity') > $3::date::timestamp at time zone $5
         and began_at < ($4::date + 1)::timestamp at time zone $5
     ), parts as (
       select state, d::date as day, began_at,
         greatest(from_at, d::timestamp at time zone $5) as from_at,
         least(ended_at, (d::date + 1)::timestamp at time zone $5) as to_at
       from spans, generate_series((from_at at time zone $5)::date, (ended_at at time zone $5)::date, '1 day') d
     )
     select to_char(day, 'YYYY-MM-DD') as date,
       coalesce(sum(extract(epoch from to_at - from_at)) filter (where state = 'up'), 0)::float8 as connected_s,
       sum(extract(epoch from to_at - from_at))::float8 as wanted_s,
       count(*) filter (where state = 'down' and began_at >= day::timestamp at time zone $5)::int as outages
     from parts where to_at > from_at group by day`,
    [tenant_id, session_id, days.from, days.to, days.timezone],
    'list_uptime_days'
  )

/** The newest outages of these days. */
export const listOutages = (
  tx: Tx,
  tenant_id: string,
  session_id: string,
  days: Days,
  limit: number
): Promise<Outage[]> =>
  tx.query<Outage>(
    `select began_at, ended_at, reason, last_reason from session_spans
     where tenant_id = $1 and session_id = $2 and state = 'down'
       and coalesce(ended_at, 'infinity') > $3::date::timestamp at time zone $5
       and began_at < ($4::date + 1)::timestamp at time zone $5
     order by began_at desc limit $6`,
    [tenant_id, session_id, days.from, days.to, days.timezone, limit],
    'list_outages'
  )

/** How many outages there were in these days, and how long those took that are over. */
export const summarizeOutages = async (
  tx: Tx,
  tenant_id: string,
  session_id: string,
  days: Days
): Promise<{ total: number; recovery_s: number | null }> => {
  const [row] = await tx.query<{ total: number; recovery_s: number | null }>(
    `select count(*)::int as total, avg(extract(epoch from ended_at - began_at))::float8 as recovery_s from session_spans
     where tenant_id = $1 and session_id = $2 and state = 'down'
       and coalesce(ended_at, 'infinity') > $3::date::timestamp at time zone $5
       and began_at < ($4::date + 1)::timestamp at time zone $5`,
    [tenant_id, session_id, days.from, days.to, days.timezone],
    'summarize_outages'
  )
  return row ?? { total: 0, recovery_s: null }
}

/** The user of a session that ended by itself does not want it any more: it is not down from here on. */
export const endOutage = async (tx: Tx, session_id: string): Promise<void> => {
  await tx.query('select end_outage($1)', [session_id], 'end_outage')
}
