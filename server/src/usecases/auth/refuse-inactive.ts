import { AppError } from '../../domain/errors.ts'
import type { UserStatus } from '../../domain/user.ts'

/** Throws what a user is told who may do nothing at all. */
export const refuseInactive = (status: UserStatus, context: Record<string, unknown>): void => {
  if (status === 'erasing') throw new AppError('account_erasing', context)
  if (status !== 'active') throw new AppError('account_suspended', context)
}
