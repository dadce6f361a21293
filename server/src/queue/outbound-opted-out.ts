import { messageColumns } from '../domain/columns.ts'
import type { MessageError, MessageRow } from '../domain/message.ts'
import { change_types } from '../domain/message-changes.ts'
import type { Tx } from '../lib/db.ts'
import { quota_return } from './quota-return.ts'

/**
 * Fails messages that wait for somebody who has opted out since they were accepted, at most `limit`. Where sending has
 * begun the message leaves. Messages are locked before their places in the queue, here as everywhere.
 */
export const failOptedOut = (
  tx: Pick<Tx, 'query'>,
  opt_out_id: string,
  error: MessageError,
  limit: number
): Promise<MessageRow[]> =>
  tx.query<MessageRow>(
    `with late as materialized (
       select m.id from messages m
       where m.id = any (array(
         select q.message_id from opt_outs o
         join outbound q on q.tenant_id = o.tenant_id and q.chat_id = any (addresses_of(o.tenant_id, o.address))
         where o.id = $2 and q.began_epoch = 0
       )) and m.queued_at <= (select created_at from opt_outs where id = $2) and m.type <> all ($4)
       order by m.id limit $3 for no key update skip locked
     ), gone as (
       delete from outbound q using late where q.message_id = late.id and q.began_epoch = 0 returning q.message_id, q.began_epoch
     )
     update messages m set status = 'failed', failed_at = now(), quota_return = ${quota_return}, error = $1
     from gone where m.id = gone.message_id and m.status = 'queued'
     returning ${messageColumns('m')}`,
    [JSON.stringify(error), opt_out_id, limit, ['reaction', ...change_types]],
    'fail_opted_out'
  )
