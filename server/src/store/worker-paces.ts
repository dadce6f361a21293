import type { Pacing } from '../domain/pacing.ts'
import type { Tx } from '../lib/db.ts'

export type LastSent = { session_id: string; tenant_id: string; chat_id: string; last_at: Date }

/** How fast these sessions may send. */
export const findPacing = (db: Pick<Tx, 'query'>, session_ids: string[]) =>
  db.query<Pacing & { session_id: string }>(
    `select id as session_id, messages_per_minute, pause_between_messages_ms from sessions where id = any ($1)`,
    [session_ids],
    'find_pacing'
  )

/** When these sessions last sent something, to whom, as far as it can still matter. */
export const findPaces = (db: Pick<Tx, 'query'>, session_ids: string[]) =>
  db.query<{ session_id: string; chat_id: string; last_at: Date }>(
    `select session_id, chat_id, last_at from paces
     where session_id = any ($1) and last_at > now() - interval '1 hour'`,
    [session_ids],
    'find_paces'
  )

/** Remembers when sessions sent something. */
export const putPaces = async (tx: Tx, sent: LastSent[]): Promise<void> => {
  await tx.query(
    `insert into paces as p (session_id, chat_id, tenant_id, last_at)
     select session_id, chat_id, min(tenant_id), max(last_at)
     from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[]) as w (session_id, chat_id, tenant_id, last_at)
     group by session_id, chat_id order by session_id, chat_id
     on conflict (session_id, chat_id) do update set last_at = greatest(p.last_at, excluded.last_at)`,
    [
      sent.map((one) => one.session_id),
      sent.map((one) => one.chat_id),
      sent.map((one) => one.tenant_id),
      sent.map((one) => one.last_at)
    ],
    'put_paces'
  )
}
