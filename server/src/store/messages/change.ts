import { messageColumns } from '../../domain/columns.ts'
import { AppError } from '../../domain/errors.ts'
import type { MessageRow } from '../../domain/message.ts'
import { noStatus } from '../../domain/status.ts'
import type { Tx } from '../../lib/db.ts'
import { quota_month } from './quota-month.ts'

/** The message of the tenant, locked until the transaction ends, or the error not_found. */
export const lockMessage = async (
  tx: Tx,
  tenant_id: string,
  message_id: string
): Promise<MessageRow> => {
  const [row] = await tx.query<MessageRow>(
    `select ${messageColumns()} from messages where tenant_id = $1 and id = $2 and ${noStatus()} for no key update`,
    [tenant_id, message_id],
    'lock_message'
  )
  if (!row) throw new AppError('not_found', { message_id })
  return row
}

/** Writes that the message was canceled. Gives the first day of the month against which it counts. */
export const setCanceled = async (tx: Tx, message_id: string): Promise<string> => {
  const [row] = await tx.query<{ month: string }>(
    `update messages m set status = 'canceled' where id = $1 returning ${quota_month} as month`,
    [message_id],
    'set_canceled'
  )
  if (!row) throw new Error('the message is locked, so it is there')
  return row.month
}

/** Whether the quota of the message was given back, or is to be. The message is locked. */
export const findQuotaReturn = async (
  tx: Tx,
  message_id: string
): Promise<'due' | 'done' | null> => {
  const [row] = await tx.query<{ quota_return: 'due' | 'done' | null }>(
    'select quota_return from messages where id = $1',
    [message_id],
    'find_quota_return'
  )
  return row?.quota_return ?? null
}

/** Puts a failed message back among those that wait; `month`: against which it counts now, null: as before. */
export const setQueuedAgain = async (
  tx: Tx,
  message_id: string,
  expires_at: Date | null,
  month: string | null
): Promise<void> => {
  await tx.query(
    `update messages set status = 'queued', error = null, failed_at = null, expires_at = $2,
       quota_return = null, quota_month = coalesce($3::date, quota_month) where id = $1`,
    [message_id, expires_at, month],
    'set_queued_again'
  )
}
