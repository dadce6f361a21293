import { AppError } from '../../domain/errors.ts'
import { isSuspended } from '../../domain/subscription-life.ts'
import type { Tx } from '../../lib/db.ts'
import { findStage } from '../../store/subscriptions/life.ts'

/** Refuses to have sessions run for a tenant that has not paid for so long that they were stopped. */
export const refuseSuspended = async (tx: Tx, tenant_id: string): Promise<void> => {
  if (isSuspended(await findStage(tx, tenant_id))) throw new AppError('subscription_suspended')
}
