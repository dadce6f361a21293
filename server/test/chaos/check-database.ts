import type { Db } from '../../src/lib/db.ts'
import type { Traffic } from './traffic.ts'

/** What is wrong in the database where no caller can see it: rows beyond those that must be there, a wrong count of use. */
export const checkDatabase = async (db: Db, { accepted, said }: Traffic): Promise<string[]> => {
  const wanted = {
    'outbound messages': accepted.length,
    'inbound messages': said.length,
    'messages counted as used': accepted.length,
    'messages in the queue': 0,
    'transactions left open': 0
  }
  const [found] = await db.query<Record<keyof typeof wanted, number>>(
    `select
       (select count(*)::int from messages where direction = 'outbound') as "outbound messages",
       (select count(*)::int from messages where direction = 'inbound') as "inbound messages",
       (select sum(used)::int from usage_stats where metric = 'messages_out') as "messages counted as used",
       (select count(*)::int from outbound) as "messages in the queue",
       (select count(*)::int from pg_stat_activity
        where datname = current_database() and state like 'idle in transaction%'
          and state_change < now() - interval '5 seconds') as "transactions left open"`
  )
  return (Object.keys(wanted) as (keyof typeof wanted)[])
    .filter((name) => found?.[name] !== wanted[name])
    .map((name) => `${name}: ${found?.[name]}, not ${wanted[name]}`)
}
