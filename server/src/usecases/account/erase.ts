import { AppError } from '../../domain/errors.ts'
import { wholeTenant } from '../../lib/db.ts'
import { type BegunErasure, beginOwnErasure } from '../../store/erasures.ts'
import { confirmPassword } from '../auth/confirm-password.ts'
import { type Proof, requireSecondFactor } from '../auth/second-factor/check.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'

/**
 * Begins to erase the caller's account with all its data. When this returns no credential of it works any more and none of its
 * webhooks is called; a job does the rest (`jobs/tasks/erase-accounts.ts`).
 */
export const eraseAccount = async (
  deps: Deps,
  ctx: Context,
  { current_password, ...proof }: Proof & { current_password: string }
): Promise<BegunErasure & { status: 'erasing' }> => {
  const { tenant_id, home_tenant_id = tenant_id, user_id } = ctx.tenant
  await confirmPassword(deps, ctx, current_password)
  // Of an owner whose home is elsewhere, where the code is used up in any case.
  if (home_tenant_id !== tenant_id)
    await deps.db.withTenant(wholeTenant(home_tenant_id), (tx) =>
      requireSecondFactor(deps, tx, user_id, proof)
    )
  return command(deps, ctx, async (tx) => {
    if (home_tenant_id === tenant_id) await requireSecondFactor(deps, tx, user_id, proof)
    const begun = await beginOwnErasure(tx)
    if (!begun) throw new AppError('last_administrator')
    return { ...begun, status: 'erasing' }
  })
}
