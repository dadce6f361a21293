import { Message } from '../../../schemas/messages/message.ts'
import { retryMessage } from '../../../usecases/messages/retry.ts'
import { visibleMessage } from '../../../usecases/messages/visible.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const retryMessageRoute = route({
  operation_id: 'retryMessage',
  method: 'POST',
  audit: { none: 'A message and its events are the record.' },
  url: '/api/v1/messages/:id/retry',
  idempotency: 'transactional',
  scope: 'messages:write',
  schema: { params: idParams('message'), response: { 202: Message } },
  errors: [
    'message_not_failed',
    'session_not_linked',
    'session_not_started',
    'session_logged_out',
    'session_failed',
    'quota_exceeded'
  ],
  summary: 'Send a failed message again',
  description:
    'The message is queued at once, behind the waiting messages of its chat, and keeps its WhatsApp id: a recipient it had reached after all sees it once. It does not count twice against the quota: one that failed before it left was given back, and counts anew. A past `expires_at` is cleared. A message that has not failed is refused with `message_not_failed`.',
  tags: ['messages'],
  handler: async (deps, { context, tenant, params }) =>
    visibleMessage(tenant, await retryMessage(deps, context, params.id))
})
