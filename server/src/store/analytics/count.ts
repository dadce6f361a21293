import { change_types } from '../../domain/message-changes.ts'
import { noStatus } from '../../domain/status.ts'
import type { Tx } from '../../lib/db.ts'

/** What is counted of messages, each with how it is counted. */
export const counted = `count(*)::int as messages, count(sent_at)::int as sent, count(delivered_at)::int as delivered,
  count(read_at)::int as read, (count(*) filter (where status = 'failed'))::int as failed,
  (count(*) filter (where status = 'canceled'))::int as canceled`

export const reason = `case when status = 'failed' then coalesce(error ->> 'code', '') else '' end`

/** What is a message of its own, and none that only changes another one. */
export const is_counted = `type not in (${change_types.map((type) => `'${type}'`).join(', ')}) and ${noStatus()}`

/**
 * Counts the messages of the quarters from `since` to `until` anew, of all tenants. What a tenant keeps no longer is not
 * there to be counted: its quarters stay as they were.
 */
export const countAnew = async (tx: Tx, since: Date, until: Date): Promise<void> => {
  const kept = `(s.message_days is null or quarter >= now() - make_interval(days => s.message_days - 1))`
  await tx.query(
    `delete from message_stats d using subscriptions s
     where quarter >= $1 and quarter < $2 and s.tenant_id = d.tenant_id and s.status <> 'canceled' and ${kept}`,
    [since, until],
    'forget_message_stats'
  )
  await tx.query(
    `insert into message_stats (tenant_id, session_id, quarter, direction, type, reason, messages, sent, delivered, read, failed, canceled)
     select m.* from (
       select tenant_id, session_id, message_quarter(id) as quarter, direction, type, ${reason} as reason, ${counted}
       from messages where id >= first_message_id($1) and id < first_message_id($2) and ${is_counted}
       group by 1, 2, 3, 4, 5, 6
     ) m join subscriptions s on s.tenant_id = m.tenant_id and s.status <> 'canceled' and ${kept}
     on conflict do nothing`,
    [since, until],
    'count_messages_anew'
  )
}

/** From here on nothing is counted yet. */
export const setCountedUntil = async (tx: Tx, until: Date): Promise<void> => {
  await tx.query(
    'update message_stats_state set counted_until = greatest(counted_until, $1)',
    [until],
    'set_counted_until'
  )
}

export const readCountedUntil = async (tx: Pick<Tx, 'query'>): Promise<Date> => {
  const [row] = await tx.query<{ counted_until: Date }>(
    'select counted_until from message_stats_state',
    [],
    'read_counted_until'
  )
  if (!row) throw new Error('the state of the statistics has no row')
  return row.counted_until
}
