import { AppError } from '../../domain/errors.ts'
import { revokeFamilies } from '../../store/refresh-tokens.ts'
import { getUser, updatePassword } from '../../store/users.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { confirmPassword } from './confirm-password.ts'
import { refusePasswordOfEmail } from './password-rules.ts'

/** Sets a new password and ends every other login of the user. */
export const changePassword = async (
  deps: Deps,
  ctx: Context,
  input: { current_password: string; new_password: string }
): Promise<void> => {
  const before = await confirmPassword(deps, ctx, input.current_password)
  const { email } = await deps.db.withTenant(ctx.tenant, (tx) => getUser(tx, ctx.tenant.user_id))
  refusePasswordOfEmail(input.new_password, email, 'new_password')
  const after = await deps.passwords.hash(input.new_password, { by: ctx.tenant.tenant_id })
  await command(deps, ctx, async (tx) => {
    const changed = await updatePassword(tx, ctx.tenant.user_id, before, after)
    if (!changed) throw new AppError('password_wrong')
    await revokeFamilies(tx, ctx.tenant.user_id, ctx.tenant.family_id, deps.clock.now())
    ctx.entry.target_id = ctx.tenant.user_id
  })
}
