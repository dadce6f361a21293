import { Message } from '../../../schemas/messages/message.ts'
import { retryMessage } from '../../../usecases/messages/retry.ts'
import { visibleMessage } from '../../../usecases/messages/visible.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const retryMessageRoute = route({
  method: 'POST',
  url: '/api/v1/messages/:id/retry',
  idempotency: 'transactional',
  scope: 'messages:write',
  schema: { params: idParams('message'), response: { 202: Message } },
  errors: [
    'message_not_failed',
    'session_not_linked',
    'session_not_started',
    'session_logged_out',
    'session_failed'
  ],
  summary: 'Send a failed message again',
  description:
    'It goes behind what its chat has waiting, at once (a `send_at` is over), and keeps its WhatsApp id: a recipient whom it reached after all sees it once. It is not counted twice. An `expires_at` that is over holds no more. Anything but a failed message is refused with `message_not_failed`.',
  tags: ['messages'],
  handler: async (deps, { tenant, params, idempotency }) =>
    visibleMessage(tenant, await retryMessage(deps, tenant, params.id, idempotency))
})
