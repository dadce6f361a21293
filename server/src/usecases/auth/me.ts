import { AppError } from '../../domain/errors.ts'
import type { Scope, Tenant } from '../../domain/tenant.ts'
import { type UserView, userView } from '../../domain/user.ts'
import { violatedConstraint } from '../../lib/db.ts'
import { insertAudit } from '../../store/audit-log.ts'
import { getUser, updateUser } from '../../store/users.ts'
import type { Deps } from '../deps.ts'
import { confirmPassword } from './confirm-password.ts'
import type { Caller } from './issue-tokens.ts'

export type Me = UserView & {
  credential: {
    type: 'access_token' | 'api_key'
    api_key_id: string | null
    scopes: Scope[] | null
  }
}

/** Who the caller is, and what the credential may do. */
export const readMe = (deps: Deps, tenant: Tenant): Promise<Me> =>
  deps.db.withTenant(tenant, async (tx) => ({
    ...userView(await getUser(tx, tenant.user_id)),
    credential: {
      type: tenant.api_key_id === null ? 'access_token' : 'api_key',
      api_key_id: tenant.api_key_id,
      scopes: tenant.scopes
    }
  }))

/** Changes name or address. Another address takes the password too, because it is what one logs in with. */
export const updateMe = async (
  deps: Deps,
  tenant: Tenant,
  change: { name?: string; email?: string; current_password?: string },
  caller: Caller
): Promise<UserView> => {
  if (change.email !== undefined) {
    await confirmPassword(deps, tenant, change.current_password ?? '')
    // The answer tells whether somebody has the address.
    const rate_limit = await deps.registration_limits.takeEmailChange(tenant.tenant_id)
    if (rate_limit) throw new AppError('rate_limited', {}, { rate_limit })
  }
  try {
    return await deps.db.withTenant(tenant, async (tx) => {
      const before = await getUser(tx, tenant.user_id)
      const user = await updateUser(tx, tenant.user_id, change)
      await insertAudit(tx, {
        tenant_id: tenant.tenant_id,
        actor_id: tenant.user_id,
        action: 'user.updated',
        target_id: tenant.user_id,
        ip: caller.ip,
        details: before.email === user.email ? {} : { email_before: before.email }
      })
      return userView(user)
    })
  } catch (error) {
    if (violatedConstraint(error) === 'users_email') throw new AppError('email_taken')
    throw error
  }
}
