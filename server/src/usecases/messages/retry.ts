import type { WorkerAddress } from '../../control/contract.ts'
import { AppError } from '../../domain/errors.ts'
import type { MessageRow } from '../../domain/message.ts'
import { putOutbounds } from '../../queue/outbound.ts'
import type { MessageContent } from '../../schemas/messages/kinds.ts'
import { type Message, messageView } from '../../schemas/messages/message.ts'
import { putEvents } from '../../store/events/put.ts'
import { putConversions } from '../../store/media/media.ts'
import { getSender } from '../../store/messages/accept.ts'
import { lockMessage, setQueuedAgain } from '../../store/messages/change.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { findHost } from '../sessions/host.ts'
import { findFiles } from './files.ts'
import { firstWaiting } from './queued-message.ts'
import { refuseUnableSender } from './refuse-unable-sender.ts'

/**
 * Puts a failed message in the queue again, behind what its chat has waiting. It keeps its WhatsApp id, so that a recipient
 * whom it reached after all sees it once, and it was counted when it was accepted.
 */
export const retryMessage = async (
  deps: Deps,
  ctx: Context,
  message_id: string
): Promise<Message> => {
  let worker: WorkerAddress | null = null
  const view = await command(deps, ctx, async (tx) => {
    const now = deps.clock.now()
    const failed = await lockMessage(tx, ctx.tenant.tenant_id, message_id)
    if (failed.status !== 'failed' || failed.direction !== 'outbound') {
      throw new AppError('message_not_failed', { message_id, status: failed.status })
    }
    const { id, tenant_id, session_id } = failed
    const sender = await getSender(tx, tenant_id, session_id)
    refuseUnableSender(sender)
    worker = findHost(sender)
    const message = queuedAgain(failed, now)
    const file = (await findFiles(tx, tenant_id, [contentOf(failed)]))(contentOf(failed))
    const again = messageView(message, firstWaiting(message, sender, now, file?.waits))
    await setQueuedAgain(tx, id, message.expires_at)
    putConversions(tx, tenant_id, file?.convert ? [file] : [])
    putOutbounds(tx, [{ ...message, send_at: null, file }])
    putEvents(tx, [{ tenant_id, session_id, type: 'message.accepted', data: again }])
    return again
  })
  if (worker) deps.workers.poke(worker)
  return view
}

const contentOf = ({ type, content }: MessageRow) =>
  ({ type, [type]: content[type] }) as unknown as MessageContent

const queuedAgain = (failed: MessageRow, now: Date): MessageRow => ({
  ...failed,
  status: 'queued',
  error: null,
  failed_at: null,
  expires_at: failed.expires_at && failed.expires_at > now ? failed.expires_at : null
})
