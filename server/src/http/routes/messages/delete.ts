import { z } from 'zod'
import { Message } from '../../../schemas/messages/message.ts'
import { deleteMessage } from '../../../usecases/messages/delete.ts'
import { setMessage } from '../../../usecases/messages/set.ts'
import { visibleMessage } from '../../../usecases/messages/visible.ts'
import { callErrors } from '../../../usecases/sessions/call.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

const DeleteFor = z.strictObject({
  for: z
    .enum(['everyone', 'me'])
    .optional()
    .describe('`everyone` unless given; `me`: only the account itself does not see it any more.')
})

export const deleteMessageRoute = route({
  operation_id: 'deleteMessage',
  method: 'DELETE',
  audit: { none: 'A message and its events are the record.' },
  url: '/api/v1/messages/:id',
  idempotency: 'transactional',
  scope: 'messages:write',
  schema: {
    params: idParams('message'),
    querystring: DeleteFor,
    response: { 200: Message, 202: Message }
  },
  status: 202,
  errors: [
    'message_not_sent',
    'message_deleted',
    'message_not_own',
    'message_unsuitable',
    'delete_window_over',
    'session_not_linked',
    'session_not_started',
    'session_logged_out',
    'session_failed',
    'plan_limit_reached',
    'subscription_limited',
    'subscription_suspended',
    ...callErrors('set_message')
  ],
  summary: 'Delete a message for everyone, or for the account alone',
  description:
    'For everyone: a message of this account, or as an admin of a group any message there (a deletion by somebody who is none fails with `not_a_group_admin`). Within 60 hours after it was sent; one that still waits then fails with `expired`. The answer is a message of type `delete`, which is queued like any other; its status tells what becomes of it. Once WhatsApp has accepted it, the content of the message is gone and `message.deleted` reports it. It does not count against the quota. With `for=me` any message is deleted at once, here and on the phone, and nobody else notices: 200 and the message.',
  tags: ['messages'],
  handler: async (deps, { context, tenant, params, query }, reply) => {
    if (query.for !== 'me')
      return visibleMessage(tenant, await deleteMessage(deps, context, params.id))
    reply.code(200)
    const view = await setMessage(deps, context, params.id, { type: 'delete_for_me' })
    return visibleMessage(tenant, view)
  }
})
