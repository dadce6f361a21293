import { AppError } from '../../domain/errors.ts'
import type { Idempotency } from '../../domain/idempotency.ts'
import { newId } from '../../domain/ids.ts'
import { type MessageContent, type MessageRow, messageView } from '../../domain/message.ts'
import { parseRecipient } from '../../domain/recipient.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { newWhatsappId } from '../../domain/whatsapp-id.ts'
import type { WorkerAddress } from '../../domain/worker-control.ts'
import { putEvents } from '../../queue/events.ts'
import { putOutbound } from '../../queue/outbound.ts'
import { getSender, insertQueuedMessage, type Sender } from '../../store/messages.ts'
import type { Deps } from '../deps.ts'
import { withIdempotency } from '../idempotency/with-idempotency.ts'
import { findHost } from '../sessions/host.ts'
import { takeMessageQuota } from './quota.ts'
import { refuseUnableSender } from './sender.ts'

export type SendMessage = { session_id: string; to: string } & MessageContent

/** Accepts a message. It is durable when this returns, not yet sent. */
export const sendMessage = async (
  deps: Deps,
  tenant: Tenant,
  input: SendMessage,
  idempotency: Idempotency | undefined
): Promise<Record<string, unknown>> => {
  const { tenant_id } = tenant
  const { session_id, to, ...content } = input
  const chat_id = parseRecipient(to)
  if (!chat_id) throw recipientInvalid()
  let worker: WorkerAddress | null = null
  const accepted = await deps.db.withTenant(tenant, (tx) =>
    withIdempotency(deps, tx, tenant, idempotency, async () => {
      const now = deps.clock.now()
      const sender = await getSender(tx, tenant_id, session_id)
      refuseUnableSender(sender)
      worker = findHost(sender)
      const message = queuedMessage(tenant, sender, chat_id, content, now)
      const view = messageView(message)
      // The message, its place in the queue and the event that tells of it travel together, and are written in this
      // order. The quota comes last, because a shard of it stays locked from there to the commit.
      await Promise.all([
        insertQueuedMessage(tx, message),
        putOutbound(tx, message),
        putEvents(tx, [{ tenant_id, session_id, type: 'message.accepted', data: view }]),
        takeMessageQuota(tx, tenant_id, sender, now)
      ])
      return view
    })
  )
  if (worker) deps.workers.poke(worker)
  return accepted
}

const queuedMessage = (
  tenant: Tenant,
  sender: Sender,
  chat_id: string,
  content: MessageContent,
  queued_at: Date
): MessageRow => ({
  id: newId('message'),
  tenant_id: tenant.tenant_id,
  session_id: sender.id,
  direction: 'outbound',
  status: 'queued',
  whatsapp_id: newWhatsappId(sender.jid ?? '', queued_at.getTime()),
  chat_id,
  sender_id: sender.jid,
  push_name: null,
  type: content.type,
  content,
  error: null,
  whatsapp_at: null,
  queued_at,
  sent_at: null,
  delivered_at: null,
  read_at: null,
  failed_at: null
})

const recipientInvalid = (): AppError => {
  const message =
    'Must be a number in international form, a JID (…@s.whatsapp.net, …@lid) or a group id (…@g.us).'
  return new AppError('recipient_invalid', {}, { fields: [{ path: 'to', message }] })
}
