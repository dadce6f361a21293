import { z } from 'zod'
import { Group } from '../../../schemas/group.ts'
import { GroupChanges } from '../../../schemas/group-change.ts'
import { leaveGroup, updateGroup } from '../../../usecases/groups/change.ts'
import { callErrors } from '../../../usecases/sessions/call.ts'
import { route } from '../../route.ts'
import { groupParams } from './params.ts'

export const updateGroupRoute = route({
  operation_id: 'updateGroup',
  method: 'PATCH',
  audit: 'group.updated',
  url: '/api/v1/sessions/:id/groups/:group',
  scope: 'groups:write',
  errors: callErrors('update_group'),
  schema: { params: groupParams, body: GroupChanges, response: { 200: Group } },
  summary: 'Change a group',
  description:
    'What is left out stays, and what is so already is not sent to WhatsApp. WhatsApp takes changes one by one; when it refuses one the error says which were made before. Calling again makes the rest.',
  tags: ['groups'],
  handler: (deps, { context, params, body }) =>
    updateGroup(deps, context, params.id, params.group, body)
})

export const leaveGroupRoute = route({
  operation_id: 'leaveGroup',
  method: 'POST',
  audit: 'group.left',
  url: '/api/v1/sessions/:id/groups/:group/leave',
  scope: 'groups:write',
  errors: callErrors('leave_group'),
  schema: { params: groupParams, response: { 204: z.undefined() } },
  summary: 'Leave a group',
  description:
    'Its messages come no more; those that have come stay. Without an admin WhatsApp makes another member one.',
  tags: ['groups'],
  handler: (deps, { context, params }) => leaveGroup(deps, context, params.id, params.group)
})
