import type { Idempotency } from '../../domain/idempotency.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Message } from '../../schemas/messages/message.ts'
import type { Deps } from '../deps.ts'
import { wantsPreview, withPreviews } from './previews.ts'
import type { SendMessage } from './queued-message.ts'

/** Accepts a message. It is durable when this returns, not yet sent. */
export const sendMessage = async (
  deps: Pick<Deps, 'accept_calls' | 'fetch_preview'>,
  tenant: Tenant,
  input: SendMessage,
  idempotency: Idempotency | undefined
): Promise<Message> => {
  // A text without a preview to look up does not wait.
  const call = { input: wantsPreview(input) ? await previewed(deps, input) : input, idempotency }
  const answer = await deps.accept_calls(tenant.tenant_id, call)
  if ('error' in answer) throw answer.error
  return answer.view
}

const previewed = async (
  deps: Pick<Deps, 'fetch_preview'>,
  input: SendMessage
): Promise<SendMessage> => {
  const [item = input] = await withPreviews(deps.fetch_preview, [input])
  return item
}
