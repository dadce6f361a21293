import { Group } from '../../../schemas/group.ts'
import { callErrors, callSession } from '../../../usecases/sessions/call.ts'
import { route } from '../../route.ts'
import { groupParams } from './params.ts'

export const readGroupRoute = route({
  operation_id: 'getGroup',
  method: 'GET',
  url: '/api/v1/sessions/:id/groups/:group',
  scope: 'groups:read',
  errors: callErrors('read_group'),
  schema: { params: groupParams, response: { 200: Group } },
  summary: 'Read a group',
  description:
    'The group as WhatsApp describes it to its members at this moment: subject, description, settings, and everybody in it. `group` is its id (…@g.us), which is the `chat_id` of its messages. The session must be connected.',
  tags: ['groups'],
  handler: (deps, request) =>
    callSession(
      deps,
      request.tenant,
      request.params.id,
      'read_group',
      { group_id: request.params.group },
      request.signal
    )
})
