import { SessionLimits } from '../../../schemas/limits.ts'
import { readSessionLimits } from '../../../usecases/sessions/limits.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const readSessionLimitsRoute = route({
  operation_id: 'getSessionLimits',
  method: 'GET',
  url: '/api/v1/sessions/:id/limits',
  scope: 'sessions:read',
  schema: { params: idParams('session'), response: { 200: SessionLimits } },
  summary: 'Read the limits that WhatsApp has set for the number',
  description:
    'The time-lock and the quota of new chats, as WhatsApp has reported them. While a limit is in force, messages to new people wait (`waiting_reason` is `new_chat_limit`); replies and known chats are not affected. The event `session.limited` reports when a limit begins, changes and ends.',
  tags: ['sessions'],
  handler: (deps, request) => readSessionLimits(deps, request.tenant, request.params.id)
})
