import type { Idempotency } from '../../domain/idempotency.ts'
import { messageView } from '../../domain/message.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { WorkerAddress } from '../../domain/worker-control.ts'
import { putEvents } from '../../queue/events.ts'
import { putOutbound } from '../../queue/outbound.ts'
import { getSender, insertQueuedMessages } from '../../store/messages.ts'
import type { Deps } from '../deps.ts'
import { withIdempotency } from '../idempotency/with-idempotency.ts'
import { findHost } from '../sessions/host.ts'
import { firstWaiting, queuedMessage, type SendMessage } from './queued-message.ts'
import { takeMessageQuota } from './quota.ts'
import { refuseUnableSender } from './sender.ts'

/** Accepts a message. It is durable when this returns, not yet sent. */
export const sendMessage = async (
  deps: Deps,
  tenant: Tenant,
  input: SendMessage,
  idempotency: Idempotency | undefined
): Promise<Record<string, unknown>> => {
  const { tenant_id } = tenant
  const { session_id } = input
  let worker: WorkerAddress | null = null
  const accepted = await deps.db.withTenant(tenant, (tx) =>
    withIdempotency(deps, tx, tenant, idempotency, async () => {
      // step: accept begun
      const now = deps.clock.now()
      const sender = await getSender(tx, tenant_id, session_id)
      // step: sender read
      refuseUnableSender(sender)
      worker = findHost(sender)
      const message = queuedMessage(tenant_id, sender, input, 'normal', now)
      const view = messageView(message, firstWaiting(message, sender, now))
      // The message, its place in the queue and the event that tells of it travel together, and are written in this
      // order. The quota comes last, because a shard of it stays locked from there to the commit.
      await Promise.all([
        insertQueuedMessages(tx, [message]),
        putOutbound(tx, message),
        putEvents(tx, [{ tenant_id, session_id, type: 'message.accepted', data: view }]),
        takeMessageQuota(tx, tenant_id, sender, now)
      ])
      // step: message accepted
      return view
    })
  )
  // step: accept committed
  if (worker) deps.workers.poke(worker)
  // step: worker poked
  return accepted
}
