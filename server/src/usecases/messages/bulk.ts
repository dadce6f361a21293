import { AppError, errors } from '../../domain/errors.ts'
import type { Idempotency } from '../../domain/idempotency.ts'
import { type MessageRow, messageView } from '../../domain/message.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { WorkerAddress } from '../../domain/worker-control.ts'
import type { Tx } from '../../lib/db.ts'
import { putEvents } from '../../queue/events.ts'
import { putOutbounds } from '../../queue/outbound.ts'
import { findSenders, insertQueuedMessages, type Sender } from '../../store/messages.ts'
import type { Deps } from '../deps.ts'
import { withIdempotency } from '../idempotency/with-idempotency.ts'
import { findHost } from '../sessions/host.ts'
import { firstWaiting, queuedMessage, type SendMessage } from './queued-message.ts'
import { quotaExceeded, takeMessageQuotas } from './quota.ts'
import { refuseUnableSender } from './sender.ts'

export type BulkItem = SendMessage | AppError

export type BulkResult = {
  accepted: number
  refused: number
  results: Record<string, unknown>[]
}

type Accepted = { message: MessageRow; sender: Sender }
type Judged = Accepted | AppError

const isAccepted = (one: Judged): one is Accepted => !(one instanceof AppError)

/**
 * Accepts many messages in one transaction, in their order, with an answer for each: one that is refused (an AppError
 * comes in for what was no message at all) does not keep the others. The quota is never oversold: what is beyond it is refused.
 */
export const sendMessages = async (
  deps: Deps,
  tenant: Tenant,
  items: BulkItem[],
  idempotency: Idempotency | undefined
): Promise<BulkResult> => {
  const workers = new Map<string, WorkerAddress>()
  const result = await deps.db.withTenant(tenant, (tx) =>
    withIdempotency(deps, tx, tenant, idempotency, async () => {
      const now = deps.clock.now()
      const judged = await judge(tx, tenant, items, now)
      const granted = await grant(tx, tenant, judged, now)
      const accepted = granted.filter(isAccepted)
      const views = new Map(
        accepted.map(({ message, sender }) => [
          message,
          messageView(message, firstWaiting(message, sender, now))
        ])
      )
      const messages = accepted.map((one) => one.message)
      if (messages.length > 0) {
        await insertQueuedMessages(tx, messages)
        await putOutbounds(tx, messages)
        await putEvents(
          tx,
          messages.map((message) => ({
            tenant_id: tenant.tenant_id,
            session_id: message.session_id,
            type: 'message.accepted',
            data: views.get(message) ?? {}
          }))
        )
      }
      for (const { sender } of accepted) {
        const host = findHost(sender)
        if (host) workers.set(host.instance_id, host)
      }
      return {
        accepted: messages.length,
        refused: granted.length - messages.length,
        results: granted.map((one, index) =>
          isAccepted(one)
            ? { index, status: 'accepted', message: views.get(one.message) }
            : { index, status: 'refused', error: refusal(one) }
        )
      }
    })
  )
  for (const worker of workers.values()) deps.workers.poke(worker)
  return result
}

const judge = async (tx: Tx, tenant: Tenant, items: BulkItem[], now: Date): Promise<Judged[]> => {
  const named = new Set(items.flatMap((item) => (item instanceof AppError ? [] : item.session_id)))
  const found = await findSenders(tx, tenant.tenant_id, [...named])
  const senders = new Map(found.map((sender) => [sender.id, sender]))
  return items.map((item) => {
    if (item instanceof AppError) return item
    try {
      const sender = senders.get(item.session_id)
      if (!sender) throw new AppError('not_found', { session_id: item.session_id })
      refuseUnableSender(sender)
      return { message: queuedMessage(tenant.tenant_id, sender, item, 'bulk', now), sender }
    } catch (error) {
      if (error instanceof AppError) return error
      throw error
    }
  })
}

/** Takes the quota; the last of those that would be accepted are refused where it does not reach. */
const grant = async (tx: Tx, tenant: Tenant, judged: Judged[], now: Date): Promise<Judged[]> => {
  const wanted = judged.filter(isAccepted)
  const [first] = wanted
  if (!first) return judged
  let left = await takeMessageQuotas(tx, tenant.tenant_id, first.sender, wanted.length, now)
  return judged.map((one) =>
    !isAccepted(one) || left-- > 0 ? one : quotaExceeded(one.sender, now)
  )
}

const refusal = (error: AppError): Record<string, unknown> => ({
  code: error.code,
  title: errors[error.code].title,
  detail: error.detail ?? errors[error.code].text,
  errors: error.fields
})
