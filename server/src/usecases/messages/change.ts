import type { WorkerAddress } from '../../control/contract.ts'
import { AppError } from '../../domain/errors.ts'
import type { MessageRow } from '../../domain/message.ts'
import type { Tx } from '../../lib/db.ts'
import type { Message } from '../../schemas/messages/message.ts'
import { getMessage } from '../../store/messages/accept.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { acceptMessages } from './accept.ts'
import type { SendMessage } from './send-message.ts'
import { traceAccepted } from './trace-accepted.ts'

/** What is asked of a message: something to be sent to its chat, or to another one. */
type Asked = Omit<SendMessage, 'session_id' | 'to'> & { to?: string }

/**
 * Accepts what a caller asks of a message. It becomes a message itself, which waits in the queue of its chat behind what was
 * accepted before; what it does to the other one shows when WhatsApp has taken it.
 */
export const askOfMessage = async (
  deps: Deps,
  ctx: Context,
  message_id: string,
  ask: (message: MessageRow, now: Date, tx: Tx) => Asked | Promise<Asked>
): Promise<Message> => {
  let worker: WorkerAddress | null = null
  let accepted: MessageRow | undefined
  const { tenant_id } = ctx.tenant
  const view = await command(deps, ctx, async (tx) => {
    const now = deps.clock.now()
    const message = await getMessage(tx, tenant_id, message_id)
    const asked = await ask(message, now, tx)
    const { session_id, chat_id } = message
    const input = {
      to: chat_id,
      ...asked,
      session_id,
      ...(ctx.traceparent !== null && { traceparent: ctx.traceparent })
    } as SendMessage
    const { message_counters } = deps
    const [answer] = await acceptMessages(tx, tenant_id, [input], 'normal', now, message_counters)
    if (!answer || answer instanceof AppError) throw answer
    worker = answer.worker
    accepted = answer.message
    return answer.view
  })
  if (worker) deps.workers.poke(worker)
  deps.meters.count('gateway_messages_accepted_total', { kind: view.type })
  if (accepted) traceAccepted(deps.tracing, accepted, ctx.began_ms, deps.clock.now().getTime())
  return view
}
