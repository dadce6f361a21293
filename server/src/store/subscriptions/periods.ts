import type { Tx } from '../../lib/db.ts'

/** Begins the next month of subscriptions whose month is over. Returns how many. */
export const renewSubscriptions = async (db: Pick<Tx, 'query'>, limit: number): Promise<number> => {
  const rows = await db.query(
    `update subscriptions set
       current_period_start = current_period_end,
       current_period_end = current_period_end + interval '1 month'
     where id in (
       select id from subscriptions
       where current_period_end <= now() and status in ('trialing', 'active') and price_id is null limit $1 for no key update skip locked
     ) returning id`,
    [limit],
    'renew_subscriptions'
  )
  return rows.length
}
