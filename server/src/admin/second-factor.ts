import { AppError } from '../domain/errors.ts'
import type { Tenant } from '../domain/tenant.ts'
import { lacksSecondFactor } from '../store/installation/second-factor.ts'
import type { AdminDeps } from './deps.ts'

/**
 * Refuses an administrator, and a key of theirs, who has no second factor where the installation demands one. Whoever has one
 * has given a code of it at their log-in.
 */
export const demandSecondFactor = (admin: AdminDeps, { user_id }: Tenant): Promise<void> =>
  admin.system.read(async (tx) => {
    if (await lacksSecondFactor(tx, user_id, 'where it is demanded'))
      throw new AppError('second_factor_demanded', { user_id })
  })
