import { cancelMessage } from '../../../usecases/messages/cancel.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'
import { Message } from './message.ts'

export const cancelMessageRoute = route({
  method: 'POST',
  url: '/api/v1/messages/:id/cancel',
  scope: 'messages:write',
  schema: { params: idParams('message'), response: { 200: Message } },
  summary: 'Cancel a message that waits to be sent',
  description:
    'Its quota is given back. A message whose sending has begun (`waiting_reason` is `being_sent`) is refused with `message_not_waiting`: it is either canceled or sent, never both.',
  tags: ['messages'],
  handler: (deps, { tenant, params, idempotency }) =>
    cancelMessage(deps, tenant, params.id, idempotency)
})
