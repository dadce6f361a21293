import type { Idempotency } from '../../domain/idempotency.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Message } from '../../schemas/messages/message.ts'
import type { Deps } from '../deps.ts'
import type { SendMessage } from './queued-message.ts'

/** Accepts a message. It is durable when this returns, not yet sent. */
export const sendMessage = async (
  deps: Pick<Deps, 'accept_calls'>,
  tenant: Tenant,
  input: SendMessage,
  idempotency: Idempotency | undefined
): Promise<Message> => {
  const answer = await deps.accept_calls(tenant.tenant_id, { input, idempotency })
  if ('error' in answer) throw answer.error
  return answer.view
}
