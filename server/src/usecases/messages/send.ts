import { AppError } from '../../domain/errors.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Message } from '../../schemas/messages/message.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { bringsFile, withGivenFiles } from './given-files.ts'
import { wantsPreview, withPreviews } from './previews.ts'
import type { SendMessage } from './send-message.ts'

type SendDeps = Pick<Deps, 'accept_calls' | 'fetch_preview' | 'media' | 'config' | 'webhook_key'>

/** Accepts a message. It is durable when this returns, not yet sent. */
export const sendMessage = async (
  deps: SendDeps,
  { tenant, idempotency, traceparent, began_ms }: Context,
  asked: SendMessage
): Promise<Message> => {
  const input = traceparent === null ? asked : { ...asked, traceparent }
  // A text without a preview to look up does not wait.
  let ready = input
  if (wantsPreview(input)) ready = await previewed(deps, input)
  else if (bringsFile(input)) ready = await withFile(deps, tenant, input)
  const call = { input: ready, idempotency, began_ms }
  const answer = await deps.accept_calls(tenant, call)
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

const withFile = async (
  deps: SendDeps,
  { tenant_id }: Tenant,
  input: SendMessage
): Promise<SendMessage> => {
  const [item = input] = await withGivenFiles(deps, tenant_id, [input])
  if (item instanceof AppError) throw item
  return item
}
