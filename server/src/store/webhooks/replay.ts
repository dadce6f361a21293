import type { ReplayChoice } from '../../domain/replay-choice.ts'
import type { Tx } from '../../lib/db.ts'

type Queryable = Pick<Tx, 'query'>

/** A place in the events of a tenant; `xid` is a 64-bit number as text. */
export type EventPlace = { xid: string; seq: number }

/** The webhook, when it is there and switched on. */
export const findReplayed = async (
  db: Queryable,
  webhook_id: string
): Promise<{ tenant_id: string } | null> => {
  const [row] = await db.query<{ tenant_id: string }>(
    'select tenant_id from webhooks where id = $1 and enabled',
    [webhook_id],
    'find_replayed'
  )
  return row ?? null
}

/** The first event of a tenant from this transaction on, or its last one. */
export const findEventAround = async (
  db: Queryable,
  tenant_id: string,
  xid: string,
  which: 'first' | 'last'
): Promise<{ xid: string; created_at: Date } | null> => {
  const [row] = await db.query<{ xid: string; created_at: Date }>(
    which === 'first'
      ? 'select xid, created_at from events where tenant_id = $1 and xid >= $2::xid8 order by xid, seq limit 1'
      : 'select xid, created_at from events where tenant_id = $1 and xid >= $2::xid8 order by xid desc, seq desc limit 1',
    [tenant_id, xid]
  )
  return row ?? null
}

export type ReplaySpan = { webhook_id: string; since: string; until: string; chosen: ReplayChoice }

// Of the events p: those of the span that the webhook h asks for and that were chosen. A test is not repeated.
const is_wanted = `p.created_at >= $2 and p.created_at < $3 and p.type <> 'webhook.test'
  and (h.session_id is null or h.session_id = p.session_id)
  and webhook_wants(h.event_types, h.session_ids, h.filter, p.type, p.session_id, p.data)
  and ($7::text[] is null or webhook_wants($7, '{}', null, p.type, p.session_id, p.data))
  and ($8::text[] is null or p.session_id = any ($8))`

const valuesOf = (
  { webhook_id, since, until, chosen }: ReplaySpan,
  after: EventPlace,
  limit: number
): unknown[] => [
  ...[webhook_id, since, until, after.xid, after.seq, limit],
  ...[chosen.event_types, chosen.session_ids, chosen.statuses]
]

type Piece = { place: EventPlace | null; last_at: Date | null }
type PieceRow = { xid: string | null; seq: number | null; last_at: Date | null; count: number }

/**
 * Looks at so many events of the webhook's tenant after a place. Those of the span that it asks for and that were chosen are
 * put into its backlog, unless they are on their way.
 */
export const putMissed = async (
  db: Queryable,
  span: ReplaySpan & { asked_at: string },
  after: EventPlace,
  limit: number
): Promise<Piece & { put: number }> => {
  const [row] = await db.query<PieceRow>(
    `with hook as materialized (
       select id, tenant_id, session_id, event_types, session_ids, filter from webhooks where id = $1 and enabled
     ), piece as materialized (
       select e.id, e.tenant_id, e.session_id, e.type, e.seq, e.xid, e.created_at, e.data
       from hook h join events e on e.tenant_id = h.tenant_id
       where (e.xid, e.seq) > ($4::xid8, $5::bigint) order by e.xid, e.seq limit $6
     ), wanted as materialized (
       select p.id, p.tenant_id, p.session_id, p.seq, h.id as webhook_id
       from piece p join hook h on true where ${is_wanted}
     ), made as (
       insert into webhook_deliveries (id, tenant_id, webhook_id, event_id)
       select new_id('dlv'), tenant_id, webhook_id, id from wanted where 'missed' = any ($9::text[]) order by seq
       on conflict (event_id, webhook_id) do nothing returning id, event_id
     ), again as (
       update webhook_deliveries d set status = 'pending', attempts = 0, next_attempt_at = null, finished_at = null
       from wanted w where d.event_id = w.id and d.webhook_id = w.webhook_id and d.status = any ($9) and d.finished_at < $10
       returning d.id, d.event_id
     ), put as (
       insert into webhook_backlog (delivery_id, webhook_id, session_id, seq)
       select n.id, w.webhook_id, coalesce(w.session_id, ''), w.seq
       from (select id, event_id from made union all select id, event_id from again) n join wanted w on w.id = n.event_id
       on conflict do nothing returning delivery_id
     ), last as (
       select xid, seq, created_at from piece order by xid desc, seq desc limit 1
     )
     select l.xid, l.seq, l.created_at as last_at, (select count(*) from put) as count
     from (select) one left join last l on true`,
    [...valuesOf(span, after, limit), span.asked_at],
    'put_missed'
  )
  const { count, ...piece } = pieceOf(row)
  return { ...piece, put: count }
}

/** Looks at so many events as `putMissed` does, and counts those that it would put. Whether the webhook is on does not matter. */
export const countMissed = async (
  db: Queryable,
  span: ReplaySpan,
  after: EventPlace,
  limit: number
): Promise<Piece & { count: number }> => {
  const [row] = await db.query<PieceRow>(
    `with hook as materialized (
       select id, tenant_id, session_id, event_types, session_ids, filter from webhooks where id = $1
     ), piece as materialized (
       select e.id, e.session_id, e.type, e.seq, e.xid, e.created_at, e.data
       from hook h join events e on e.tenant_id = h.tenant_id
       where (e.xid, e.seq) > ($4::xid8, $5::bigint) order by e.xid, e.seq limit $6
     ), wanted as materialized (
       select p.id, h.id as webhook_id from piece p join hook h on true where ${is_wanted}
     ), last as (
       select xid, seq, created_at from piece order by xid desc, seq desc limit 1
     )
     select l.xid, l.seq, l.created_at as last_at, (
       select count(*) from wanted w left join webhook_deliveries d on d.event_id = w.id and d.webhook_id = w.webhook_id
       where coalesce(d.status, 'missed') = any ($9::text[])
     ) as count
     from (select) one left join last l on true`,
    valuesOf(span, after, limit),
    'count_missed'
  )
  return pieceOf(row)
}

const pieceOf = (row: PieceRow | undefined): Piece & { count: number } => {
  if (!row) throw new Error('there is always one row')
  const { xid, seq, last_at, count } = row
  return { place: xid !== null && seq !== null ? { xid, seq } : null, last_at, count }
}
