import { AppError } from '../../domain/errors.ts'
import { insertAudit } from '../../store/audit-log.ts'
import { getPasswordHash } from '../../store/users.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'

/**
 * The caller's password hash, when the caller knows the password. Guesses are limited, for each user, and stand in the audit
 * log: whoever makes them has a token already that may be stolen.
 */
export const confirmPassword = async (
  deps: Deps,
  { tenant: acting, caller }: Pick<Context, 'tenant' | 'caller'>,
  password: string
): Promise<string> => {
  const tenant = { ...acting, tenant_id: acting.home_tenant_id ?? acting.tenant_id }
  const rate_limit = await deps.login_limits.take(tenant.user_id, tenant.tenant_id)
  if (rate_limit) throw new AppError('rate_limited', {}, { rate_limit })
  let hash: string
  let matches: boolean
  try {
    hash = await deps.db.withTenant(tenant, (tx) => getPasswordHash(tx, tenant.user_id))
    matches = await deps.passwords.matches(password, hash, { by: tenant.tenant_id })
  } catch (error) {
    await deps.login_limits.giveBack(tenant.user_id, tenant.tenant_id)
    throw error
  }
  if (!matches) {
    await deps.db.withTenant(tenant, (tx) =>
      insertAudit(tx, {
        tenant_id: tenant.tenant_id,
        actor_id: tenant.user_id,
        action: 'user.password_refused',
        target_id: tenant.user_id,
        ip: caller.ip,
        details: { user_agent: caller.user_agent }
      })
    )
    throw new AppError('password_wrong')
  }
  await deps.login_limits.succeeded(tenant.user_id, tenant.tenant_id)
  return hash
}
