import { z } from 'zod'
import { Message } from '../../../schemas/messages/message.ts'
import { setMessage } from '../../../usecases/messages/set.ts'
import { visibleMessage } from '../../../usecases/messages/visible.ts'
import { callErrors } from '../../../usecases/sessions/call.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const starMessageRoute = route({
  operation_id: 'starMessage',
  method: 'POST',
  audit: { none: 'A message and its events are the record.' },
  url: '/api/v1/messages/:id/star',
  scope: 'messages:write',
  schema: {
    params: idParams('message'),
    body: z
      .strictObject({ starred: z.boolean().optional().describe('`false`: the star is taken off.') })
      .meta({ id: 'StarMessage' })
      .optional(),
    response: { 200: Message }
  },
  errors: [
    'message_not_sent',
    'message_deleted',
    'message_unsuitable',
    ...callErrors('set_message')
  ],
  summary: 'Put a star on a message, or take it off',
  description: 'For the account alone, on the phone too; `message.starred` tells of it.',
  tags: ['messages'],
  handler: async (deps, { context, tenant, params, body }) => {
    const setting = { type: 'star', starred: body?.starred !== false } as const
    return visibleMessage(tenant, await setMessage(deps, context, params.id, setting))
  }
})
