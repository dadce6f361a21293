import type { WebhookBatch } from '../../domain/webhook-batch.ts'
import type { Tx } from '../../lib/db.ts'

type Queryable = Pick<Tx, 'query'>

// Of the webhook h. Where that is ordered, nothing is due before what waits for another attempt in its session.
const dueOf = (limit: string): string => `
  from webhook_backlog b join webhook_deliveries d on d.id = b.delivery_id
  where b.webhook_id = h.id and d.status = 'pending' and (d.next_attempt_at is null or d.next_attempt_at <= now())
    and not (h.ordered and exists (
      select from webhook_backlog p join webhook_deliveries e on e.id = p.delivery_id
      where p.webhook_id = b.webhook_id and p.session_id = b.session_id and p.seq < b.seq and e.next_attempt_at > now()
    ))
  order by b.seq limit ${limit}`

/** Of webhooks that take batches: when the next one is full or its first event has waited long enough. Those with nothing due are missing. */
export const timesOfBatches = (
  db: Queryable,
  webhook_ids: string[]
): Promise<{ webhook_id: string; run_at: Date }[]> =>
  db.query(
    `select h.id as webhook_id, greatest(h.held_until, case when n.count >= (h.batch ->> 'events_max')::int or not h.enabled then now()
       else n.first_at + make_interval(secs => (h.batch ->> 'wait_ms')::int / 1000.0) end) as run_at
     from webhooks h cross join lateral (
       select count(*) as count, min(created_at) as first_at from (select d.created_at ${dueOf("(h.batch ->> 'events_max')::int")}) due
     ) n where h.id = any ($1) and h.batch is not null and n.count > 0`,
    [webhook_ids],
    'times_of_batches'
  )

export type NextBatch = {
  /** The first that are due, in the order of events. */
  ids: string[]
  /** How long the first of them has waited; a day where the webhook is off, so that they wait no longer. */
  waited_s: number
}

/** What is due of a webhook that takes batches. */
export const findNextBatch = async (
  db: Queryable,
  webhook_id: string,
  { events_max }: Pick<WebhookBatch, 'events_max'>
): Promise<NextBatch> => {
  const [row] = await db.query<NextBatch>(
    `select coalesce(array_agg(n.id::text order by n.seq), '{}') as ids,
       coalesce(case when bool_and(h.enabled) then extract(epoch from now() - min(n.created_at)) else 86400 end, 0)::float8 as waited_s
     from webhooks h cross join lateral (
       select d.id, b.seq, d.created_at ${dueOf('$2::int')}
     ) n where h.id = $1`,
    [webhook_id, events_max],
    'find_next_batch'
  )
  if (!row) throw new Error('an aggregate has one row')
  return row
}

/** In how many seconds something in the backlog is due that waits for another attempt; null: nothing is. */
export const findNextRetry = async (db: Queryable, webhook_id: string): Promise<number | null> => {
  const [row] = await db.query<{ wait_s: number | null }>(
    `select greatest(extract(epoch from min(d.next_attempt_at) - now()), 0)::float8 as wait_s
     from webhook_backlog b join webhook_deliveries d on d.id = b.delivery_id
     where b.webhook_id = $1 and d.status = 'pending' and d.next_attempt_at is not null`,
    [webhook_id],
    'find_next_retry'
  )
  return row?.wait_s ?? null
}

/** Puts deliveries into the backlogs of their webhooks, from which batches are made. */
export const gatherDeliveries = async (db: Queryable, delivery_ids: string[]): Promise<void> => {
  await db.query(
    `insert into webhook_backlog (delivery_id, webhook_id, session_id, seq)
     select d.id, d.webhook_id, coalesce(e.session_id, ''), e.seq
     from webhook_deliveries d join events e on e.id = d.event_id
     where d.id = any ($1) and d.status = 'pending' on conflict do nothing`,
    [delivery_ids],
    'gather_deliveries'
  )
}

/**
 * Takes those of these deliveries that are due for so many seconds, and says which these are: nobody else sends them meanwhile, nor
 * in an ordered webhook what comes after them in their sessions.
 */
export const claimDeliveries = async (
  db: Queryable,
  delivery_ids: string[],
  seconds: number
): Promise<string[]> => {
  const rows = await db.query<{ id: string }>(
    `with due as materialized (
       select id from webhook_deliveries
       where id = any ($1) and status = 'pending' and (next_attempt_at is null or next_attempt_at <= now())
       order by id for no key update
     )
     update webhook_deliveries d set next_attempt_at = now() + make_interval(secs => $2)
     from due where d.id = due.id returning d.id`,
    [delivery_ids, seconds],
    'claim_deliveries'
  )
  return rows.map((row) => row.id)
}

/** Makes deliveries that were claimed due again. */
export const giveBackDeliveries = async (db: Queryable, delivery_ids: string[]): Promise<void> => {
  await db.query(
    `with claimed as materialized (
       select id from webhook_deliveries where id = any ($1) and status = 'pending' order by id for no key update
     )
     update webhook_deliveries d set next_attempt_at = null from claimed where d.id = claimed.id`,
    [delivery_ids],
    'give_back_deliveries'
  )
}
