import { messageColumns } from '../domain/columns.ts'
import type { MessageError, MessageRow } from '../domain/message.ts'
import type { Tx } from '../lib/db.ts'
import { quota_return } from './quota-return.ts'

export type EndedQueue = { session_id: string; upto_seq: number; error: MessageError }

/** Nothing that the session has in the queue now will be sent any more. However much that is, this writes one row. */
export const endQueue = async (
  tx: Tx,
  session: { session_id: string; tenant_id: string },
  error: MessageError
): Promise<void> => {
  await tx.query(
    `insert into ended_queues as q (session_id, tenant_id, upto_seq, error)
     select $1::text, $2::text, pg_sequence_last_value(pg_get_serial_sequence('outbound', 'seq')::regclass), $3
     where exists (select from outbound o where o.session_id = $1 and o.turn is not null)
       or exists (select from outbound o where o.session_id = $1 and o.turn is null)
     on conflict (session_id) do update set upto_seq = excluded.upto_seq, error = excluded.error`,
    [session.session_id, session.tenant_id, JSON.stringify(error)]
  )
}

/** Queues that have ended and are not empty yet, the oldest first. */
export const findEndedQueues = (tx: Pick<Tx, 'query'>, limit: number) =>
  tx.query<{ session_id: string }>(
    'select session_id from ended_queues order by created_at limit $1',
    [limit],
    'find_ended_queues'
  )

/** Locks one, unless somebody else has it; null then, or when it is done. */
export const takeEndedQueue = async (tx: Tx, session_id: string): Promise<EndedQueue | null> => {
  const [row] = await tx.query<EndedQueue>(
    'select session_id, upto_seq, error from ended_queues where session_id = $1 for no key update skip locked',
    [session_id],
    'take_ended_queue'
  )
  return row ?? null
}

/** At most `limit` of what the queue has left. */
export const endedMessages = async (
  tx: Tx,
  queue: EndedQueue,
  limit: number
): Promise<string[]> => {
  // There is an index for what has a turn and one for what has none.
  const rows = await tx.query<{ message_id: string }>(
    `(select message_id from outbound where session_id = $1 and turn is not null and seq <= $2 limit $3)
     union all
     (select message_id from outbound where session_id = $1 and turn is null and seq <= $2 limit $3)
     limit $3`,
    [queue.session_id, queue.upto_seq, limit],
    'ended_messages'
  )
  return rows.map((row) => row.message_id)
}

/** Takes messages out of the line and fails those that still wait. Messages are locked before their places, here as everywhere. */
export const failMessages = (
  tx: Tx,
  message_ids: string[],
  error: MessageError
): Promise<MessageRow[]> =>
  tx.query<MessageRow>(
    `with held as materialized (
       select m.id from messages m where m.id = any ($1::text[]) order by m.id for no key update
     ), gone as (
       delete from outbound o using held where o.message_id = held.id returning o.message_id, o.began_epoch
     )
     update messages m set status = 'failed', failed_at = now(), quota_return = ${quota_return}, error = $2
     from gone where m.id = gone.message_id and m.status = 'queued'
     returning ${messageColumns('m')}`,
    [message_ids, JSON.stringify(error)],
    'fail_messages'
  )

/** It is empty. */
export const forgetEndedQueue = async (tx: Tx, queue: EndedQueue): Promise<void> => {
  await tx.query(
    'delete from ended_queues where session_id = $1',
    [queue.session_id],
    'forget_ended_queue'
  )
}
