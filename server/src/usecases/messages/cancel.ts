import { AppError } from '../../domain/errors.ts'
import { isChange } from '../../domain/message-changes.ts'
import { cancelOutbound } from '../../queue/outbound.ts'
import { type Message, messageView } from '../../schemas/messages/message.ts'
import { putEvents } from '../../store/events/put.ts'
import { lockMessage, setCanceled } from '../../store/messages/change.ts'
import { giveBackMessageQuotas } from '../../store/usage/message-quotas.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'

/**
 * Cancels a message that waits to be sent and gives its quota back. It is canceled or it is sent, never both: whether
 * sending has begun stands in its row of the queue, which the worker marks before anything leaves.
 */
export const cancelMessage = (deps: Deps, ctx: Context, message_id: string): Promise<Message> =>
  command(deps, ctx, async (tx) => {
    const message = await lockMessage(tx, ctx.tenant.tenant_id, message_id)
    const { id, tenant_id, session_id, status } = message
    if (status !== 'queued' || !(await cancelOutbound(tx, id))) {
      throw new AppError('message_not_waiting', { message_id: id, status })
    }
    const view = messageView({ ...message, status: 'canceled' })
    const month = await setCanceled(tx, id)
    putEvents(tx, [{ tenant_id, session_id, type: 'message.canceled', data: view }])
    if (!isChange(message.type)) await giveBackMessageQuotas(tx, tenant_id, month, 1)
    return view
  })
