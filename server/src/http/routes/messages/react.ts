import { reaction } from '../../../schemas/messages/kinds/reaction.ts'
import { Message } from '../../../schemas/messages/message.ts'
import { reactToMessage } from '../../../usecases/messages/react.ts'
import { visibleMessage } from '../../../usecases/messages/visible.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

const ReactToMessage = reaction.sent.pick({ emoji: true }).strict().meta({ id: 'ReactToMessage' })

export const reactRoute = route({
  operation_id: 'reactToMessage',
  method: 'POST',
  audit: { none: 'A message and its events are the record.' },
  url: '/api/v1/messages/:id/reaction',
  idempotency: 'transactional',
  scope: 'messages:write',
  schema: { params: idParams('message'), body: ReactToMessage, response: { 202: Message } },
  errors: [
    'message_not_sent',
    'message_deleted',
    'message_unsuitable',
    'quota_exceeded',
    'session_not_linked',
    'session_not_started',
    'session_logged_out',
    'session_failed',
    'plan_limit_reached',
    'subscription_limited',
    'subscription_suspended'
  ],
  summary: 'React to a message',
  description: 'The same as sending a message of type `reaction`; the answer is that message.',
  tags: ['messages'],
  handler: async (deps, { context, tenant, params, body }) =>
    visibleMessage(tenant, await reactToMessage(deps, context, params.id, body.emoji))
})
