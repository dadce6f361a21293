import { AppError } from '../../domain/errors.ts'
import { role_scopes, scopesOfLogin } from '../../domain/member.ts'
import { requireScopes } from '../../domain/scope.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { MemberRole } from '../../domain/user.ts'
import type { Tx } from '../../lib/db.ts'
import { holdApiKey } from '../../store/api-keys.ts'
import { lockRoles } from '../../store/memberships.ts'

/**
 * The caller with the rights of this moment, which nobody takes away before the transaction ends: else a member whose role is
 * being changed, or a key, could give away what it has just lost. `with_member`: that membership is held as well. It is the first lock of
 * a command: after a lock on a key, say, two commands could wait for each other.
 */
export const holdRights = async (
  tx: Tx,
  tenant: Tenant,
  with_member: string | null = null
): Promise<Tenant> => {
  const { tenant_id, user_id, member_role, api_key_id } = tenant
  if (member_role === undefined && api_key_id === null && with_member === null) return tenant
  // Also for a key, which whoever takes the role of its user away takes rights from.
  const held = await lockRoles(tx, tenant_id, with_member, user_id)
  if (api_key_id !== null) return rightsOfKey(tx, tenant, api_key_id)
  if (member_role === undefined) return tenant
  const own = held.find((one) => one.user_id === user_id)
  if (!own)
    throw new AppError(
      'unauthenticated',
      { user_id },
      { detail: 'This login has ended. Log in again.' }
    )
  return { ...tenant, member_role: own.role, scopes: scopesOfLogin(own.role) }
}

const rightsOfKey = async (tx: Tx, tenant: Tenant, api_key_id: string): Promise<Tenant> => {
  const key = await holdApiKey(tx, tenant.tenant_id, api_key_id)
  if (!key)
    throw new AppError('unauthenticated', { api_key_id }, { detail: 'This API key was revoked.' })
  return { ...tenant, scopes: key.scopes }
}

/** Nobody gives a role that may do what they may not, nor changes or removes a member who may. Owners are a matter of owners. */
export const refuseBeyondOwn = (
  tenant: Tenant,
  roles: readonly MemberRole[],
  why: string
): void => {
  if (roles.includes('owner') && tenant.member_role !== 'owner')
    throw new AppError('owner_required')
  for (const role of roles) requireScopes(tenant, role_scopes[role], why)
}
