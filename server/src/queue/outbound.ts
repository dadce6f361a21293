import type { MessageError, MessageRow } from '../domain/message.ts'
import type { Tx } from '../lib/db.ts'

/** Puts an accepted message in line. It is sent after those of its chat that were put before. */
export const putOutbound = async (
  tx: Tx,
  message: { id: string; session_id: string; tenant_id: string; chat_id: string }
): Promise<void> => {
  await tx.query(
    'insert into outbound (message_id, session_id, tenant_id, chat_id) values ($1, $2, $3, $4)',
    [message.id, message.session_id, message.tenant_id, message.chat_id],
    'put_outbound'
  )
}

export type Claim = { session_id: string; epoch: number; limit: number }

export type ClaimedMessage = {
  seq: number
  message_id: string
  session_id: string
  chat_id: string
  whatsapp_id: string
  type: string
  content: Record<string, unknown>
}

/**
 * Takes what is waiting for these sessions, oldest first. A message stays in the table until it is finished; `epoch`
 * marks it as being in the memory of the lease's holder, so that the next holder takes it again.
 */
export const claimOutbound = (tx: Pick<Tx, 'query'>, claims: Claim[]): Promise<ClaimedMessage[]> =>
  tx.query<ClaimedMessage>(
    `with claimed as (
       update outbound o set claimed_epoch = c.epoch
       from (
         select o.seq, w.epoch
         from unnest($1::text[], $2::bigint[], $3::int[]) as w (session_id, epoch, most)
         cross join lateral (
           select seq from outbound o
           where o.session_id = w.session_id and o.claimed_epoch <> w.epoch and o.run_at <= now()
           order by seq limit w.most
         ) o
       ) c
       where o.seq = c.seq
       returning o.seq, o.message_id, o.session_id, o.chat_id
     )
     select c.seq, c.message_id, c.session_id, c.chat_id, m.whatsapp_id, m.type, m.content
     from claimed c join messages m on m.id = c.message_id
     order by c.seq`,
    [
      claims.map((claim) => claim.session_id),
      claims.map((claim) => claim.epoch),
      claims.map((claim) => claim.limit)
    ],
    'claim_outbound'
  )

/** Takes finished messages out of the line. */
export const finishOutbound = async (tx: Tx, message_ids: string[]): Promise<void> => {
  await tx.query(
    'delete from outbound where message_id = any ($1)',
    [message_ids],
    'finish_outbound'
  )
}

/** Fails everything a session has in line. */
export const failQueued = (
  tx: Tx,
  session_id: string,
  error: MessageError
): Promise<MessageRow[]> =>
  tx.query<MessageRow>(
    `with gone as (delete from outbound where session_id = $1 returning message_id)
     update messages m set status = 'failed', failed_at = now(), error = $2
     from gone where m.id = gone.message_id and m.status = 'queued'
     returning m.*`,
    [session_id, JSON.stringify(error)],
    'fail_queued'
  )
