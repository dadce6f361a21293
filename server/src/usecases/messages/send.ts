import { AppError } from '../../domain/errors.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Message } from '../../schemas/messages/message.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { withTemplates } from '../templates/fill.ts'
import { bringsFile, withGivenFiles } from './given-files.ts'
import { wantsPreview, withPreviews } from './previews.ts'
import type { AskedMessage, SendMessage } from './send-message.ts'

type SendDeps = Pick<
  Deps,
  'db' | 'accept_calls' | 'fetch_preview' | 'media' | 'config' | 'webhook_key'
>

/** Accepts a message. It is durable when this returns, not yet sent. */
export const sendMessage = async (
  deps: SendDeps,
  { tenant, idempotency, traceparent, began_ms }: Context,
  given: AskedMessage
): Promise<Message> => {
  const [asked = given] =
    given.type === 'template' ? await withTemplates(deps, tenant, [given]) : []
  const input = await prepared(deps, tenant, asked as SendMessage | AppError, traceparent)
  const call = { input, idempotency, began_ms }
  const answer = await deps.accept_calls(tenant, call)
  if ('error' in answer) throw answer.error
  return answer.view
}

const prepared = async (
  deps: SendDeps,
  tenant: Tenant,
  asked: SendMessage | AppError,
  traceparent: string | null
): Promise<SendMessage | AppError> => {
  if (asked instanceof AppError) return asked
  const input = traceparent === null ? asked : { ...asked, traceparent }
  // A text without a preview to look up does not wait.
  if (wantsPreview(input)) return previewed(deps, input)
  return bringsFile(input) ? withFile(deps, tenant, input) : input
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
