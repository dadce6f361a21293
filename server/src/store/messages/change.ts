import { messageColumns } from '../../domain/columns.ts'
import { AppError } from '../../domain/errors.ts'
import type { MessageRow } from '../../domain/message.ts'
import type { Tx } from '../../lib/db.ts'

/** The message of the tenant, locked until the transaction ends, or the error not_found. */
export const lockMessage = async (
  tx: Tx,
  tenant_id: string,
  message_id: string
): Promise<MessageRow> => {
  const [row] = await tx.query<MessageRow>(
    `select ${messageColumns()} from messages where tenant_id = $1 and id = $2 for no key update`,
    [tenant_id, message_id],
    'lock_message'
  )
  if (!row) throw new AppError('not_found', { message_id })
  return row
}

/** Writes that the message was canceled. */
export const setCanceled = async (tx: Tx, message_id: string): Promise<void> => {
  await tx.query(
    "update messages set status = 'canceled' where id = $1",
    [message_id],
    'set_canceled'
  )
}

/** Puts a failed message back among those that wait. An expiry that is over holds no more. */
export const setQueuedAgain = async (
  tx: Tx,
  message_id: string,
  expires_at: Date | null
): Promise<void> => {
  await tx.query(
    "update messages set status = 'queued', error = null, failed_at = null, expires_at = $2 where id = $1",
    [message_id, expires_at],
    'set_queued_again'
  )
}
