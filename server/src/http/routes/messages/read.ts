import { Message } from '../../../schemas/messages/message.ts'
import { readMessage } from '../../../usecases/messages/read.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const readMessageRoute = route({
  operation_id: 'getMessage',
  method: 'GET',
  url: '/api/v1/messages/:id',
  scope: 'messages:read',
  schema: { params: idParams('message'), response: { 200: Message } },
  summary: 'Read a message',
  tags: ['messages'],
  handler: (deps, request) => readMessage(deps, request.tenant, request.params.id)
})
