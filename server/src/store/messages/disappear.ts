import { messageColumns } from '../../domain/columns.ts'
import type { MessageRow } from '../../domain/message.ts'
import type { Tx } from '../../lib/db.ts'

/**
 * Takes away what messages said whose time is over and that nobody keeps, with the files that came with them. At most `limit`;
 * one that somebody is writing has to wait.
 */
export const disappearMessages = (tx: Tx, limit: number) =>
  tx.query<MessageRow>(
    `with due as materialized (
       select id from messages where disappears_at <= now() and deleted_at is null and kept_at is null
       order by disappears_at limit $1 for no key update skip locked
     ), raw as (delete from raw_messages r using due where r.message_id = due.id),
     files as (delete from media f using due where f.message_id = due.id)
     update messages m set content = '{}', secret = null, deleted_at = now()
     from due where m.id = due.id
     returning ${messageColumns('m')}`,
    [limit],
    'disappear_messages'
  )
