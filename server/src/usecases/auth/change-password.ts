import { AppError } from '../../domain/errors.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { insertAudit } from '../../store/audit-log.ts'
import { revokeFamilies } from '../../store/refresh-tokens.ts'
import { getUser, updatePassword } from '../../store/users.ts'
import type { Deps } from '../deps.ts'
import { confirmPassword } from './confirm-password.ts'
import type { Caller } from './issue-tokens.ts'
import { refusePasswordOfEmail } from './password-rules.ts'

/** Sets a new password and ends every other login of the user. */
export const changePassword = async (
  deps: Deps,
  tenant: Tenant,
  input: { current_password: string; new_password: string },
  caller: Caller
): Promise<void> => {
  const before = await confirmPassword(deps, tenant, input.current_password)
  const { email } = await deps.db.withTenant(tenant, (tx) => getUser(tx, tenant.user_id))
  refusePasswordOfEmail(input.new_password, email, 'new_password')
  const after = await deps.passwords.hash(input.new_password, { by: tenant.tenant_id })
  await deps.db.withTenant(tenant, async (tx) => {
    const changed = await updatePassword(tx, tenant.user_id, before, after)
    if (!changed) throw new AppError('password_wrong')
    await revokeFamilies(tx, tenant.user_id, tenant.family_id, deps.clock.now())
    await insertAudit(tx, {
      tenant_id: tenant.tenant_id,
      actor_id: tenant.user_id,
      action: 'user.password_changed',
      target_id: tenant.user_id,
      ip: caller.ip
    })
  })
}
