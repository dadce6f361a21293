import { Message } from '../../../schemas/messages/message.ts'
import { cancelMessage } from '../../../usecases/messages/cancel.ts'
import { visibleMessage } from '../../../usecases/messages/visible.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const cancelMessageRoute = route({
  operation_id: 'cancelMessage',
  method: 'POST',
  audit: { none: 'A message and its events are the record.' },
  url: '/api/v1/messages/:id/cancel',
  idempotency: 'transactional',
  scope: 'messages:write',
  schema: { params: idParams('message'), response: { 200: Message } },
  errors: ['message_not_waiting'],
  summary: 'Cancel a message that is waiting to be sent',
  description:
    'It no longer counts against the quota. A message that is already being sent (`waiting_reason` is `being_sent`) is refused with `message_not_waiting`: a message is either canceled or sent, never both.',
  tags: ['messages'],
  handler: async (deps, { context, tenant, params }) =>
    visibleMessage(tenant, await cancelMessage(deps, context, params.id))
})
