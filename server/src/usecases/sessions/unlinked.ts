import { AppError } from '../../domain/errors.ts'
import type { Tx } from '../../lib/db.ts'
import { countUnlinked } from '../../store/sessions/sessions.ts'
import { lockPlanLimits } from '../../store/usage/quota.ts'

/**
 * Refuses one more session that runs without a number, when as many as may do so run already. Such a session costs a
 * connection and nobody may ever scan its code. Starts of one tenant at the same time are counted one after the other.
 */
export const refuseManyUnlinked = async (
  tx: Tx,
  tenant_id: string,
  unlinked_max: number
): Promise<void> => {
  await lockPlanLimits(tx, tenant_id)
  if ((await countUnlinked(tx)) < unlinked_max) return
  throw new AppError(
    'too_many_unlinked',
    { unlinked_max },
    {
      detail: `${unlinked_max} sessions that were never linked are running, which is the most. Scan their codes or stop them; one whose codes nobody scans ends after ten minutes.`,
      retry_after_s: 60
    }
  )
}
