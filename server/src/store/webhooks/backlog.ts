import type { Tx } from '../../lib/db.ts'

type Queryable = Pick<Tx, 'query'>

export type BacklogRow = {
  delivery_id: string
  webhook_id: string
  session_id: string | null
  seq: number
}

/** Puts deliveries behind the trouble of their webhook. Those that are there already stay where they are. */
export const insertBacklog = async (tx: Queryable, rows: BacklogRow[]): Promise<void> => {
  await tx.query(
    `insert into webhook_backlog (delivery_id, webhook_id, session_id, seq)
     select n.id, n.webhook_id, coalesce(n.session_id, ''), n.seq
     from unnest($1::text[], $2::text[], $3::text[], $4::bigint[]) as n (id, webhook_id, session_id, seq)
     where exists (select from webhook_deliveries d where d.id = n.id)
     on conflict do nothing`,
    [
      rows.map((one) => one.delivery_id),
      rows.map((one) => one.webhook_id),
      rows.map((one) => one.session_id),
      rows.map((one) => one.seq)
    ],
    'insert_backlog'
  )
}

/**
 * Puts deliveries whose webhook is held into the backlog, and returns which these are. A webhook that is being let go
 * at this moment is waited for, so that nothing is left behind in its backlog.
 */
export const parkDeliveries = (db: Queryable, delivery_ids: string[]): Promise<{ id: string }[]> =>
  db.query<{ id: string }>(
    `with held as (
       select d.id, d.webhook_id, e.session_id, e.seq
       from webhook_deliveries d join webhooks w on w.id = d.webhook_id join events e on e.id = d.event_id
       where d.id = any ($1) and d.status = 'pending' and w.held_until is not null
       for share of w
     ), put as (
       insert into webhook_backlog (delivery_id, webhook_id, session_id, seq)
       select id, webhook_id, coalesce(session_id, ''), seq from held on conflict do nothing
     ), waiting as (
       update webhook_deliveries d set next_attempt_at = null from held where d.id = held.id and d.attempts = 0
     )
     select id from held`,
    [delivery_ids],
    'park_deliveries'
  )

/** Takes deliveries that are done out of the backlog, and gives of each of their sessions in ordered webhooks the next one. */
export const leaveBacklog = (
  tx: Queryable,
  delivery_ids: string[]
): Promise<{ id: string; webhook_id: string; next_attempt_at: Date }[]> =>
  tx.query(
    `with gone as (
       delete from webhook_backlog where delivery_id = any ($1) returning webhook_id, session_id
     ), sessions as (
       select distinct g.webhook_id, g.session_id from gone g join webhooks w on w.id = g.webhook_id and w.ordered
     )
     select n.delivery_id as id, s.webhook_id, greatest(n.next_attempt_at, now()) as next_attempt_at
     from sessions s cross join lateral (
       select b.delivery_id, d.next_attempt_at from webhook_backlog b join webhook_deliveries d on d.id = b.delivery_id
       where b.webhook_id = s.webhook_id and b.session_id = s.session_id and b.delivery_id <> all ($1)
       order by b.seq limit 1
     ) n`,
    [delivery_ids],
    'leave_backlog'
  )

/** The first deliveries of a backlog that may be sent now, in the order of events. */
export const listBacklog = async (
  db: Queryable,
  webhook_id: string,
  ordered: boolean,
  limit: number
): Promise<string[]> => {
  const rows = await db.query<{ id: string }>(ordered ? first_of_sessions : in_order, [
    webhook_id,
    limit
  ])
  return rows.map((row) => row.id)
}

const is_due = "d.status = 'pending' and (d.next_attempt_at is null or d.next_attempt_at <= now())"

const in_order = `select d.id from webhook_backlog b join webhook_deliveries d on d.id = b.delivery_id
  where b.webhook_id = $1 and ${is_due} order by b.seq limit $2`

// From one session to the next by the index, however much waits in each.
const first_of_sessions = `with recursive first as (
    (select delivery_id, session_id, seq from webhook_backlog where webhook_id = $1 order by session_id, seq limit 1)
    union all
    select n.delivery_id, n.session_id, n.seq from first f cross join lateral (
      select delivery_id, session_id, seq from webhook_backlog
      where webhook_id = $1 and session_id > f.session_id order by session_id, seq limit 1
    ) n
  )
  select d.id from first f join webhook_deliveries d on d.id = f.delivery_id where ${is_due} order by f.seq limit $2`

/** Lets the first deliveries of a backlog that wait for another attempt have it now. */
export const expediteBacklog = async (
  db: Queryable,
  webhook_id: string,
  limit: number
): Promise<void> => {
  await db.query(
    `update webhook_deliveries d set next_attempt_at = null
     where d.status = 'pending' and d.next_attempt_at > now() and d.id in (
       select delivery_id from webhook_backlog where webhook_id = $1 order by seq limit $2
     )`,
    [webhook_id, limit],
    'expedite_backlog'
  )
}
