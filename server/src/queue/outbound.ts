import { messageColumns } from '../domain/columns.ts'
import type { MediaPurpose } from '../domain/media.ts'
import type { MessageError, MessageRow } from '../domain/message.ts'
import { type Priority, priority_rank } from '../domain/priority.ts'
import type { Tx } from '../lib/db.ts'
import { quota_return } from './quota-return.ts'

// A prepared statement of these may be planned while the queue is short, as it nearly always is, and has to do when there are
// a hundred thousand: it looks up by message, or in the order of an index, and joins no list (claim-plan.test.ts holds it to
// that, with the settings of lookups-only.ts). The others are planned at each call, which costs 0.2 ms.

export const last_turn = (of: string): string =>
  `select turn from outbound where session_id = ${of}.session_id and chat_id = ${of}.chat_id and turn is not null
   order by seq desc limit 1`
export const first_turn = (of: string): string =>
  `select turn from outbound where session_id = ${of}.session_id and priority = ${of}.priority and turn is not null
   order by turn, seq limit 1`

export type OutboundFile = { media_id: string; purpose: MediaPurpose; waits: boolean }

export type Outbound = {
  id: string
  session_id: string
  tenant_id: string
  chat_id: string
  priority?: Priority | null
  /** What is sent along, and whether it has to be waited for. */
  file?: OutboundFile | null
  /** Not sent before. */
  send_at?: Date | null
  /** Not sent after. */
  expires_at?: Date | null
}

/**
 * Puts accepted messages in the queue, in this order. Each gets the turn after that of its chat's last one, but none before
 * the turn that is being served: so a chat with a thousand messages leaves room for those with one.
 */
export const putOutbounds = (tx: Pick<Tx, 'send'>, messages: Outbound[]): void => {
  tx.send(
    `with w as materialized (
       select *, row_number() over (partition by session_id, chat_id, send_at is null order by place) - 1 as nth
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::smallint[], $6::timestamptz[], $7::timestamptz[],
         $8::text[], $9::text[], $10::bool[])
         with ordinality as r (id, session_id, tenant_id, chat_id, priority, expires_at, send_at, media_id, purpose, waits, place)
     ), served as (
       select p.*, first.turn from (select distinct session_id, priority from w) p cross join lateral (${first_turn('p')}) first
     )
     insert into outbound (message_id, session_id, tenant_id, chat_id, priority, expires_at, run_at, turn, media_id, media_purpose,
       waits_for_media)
     select w.id, w.session_id, w.tenant_id, w.chat_id, w.priority, w.expires_at, coalesce(w.send_at, now()),
       case when w.send_at is null then greatest(last.turn + 1, served.turn, 0) + w.nth end,
       w.media_id, w.purpose, w.waits
     from w
     left join lateral (${last_turn('w')}) last on true
     left join served on served.session_id = w.session_id and served.priority = w.priority
     order by w.place`,
    [
      messages.map((message) => message.id),
      messages.map((message) => message.session_id),
      messages.map((message) => message.tenant_id),
      messages.map((message) => message.chat_id),
      messages.map((message) => priority_rank[message.priority ?? 'normal']),
      messages.map((message) => message.expires_at ?? null),
      messages.map((message) => message.send_at ?? null),
      messages.map((message) => message.file?.media_id ?? null),
      messages.map((message) => message.file?.purpose ?? null),
      messages.map((message) => message.file?.waits ?? false)
    ],
    'put_outbounds'
  )
  // step: message queued
}

/** Gives a place in the queue to messages of these sessions whose time has come. At most `limit`; returns how many. */
export const promoteScheduled = async (
  tx: Pick<Tx, 'query'>,
  session_ids: string[],
  limit: number
): Promise<number> => {
  const rows = await tx.query(
    `update outbound o set turn = greatest(last.turn + 1, first.turn, 0) + due.nth
     from (
       select *, row_number() over (partition by session_id, chat_id order by seq) - 1 as nth
       from (
         select seq, message_id, session_id, chat_id, priority from outbound
         where session_id = any ($1) and turn is null and run_at <= now()
         order by run_at limit $2 for no key update skip locked
       ) r
     ) due
     left join lateral (${last_turn('due')}) last on true
     left join lateral (${first_turn('due')}) first on true
     where o.message_id = due.message_id
     returning 1`,
    [session_ids, limit]
  )
  return rows.length
}

export type Mark = { message_id: string; epoch: number }

/** Marks that sending begins. Those not returned are gone: canceled or too old, and must not be sent. */
export const markSending = (tx: Tx, marks: Mark[]) =>
  tx.query<{ message_id: string }>(
    `update outbound set began_epoch = ($2::bigint[])[array_position($1::text[], message_id::text)]
     where message_id = any ($1::text[]) returning message_id`,
    [marks.map((mark) => mark.message_id), marks.map((mark) => mark.epoch)],
    'mark_begun'
  )

/** `untried`: nothing of it has left. */
export type ReleasedMessage = {
  message_id: string
  untried: boolean
  attempts: number
  lost_connections: number
}

/** Gives back what was claimed and not finished. Where `untried`, it may be canceled again. */
export const releaseOutbound = async (tx: Tx, messages: ReleasedMessage[]): Promise<void> => {
  await tx.query(
    `update outbound o
     set claimed_epoch = 0, began_epoch = case when w.untried then 0 else o.began_epoch end,
       attempts = w.attempts, lost_connections = w.lost_connections
     from unnest($1::text[], $2::bool[], $3::int[], $4::int[]) as w (message_id, untried, attempts, lost_connections)
     where o.message_id = w.message_id`,
    [
      messages.map((one) => one.message_id),
      messages.map((one) => one.untried),
      messages.map((one) => one.attempts),
      messages.map((one) => one.lost_connections)
    ]
  )
}

export type Held = { session_id: string; epoch: number; held: string[] }

/**
 * Gives back what these sessions have claimed and not in memory: a claim whose answer got lost on the way. What is `held`
 * stays claimed. Whether any of it was sent before is unknown here, so the marks stay.
 */
export const releaseOrphanedClaims = async (
  tx: Pick<Tx, 'query'>,
  sessions: Held[]
): Promise<void> => {
  await tx.query(
    `update outbound o set claimed_epoch = 0
     from jsonb_to_recordset($1::jsonb) as w (session_id text, epoch bigint, held text[])
     where o.session_id = w.session_id and o.claimed_epoch = w.epoch and o.message_id <> all (w.held)`,
    [JSON.stringify(sessions)]
  )
}

/** Takes a message out of the line unless its sending has begun: this row decides between a cancel and the worker. */
export const cancelOutbound = async (tx: Tx, message_id: string): Promise<boolean> => {
  const rows = await tx.query(
    'delete from outbound where message_id = $1 and began_epoch = 0 returning 1',
    [message_id],
    'withdraw_outbound'
  )
  return rows.length === 1
}

/**
 * Fails messages that waited too long, at most `limit`. Where sending has begun the worker decides, if there is one.
 * Messages are locked before their places in the queue, here as everywhere.
 */
export const failExpired = (
  tx: Pick<Tx, 'query'>,
  error: MessageError,
  limit: number
): Promise<MessageRow[]> =>
  tx.query<MessageRow>(
    `with late as materialized (
       select m.id from messages m
       where m.id = any (array(
         select o.message_id from outbound o
         where o.expires_at <= now() and (o.began_epoch = 0 or not ${lease_held}) order by o.expires_at limit $2
       )) for no key update skip locked
     ), gone as (
       delete from outbound o using late
       where o.message_id = late.id and (o.began_epoch = 0 or not ${lease_held}) returning o.message_id, o.began_epoch
     )
     update messages m set status = 'failed', failed_at = now(), quota_return = ${quota_return}, error = $1
     from gone where m.id = gone.message_id and m.status = 'queued'
     returning ${messageColumns('m')}`,
    [JSON.stringify(error), limit],
    'fail_expired'
  )

const lease_held =
  'exists (select from session_leases l where l.session_id = o.session_id and l.expires_at > now())'

/** Takes finished messages out of the line. */
export const completeOutbound = (tx: Pick<Tx, 'send'>, message_ids: string[]): void => {
  tx.send(
    'delete from outbound where message_id = any ($1::text[])',
    [message_ids],
    'finish_outbound'
  )
}
