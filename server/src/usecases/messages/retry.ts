import type { WorkerAddress } from '../../control/contract.ts'
import { AppError } from '../../domain/errors.ts'
import type { MessageRow } from '../../domain/message.ts'
import { firstDayOf, monthOf } from '../../domain/month.ts'
import type { Tx } from '../../lib/db.ts'
import { putOutbounds } from '../../queue/outbound.ts'
import type { MessageContent } from '../../schemas/messages/kinds.ts'
import { type Message, messageView } from '../../schemas/messages/message.ts'
import { putEvents } from '../../store/events/put.ts'
import { putConversions } from '../../store/media/media.ts'
import { getSender, type Sender } from '../../store/messages/accept.ts'
import { findQuotaReturn, lockMessage, setQueuedAgain } from '../../store/messages/change.ts'
import { takeMessageQuotas } from '../../store/usage/message-quotas.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { findHost } from '../sessions/host.ts'
import { findFiles } from './files.ts'
import { firstWaiting } from './queued-message.ts'
import { quotaExceeded } from './quota.ts'
import { refuseUnableSender } from './refuse-unable-sender.ts'

/**
 * Puts a failed message in the queue again, behind what its chat has waiting. It keeps its WhatsApp id, so that a recipient
 * whom it reached after all sees it once, and it is counted once, too: anew where its quota was given back.
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
    const month = await countAgain(tx, failed, sender, now)
    await setQueuedAgain(tx, id, message.expires_at, month)
    putConversions(tx, tenant_id, file?.convert ? [file] : [])
    putOutbounds(tx, [{ ...message, send_at: null, file }])
    putEvents(tx, [{ tenant_id, session_id, type: 'message.accepted', data: again }])
    return again
  })
  if (worker) deps.workers.poke(worker)
  return view
}

/** Takes the quota once more where it was given back. Gives the month that it is of; null: it counts as before. */
const countAgain = async (
  tx: Tx,
  { id, tenant_id }: MessageRow,
  sender: Sender,
  now: Date
): Promise<string | null> => {
  if ((await findQuotaReturn(tx, id)) !== 'done') return null
  if ((await takeMessageQuotas(tx, tenant_id, sender, 1, now)) === 0)
    throw quotaExceeded(sender, now)
  return firstDayOf(monthOf(now))
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
