import { z } from 'zod'
import { MemberRole, Membership } from '../../../schemas/membership.ts'
import { changeMember, removeFromTeam } from '../../../usecases/team/change.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

const url = '/api/v1/memberships/:id'

export const changeMembershipRoute = route({
  operation_id: 'changeMembership',
  method: 'PATCH',
  idempotency: 'transactional',
  audit: 'member.role_changed',
  url,
  scope: 'team:write',
  schema: {
    params: idParams('membership'),
    body: z.strictObject({ role: MemberRole }).meta({ example: { role: 'developer' } }),
    response: { 200: Membership }
  },
  errors: ['owner_required', 'last_owner'],
  summary: 'Change the role of a member',
  description:
    'Counts for the next request of that member. API keys that the member has made lose the scopes that the new role does not have; one left without any is revoked. Nobody gives a role that may do what they may not, or changes a member who may; owners are changed by owners who are logged in. An account has an owner: 409 `last_owner` for the last one. To hand an account over, make another member an owner, then change your own role.',
  tags: ['team'],
  handler: (deps, request) =>
    changeMember(deps, request.context, request.params.id, request.body.role)
})

export const removeMembershipRoute = route({
  operation_id: 'removeMembership',
  method: 'DELETE',
  idempotency: 'transactional',
  audit: 'member.removed',
  url,
  scope: 'team:write',
  personal: true,
  schema: { params: idParams('membership'), response: { 204: z.undefined() } },
  errors: ['owner_required', 'last_owner', 'last_administrator'],
  summary: 'Remove a member, or leave the team',
  description:
    'From this answer on the logins of that member are refused, as are the API keys and links that they have made. Everybody may leave; to remove others takes `team:write` and every scope that they have.',
  tags: ['team'],
  handler: (deps, request) => removeFromTeam(deps, request.context, request.params.id)
})
