import { AppError } from '../../domain/errors.ts'
import type { MessageFilter } from '../../domain/webhook-filter.ts'
import type { Tx } from '../../lib/db.ts'
import type { EventType } from '../../schemas/events.ts'

/** A place in the order of events: the transaction that wrote them, then their order in it. `xid` is a 64-bit number as text. */
export type EventPosition = { xid: string; seq: number }

export type EventRow = EventPosition & {
  id: string
  tenant_id: string
  session_id: string | null
  type: EventType
  data: Record<string, unknown>
  created_at: Date
}

export type EventFilter = {
  session_id: string | null
  types: string[] | null
  session_ids?: string[] | null
  /** Of messages only these. */
  messages?: MessageFilter | null
}

/**
 * The place below which nothing new can appear: every transaction before it has ended. Events at or after it may still be
 * joined by others that come before them.
 */
export const readHorizon = async (tx: Tx): Promise<EventPosition> => {
  const [row] = await tx.query<{ xid: string }>(
    'select pg_snapshot_xmin(pg_current_snapshot()) as xid',
    [],
    'read_horizon'
  )
  if (!row) throw new Error('a snapshot has an oldest transaction')
  return { xid: row.xid, seq: 0 }
}

/**
 * Which of these tenants have events in transactions from `since` on, and the place to look from the next time. Of a place
 * that is not known, null, only the next one. Runs for several tenants at once.
 */
export const findTenantsWithNewEvents = async (
  db: Pick<Tx, 'query'>,
  tenant_ids: string[],
  since: string | null
): Promise<{ tenant_ids: string[]; horizon: string }> => {
  const [news] = await db.query<{ tenant_ids: string[]; horizon: string }>(
    'select tenant_ids, horizon from events_news($1, $2::xid8)',
    [tenant_ids, since],
    'find_event_news'
  )
  if (!news) throw new Error('a function without a set gives one row')
  return news
}

/** Events after a place, in order. Not prepared on purpose: the index depends on whether a session is named. */
export const listEventsAfter = (
  tx: Tx,
  tenant_id: string,
  after: EventPosition,
  filter: EventFilter,
  limit: number
): Promise<EventRow[]> =>
  tx.query(
    `select id, tenant_id, session_id, type, data, created_at, xid, seq from events
     where tenant_id = $1 and (xid, seq) > ($2::xid8, $3::bigint)
       and ($4::text is null or session_id = $4)
       and ($5::text[] is null or type = any ($5))
       and ($7::text[] is null or session_id = any ($7))
       and ($8::jsonb is null or webhook_wants('{*}', '{}', $8, type, session_id, data))
     order by xid, seq limit $6`,
    [
      tenant_id,
      after.xid,
      after.seq,
      filter.session_id,
      filter.types,
      limit,
      filter.session_ids,
      filter.messages && JSON.stringify(filter.messages)
    ]
  )

/** Where an event stands, or null when the tenant has none of this id (any more). */
export const findEventPosition = async (
  tx: Tx,
  tenant_id: string,
  event_id: string
): Promise<EventPosition | null> => {
  const [row] = await tx.query<EventPosition>(
    'select xid, seq from events where tenant_id = $1 and id = $2',
    [tenant_id, event_id],
    'find_event_position'
  )
  return row ?? null
}

/** The event of the tenant, or the error not_found. */
export const getEvent = async (tx: Tx, tenant_id: string, event_id: string): Promise<EventRow> => {
  const [row] = await tx.query<EventRow>(
    `select id, tenant_id, session_id, type, data, created_at, xid, seq from events
     where tenant_id = $1 and id = $2`,
    [tenant_id, event_id],
    'get_event'
  )
  if (!row) throw new AppError('not_found', { event_id })
  return row
}
