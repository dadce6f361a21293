import type { Tx } from '../../lib/db.ts'

/** Deletes at most `limit` messages that are older than `message_days` of their tenant. What still waits to be sent stays. */
export const deleteMessagesBeyondPlan = async (
  db: Pick<Tx, 'query'>,
  limit: number
): Promise<number> => {
  const rows = await db.query(
    `delete from messages where id = any (array(
       select m.id from subscriptions s cross join lateral (
         select id from messages where tenant_id = s.tenant_id and status <> 'queued'
           and id < first_message_id(now() - make_interval(days => s.message_days))
         order by id limit $1
       ) m where s.status <> 'canceled' and s.message_days is not null limit $1
     )) returning 1`,
    [limit],
    'delete_messages_beyond_plan'
  )
  return rows.length
}
