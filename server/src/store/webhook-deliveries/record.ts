import type { SentRequest } from '../../domain/sent-request.ts'
import type { WebhookBatch } from '../../domain/webhook-batch.ts'
import { jsonbArray } from '../../lib/binary-array.ts'
import type { Tx } from '../../lib/db.ts'
import type { EventType } from '../../schemas/events.ts'

type Queryable = Pick<Tx, 'query'>

/** A delivery with all that is needed to make it. */
export type DueDelivery = {
  id: string
  status: 'pending' | 'succeeded' | 'failed'
  /** False while its next attempt lies ahead: somebody else will come back to it. */
  due: boolean
  attempts: number
  tenant_id: string
  webhook_id: string
  url: string
  enabled: boolean
  consecutive_failures: number
  /** Nothing is sent to the webhook but from its backlog. */
  held: boolean
  ordered: boolean
  /** How many events are sent at a time; null: each by itself. */
  batch: WebhookBatch | null
  in_backlog: boolean
  /** Others of its session come first. */
  blocked: boolean
  sealed_secret: Buffer
  /** The secret before it, for a day; null: there is none. */
  old_sealed_secret: Buffer | null
  /** Headers of the webhook's own; null: there are none. */
  sealed_headers: Buffer | null
  event_id: string
  event_type: EventType
  event_created_at: Date
  /** The place of its event among all events. */
  seq: number
  session_id: string | null
  data: Record<string, unknown>
  /** The trace that the caller of the message has made it a part of. */
  traceparent: string | null
}

/** These deliveries, with their webhooks and events. Those that were deleted in the meantime are missing. */
export const listDueDeliveries = (db: Queryable, ids: string[]): Promise<DueDelivery[]> =>
  db.query<DueDelivery>(
    `select d.id, d.status, coalesce(d.next_attempt_at <= now() + interval '1 second', true) as due, d.attempts,
       d.tenant_id, d.webhook_id, w.url, w.enabled, w.consecutive_failures, w.sealed_secret, w.sealed_headers,
       case when w.old_secret_until > now() then w.old_sealed_secret end as old_sealed_secret,
       w.held_until is not null as held, w.ordered, w.batch, b.delivery_id is not null as in_backlog,
       (w.ordered and exists (
         select from webhook_backlog p
         where p.webhook_id = d.webhook_id and p.session_id = coalesce(e.session_id, '') and p.seq < e.seq
       )) as blocked,
       e.id as event_id, e.type as event_type, e.created_at as event_created_at, e.seq, e.session_id, e.data,
       case when e.type like 'message.%' then (select m.traceparent from messages m where m.id = e.data ->> 'id') end as traceparent
     from webhook_deliveries d
     join webhooks w on w.id = d.webhook_id
     join events e on e.id = d.event_id
     left join webhook_backlog b on b.delivery_id = d.id
     where d.id = any ($1)`,
    [ids],
    'list_due_deliveries'
  )

/** What came of an attempt. `retry_s`: how long to wait for the next; null when this was the last. */
export type Attempt = {
  delivery_id: string
  status: 'pending' | 'succeeded' | 'failed'
  /** False when nothing was sent, because the webhook is switched off. */
  counts: boolean
  response_status: number | null
  response_ms: number | null
  response_body: string | null
  /** What went along; null: nothing was sent, and there is nothing to keep of it. */
  request: SentRequest | null
  error: string | null
  retry_s: number | null
}

/** So many attempts of a delivery are kept, the last ones. Each replay may add as many as a delivery gets. */
export const kept_attempts_max = 25

export type RecordedAttempt = {
  id: string
  webhook_id: string
  status: 'pending' | 'succeeded' | 'failed'
  next_attempt_at: Date | null
}

/**
 * Records attempts, each with what was asked and answered. A delivery that is finished already stays as it is, and is not
 * returned. The webhooks are locked first and in one order, as whoever deletes one with its deliveries does, so that neither
 * waits for the other for ever.
 */
export const recordAttempts = (db: Queryable, attempts: Attempt[]): Promise<RecordedAttempt[]> =>
  db.query<RecordedAttempt>(
    `with hooks as materialized (
       select w.id from webhooks w
       where w.id in (select d.webhook_id from webhook_deliveries d where d.id = any ($1))
       order by w.id for no key update
     ), recorded as (
       update webhook_deliveries d set
         status = a.status,
         attempts = d.attempts + a.counts::int,
         response_status = a.response_status,
         response_ms = a.response_ms,
         last_error = a.error,
         next_attempt_at = now() + make_interval(secs => a.retry_s),
         finished_at = case when a.status <> 'pending' then now() end
       from unnest($1::text[], $2::text[], $3::boolean[], $4::int[], $5::int[], $6::text[], $7::float8[])
         as a (id, status, counts, response_status, response_ms, error, retry_s)
       where d.id = a.id and d.status = 'pending' and (select count(*) from hooks) > 0
       returning d.id, d.tenant_id, d.webhook_id, d.status, d.next_attempt_at
     ), kept as (
       insert into webhook_attempts (tenant_id, delivery_id, at, url, headers, response_status, response_ms, response_body, error)
       select r.tenant_id, r.id, now() - make_interval(secs => a.response_ms / 1000.0), left(a.request ->> 'url', 4096),
         a.request -> 'headers', a.response_status, a.response_ms, left(a.response_body, 4096), left(a.error, 1000)
       from recorded r join unnest($1::text[], $4::int[], $5::int[], $6::text[], $8::text[], $9::jsonb[])
         as a (id, response_status, response_ms, error, response_body, request) on a.id = r.id
       where jsonb_typeof(a.request) = 'object'
     ), over as (
       delete from webhook_attempts o using recorded r
       where o.delivery_id = r.id and o.id <= (
         select p.id from webhook_attempts p where p.delivery_id = r.id order by p.id desc offset $10::int - 1 limit 1
       )
     )
     select id, webhook_id, status, next_attempt_at from recorded`,
    [
      attempts.map((one) => one.delivery_id),
      attempts.map((one) => one.status),
      attempts.map((one) => one.counts),
      attempts.map((one) => one.response_status),
      attempts.map((one) => one.response_ms),
      attempts.map((one) => one.error),
      attempts.map((one) => one.retry_s),
      attempts.map((one) => one.response_body),
      jsonbArray(attempts.map((one) => one.request)),
      kept_attempts_max
    ],
    'record_attempts'
  )

/** Puts deliveries off without counting an attempt. Those that are finished already are not returned. */
export const postponeDeliveries = (
  tx: Tx,
  deliveries: { delivery_id: string; seconds: number }[]
): Promise<{ id: string; next_attempt_at: Date }[]> =>
  tx.query(
    `update webhook_deliveries d set next_attempt_at = now() + make_interval(secs => p.seconds)
     from unnest($1::text[], $2::float8[]) as p (id, seconds)
     where d.id = p.id and d.status = 'pending'
     returning d.id, d.next_attempt_at`,
    [deliveries.map((one) => one.delivery_id), deliveries.map((one) => one.seconds)],
    'postpone_deliveries'
  )

/** Pending deliveries of the last days whose time passed long ago and that wait in no backlog, oldest first. */
export const listOverdueDeliveries = (
  tx: Tx,
  minutes: number,
  days: number,
  limit: number
): Promise<{ id: string; next_attempt_at: Date }[]> =>
  tx.query(
    `select id, now() as next_attempt_at from webhook_deliveries d
     where not exists (select from webhook_backlog b where b.delivery_id = d.id) and status = 'pending' and coalesce(next_attempt_at, created_at) < now() - make_interval(mins => $1)
       and id > 'dlv_' || lpad(to_hex((extract(epoch from now() - make_interval(days => $2)) * 1000)::bigint), 12, '0')
     order by id limit $3`,
    [minutes, days, limit],
    'list_overdue_deliveries'
  )
