import { z } from 'zod'
import { NewInvitation, SentInvitation, TeamInvitation } from '../../../schemas/invitation.ts'
import {
  inviteMember,
  revokeInvitation,
  sendInvitationAgain
} from '../../../usecases/team/invite.ts'
import { readTeamInvitations } from '../../../usecases/team/read.ts'
import { idParams } from '../../id-params.ts'
import { mailLanguageOf } from '../../mail-language.ts'
import { pageFields, pageOf, pageRequest } from '../../page.ts'
import { route } from '../../route.ts'

const url = '/api/v1/invitations'

export const listInvitationsRoute = route({
  operation_id: 'listTeamInvitations',
  method: 'GET',
  url,
  scope: 'team:read',
  schema: {
    querystring: z.strictObject(pageFields('team_invitation')),
    response: { 200: pageOf(TeamInvitation) }
  },
  summary: 'List the invitations that wait for an answer',
  description:
    'Newest first, those among them that have expired: they can be sent again. What was accepted or taken back is not listed.',
  tags: ['team'],
  handler: (deps, request) => readTeamInvitations(deps, request.tenant, pageRequest(request.query))
})

export const createInvitationRoute = route({
  operation_id: 'createTeamInvitation',
  method: 'POST',
  audit: 'member.invited',
  url,
  scope: 'team:write',
  person: true,
  idempotency: 'transactional',
  schema: { body: NewInvitation, response: { 201: SentInvitation } },
  errors: [
    'owner_required',
    'already_member',
    'already_invited',
    'plan_limit_reached',
    'rate_limited'
  ],
  summary: 'Invite somebody into the team',
  description:
    'A mail with a link is sent, which works once, within seven days; where the service sends no mails the answer has the link. Nobody invites to a role that may do what they may not, and the invitation ends when they may not any more. The plan counts it as a member.',
  tags: ['team'],
  handler: (deps, request) => {
    const { email, role, language } = request.body
    const asked = mailLanguageOf(request.headers['accept-language'])
    return inviteMember(deps, request.context, { email, role, language: language ?? asked })
  }
})

export const sendInvitationRoute = route({
  operation_id: 'sendTeamInvitation',
  method: 'POST',
  audit: 'member.invited_again',
  url: `${url}/:id/send`,
  scope: 'team:write',
  person: true,
  idempotency: 'transactional',
  schema: { params: idParams('team_invitation'), response: { 200: SentInvitation } },
  errors: ['owner_required', 'plan_limit_reached', 'rate_limited'],
  summary: 'Send an invitation again',
  description:
    'For another seven days, also when it has expired. The links that were sent before are of no use then.',
  tags: ['team'],
  handler: (deps, request) => sendInvitationAgain(deps, request.context, request.params.id)
})

export const deleteInvitationRoute = route({
  operation_id: 'deleteTeamInvitation',
  method: 'DELETE',
  audit: 'member.uninvited',
  url: `${url}/:id`,
  scope: 'team:write',
  idempotency: 'transactional',
  schema: { params: idParams('team_invitation'), response: { 204: z.undefined() } },
  errors: ['owner_required'],
  summary: 'Take an invitation back',
  description: 'Its link is refused from this answer on.',
  tags: ['team'],
  handler: (deps, request) => revokeInvitation(deps, request.context, request.params.id)
})
