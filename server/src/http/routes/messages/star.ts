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
  summary: 'Star or unstar a message',
  description:
    'Only this account sees it. It is changed on the phone too, and `message.starred` reports it.',
  tags: ['messages'],
  handler: async (deps, { context, tenant, params, body }) => {
    const setting = { type: 'star', starred: body?.starred !== false } as const
    return visibleMessage(tenant, await setMessage(deps, context, params.id, setting))
  }
})
