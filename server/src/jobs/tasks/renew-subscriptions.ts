import type { Db } from '../../lib/db.ts'
import { renewSubscriptions as renewRows } from '../../store/subscriptions/periods.ts'

const batch = 500

/** Moves subscriptions whose month is over on to the month that runs now. Returns how many months were begun. */
export const renewSubscriptions = async (db: Db, stopping: AbortSignal): Promise<number> => {
  let renewed = 0
  while (!stopping.aborted) {
    const count = await renewRows(db, batch)
    renewed += count
    if (count === 0) break
  }
  return renewed
}
