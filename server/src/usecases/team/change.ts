import { AppError } from '../../domain/errors.ts'
import { role_scopes, rolesWithin } from '../../domain/member.ts'
import { requireScopes } from '../../domain/scope.ts'
import type { MemberRole } from '../../domain/user.ts'
import { violatedConstraint } from '../../lib/db.ts'
import {
  getMembership,
  limitKeysOf,
  type MembershipRow,
  removeMember,
  updateMemberRole
} from '../../store/memberships.ts'
import { deleteInvitationsBeyond } from '../../store/team-invitations.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { holdRights, refuseBeyondOwn } from './may-manage.ts'

/**
 * Gives a member another role. It counts for the next request; keys that the member has made lose what the role does not have, and
 * invitations to what they could not invite to any more are taken back.
 */
export const changeMember = (
  deps: Deps,
  ctx: Context,
  id: string,
  role: MemberRole
): Promise<MembershipRow> =>
  keepingOwner(() =>
    command(deps, ctx, async (tx) => {
      const { tenant_id } = ctx.tenant
      const rights = await holdRights(tx, ctx.tenant, id)
      const before = await getMembership(tx, tenant_id, id)
      refuseBeyondOwn(rights, [before.role, role], 'to change this member')
      await updateMemberRole(tx, id, role)
      const { user_id } = before
      // An owner may be an administrator of the installation, whose keys may have more than a team knows of.
      if (role !== 'owner')
        await limitKeysOf(tx, {
          tenant_id,
          user_id,
          scopes: role_scopes[role],
          now: deps.clock.now()
        })
      await deleteInvitationsBeyond(tx, tenant_id, user_id, rolesWithin(role))
      ctx.entry.details = { user_id, role_before: before.role, role }
      return { ...before, role }
    })
  )

/** Ends a membership: logins, keys and links of that user are refused from now on. Everybody may leave. */
export const removeFromTeam = (deps: Deps, ctx: Context, id: string): Promise<void> =>
  keepingOwner(() =>
    command(deps, ctx, async (tx) => {
      const rights = await holdRights(tx, ctx.tenant, id)
      const member = await getMembership(tx, ctx.tenant.tenant_id, id)
      if (member.user_id !== rights.user_id || rights.member_role === undefined) {
        requireScopes(rights, ['team:write'])
        refuseBeyondOwn(rights, [member.role], 'to remove this member')
      }
      await removeMember(tx, id)
      const { user_id, email, role } = member
      ctx.entry.target_id = id
      ctx.entry.details = { user_id, email, role }
    })
  )

const keepingOwner = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    const violated = violatedConstraint(error)
    if (violated === 'memberships_last_owner') throw new AppError('last_owner')
    if (violated === 'users_last_administrator') throw new AppError('last_administrator')
    throw error
  }
}
