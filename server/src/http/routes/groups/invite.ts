import { z } from 'zod'
import { InvitedGroup } from '../../../schemas/group.ts'
import { GroupInvite, InviteCode } from '../../../schemas/group-invite.ts'
import { joinGroup, readInvite, resetInvite } from '../../../usecases/groups/invites.ts'
import { callErrors, callSession } from '../../../usecases/sessions/call.ts'
import { idParams } from '../../id-params.ts'
import { type Route, route } from '../../route.ts'
import { groupParams } from './params.ts'

const tags = ['groups']

const readInviteRoute = route({
  operation_id: 'getGroupInvite',
  method: 'GET',
  url: '/api/v1/sessions/:id/groups/:group/invite',
  scope: 'groups:read',
  errors: callErrors('read_invite'),
  schema: { params: groupParams, response: { 200: GroupInvite } },
  summary: 'Read the invitation of a group',
  description: 'WhatsApp shows it to admins, and where members may add people to them too.',
  tags,
  handler: (deps, { tenant, params, signal }) => readInvite(deps, tenant, params, signal)
})

const resetInviteRoute = route({
  operation_id: 'resetGroupInvite',
  method: 'POST',
  audit: 'group.invite_reset',
  url: '/api/v1/sessions/:id/groups/:group/invite',
  scope: 'groups:write',
  errors: callErrors('reset_invite'),
  schema: { params: groupParams, response: { 200: GroupInvite } },
  summary: 'Replace the invitation of a group',
  description: 'The link before leads nowhere from now on. Only admins may.',
  tags,
  handler: (deps, { context, params }) => resetInvite(deps, context, params)
})

const readInvitationRoute = route({
  operation_id: 'getGroupInviteInfo',
  method: 'GET',
  url: '/api/v1/sessions/:id/groups/invite-info',
  scope: 'groups:read',
  errors: callErrors('read_invitation'),
  schema: {
    params: idParams('session'),
    querystring: z.strictObject({ invite: InviteCode }),
    response: { 200: InvitedGroup }
  },
  summary: 'Show the group behind an invitation',
  description: 'As WhatsApp shows it to those who are invited; nothing is joined.',
  tags,
  handler: async (deps, { tenant, params, query, signal }) => {
    const input = { code: query.invite }
    const found = await callSession(deps, tenant, params.id, 'read_invitation', input, signal)
    return found.group
  }
})

const joinGroupRoute = route({
  operation_id: 'joinGroup',
  method: 'POST',
  audit: 'group.joined',
  url: '/api/v1/sessions/:id/groups/join',
  scope: 'groups:write',
  errors: callErrors('join_group'),
  schema: {
    params: idParams('session'),
    body: z.strictObject({ invite: InviteCode }).meta({ id: 'JoinGroup' }),
    response: {
      200: z
        .object({
          group_id: z.string(),
          status: z
            .enum(['joined', 'requested', 'already_member'])
            .describe('requested: an admin has to let the number in.')
        })
        .meta({ id: 'JoinedGroup' })
    }
  },
  summary: 'Join a group by an invitation',
  description: 'Where admins let people in the number asks to join.',
  tags,
  handler: (deps, { context, params, body }) => joinGroup(deps, context, params.id, body.invite)
})

export const group_invite_routes: Route[] = [
  readInviteRoute,
  resetInviteRoute,
  readInvitationRoute,
  joinGroupRoute
]
