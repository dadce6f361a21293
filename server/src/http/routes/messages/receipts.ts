import { MessageReceipts } from '../../../schemas/messages/receipt.ts'
import { readReceipts } from '../../../usecases/messages/receipts.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const readReceiptsRoute = route({
  operation_id: 'getMessageReceipts',
  method: 'GET',
  url: '/api/v1/messages/:id/receipts',
  scope: 'messages:read',
  schema: { params: idParams('message'), response: { 200: MessageReceipts } },
  summary: 'Read who has received, read and played a message',
  description:
    'One entry for each person who has the message, in the order in which they got it; whoever is missing does not have it yet. People who have switched off read receipts never count as readers. Empty for messages that were received.',
  tags: ['messages'],
  handler: (deps, { tenant, params }) => readReceipts(deps, tenant, params.id)
})
