/** Of `messages m`: the first day of the month against which it counts. */
export const quota_month =
  "coalesce(m.quota_month, date_trunc('month', m.queued_at at time zone 'UTC')::date)::text"
