import { AppError } from '../../domain/errors.ts'
import type { MessageRow } from '../../domain/message.ts'
import { refuseUnseen, windowEnd } from '../../domain/message-changes.ts'
import { postIn, status_seconds } from '../../domain/status.ts'
import type { Tx } from '../../lib/db.ts'
import { cancelOutbound } from '../../queue/outbound.ts'
import { messageEvents } from '../../schemas/message-event.ts'
import { type Status, statusView } from '../../schemas/status.ts'
import { putEvents } from '../../store/events/put.ts'
import { setCanceled } from '../../store/messages/change.ts'
import { getStatus } from '../../store/statuses.ts'
import { giveBackMessageQuotas } from '../../store/usage/message-quotas.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { nameOf } from '../messages/references.ts'
import type { SendMessage } from '../messages/send-message.ts'
import { accept } from './post.ts'

type Place = { id: string; status: string }

/**
 * Takes a status away. One that waits is canceled; one that WhatsApp has is revoked by a message to all who got it, which waits
 * in the queue behind it.
 */
export const deleteStatus = async (deps: Deps, ctx: Context, place: Place): Promise<Status> => {
  const { tenant_id } = ctx.tenant
  const row = await deps.db.withTenant(ctx.tenant, (tx) =>
    getStatus(tx, tenant_id, place.id, place.status)
  )
  if (row.status === 'queued') return cancelStatus(deps, ctx, place)
  return accept(deps, ctx, async (tx, now) =>
    deletionOf(await getStatus(tx, tenant_id, place.id, place.status), now)
  )
}

const deletionOf = (row: MessageRow, now: Date): SendMessage => {
  refuseUnseen(row)
  const ends = windowEnd(row, status_seconds * 1_000, 'delete_window_over', now)
  const post = postIn(row.content)
  if (!post) throw new AppError('message_unsuitable', { message_id: row.id })
  const { id: message_id, session_id, chat_id: to } = row
  return {
    session_id,
    to,
    type: 'delete',
    delete: { message_id },
    target: nameOf(row),
    post,
    expires_at: ends.toISOString()
  }
}

const cancelStatus = (deps: Deps, ctx: Context, place: Place): Promise<Status> =>
  command(deps, ctx, async (tx) => {
    const row = await getStatus(tx, ctx.tenant.tenant_id, place.id, place.status, { lock: true })
    const { id, tenant_id, session_id, status } = row
    if (status !== 'queued' || !(await cancelOutbound(tx, id)))
      throw new AppError('message_not_waiting', { message_id: id, status })
    await cancel(tx, row)
    const canceled = { ...row, status: 'canceled' as const }
    putEvents(
      tx,
      messageEvents('canceled', canceled).map((told) => ({ tenant_id, session_id, ...told }))
    )
    return statusView(canceled)
  })

const cancel = async (tx: Tx, { id, tenant_id }: MessageRow): Promise<void> => {
  const month = await setCanceled(tx, id)
  await giveBackMessageQuotas(tx, tenant_id, month, 1)
}
