import { AppError } from '../../../domain/errors.ts'
import type { Tenant } from '../../../domain/tenant.ts'
import { findSecondFactor } from '../../../store/second-factors.ts'
import type { Deps } from '../../deps.ts'
import { type Proof, useSecondFactor } from './check.ts'

/** Demands a code of the caller's second factor, whoever has none is refused; an API key has no such thing. */
export const proveSecondFactor = async (
  deps: Deps,
  tenant: Tenant,
  proof: Proof
): Promise<void> => {
  if (tenant.api_key_id !== null) throw new AppError('login_required')
  await deps.db.withTenant(tenant, async (tx) => {
    const factor = await findSecondFactor(tx, tenant.user_id)
    if (!factor?.confirmed_at) throw new AppError('second_factor_missing')
    await useSecondFactor(deps, tx, factor, proof)
  })
}
