import { DecideJoinRequests, JoinRequests } from '../../../schemas/group-invite.ts'
import { GroupMemberResults } from '../../../schemas/group-members.ts'
import { changeGroupPeople } from '../../../usecases/groups/members.ts'
import { callErrors, callSession } from '../../../usecases/sessions/call.ts'
import { route } from '../../route.ts'
import { groupParams } from './params.ts'

export const listJoinRequestsRoute = route({
  operation_id: 'listGroupJoinRequests',
  method: 'GET',
  url: '/api/v1/sessions/:id/groups/:group/join-requests',
  scope: 'groups:read',
  errors: callErrors('list_join_requests'),
  schema: { params: groupParams, response: { 200: JoinRequests } },
  summary: 'List who asks to join a group',
  description: 'Only admins see it. `group.join_request` tells when somebody asks.',
  tags: ['groups'],
  handler: async (deps, { tenant, params, signal }) => {
    const input = { group_id: params.group }
    const found = await callSession(deps, tenant, params.id, 'list_join_requests', input, signal)
    return { data: found.requests }
  }
})

export const decideJoinRequestsRoute = route({
  operation_id: 'decideGroupJoinRequests',
  method: 'POST',
  audit: 'group.requests_decided',
  url: '/api/v1/sessions/:id/groups/:group/join-requests',
  scope: 'groups:write',
  errors: callErrors('decide_join_requests'),
  schema: { params: groupParams, body: DecideJoinRequests, response: { 200: GroupMemberResults } },
  summary: 'Let people into a group who ask, or do not',
  description:
    'Only admins may. The answer has one entry for each person, in the order of the request.',
  tags: ['groups'],
  handler: (deps, { context, params, body }) =>
    changeGroupPeople(deps, context, params, body.participants, {
      call: 'decide_join_requests',
      action: body.action
    })
})
