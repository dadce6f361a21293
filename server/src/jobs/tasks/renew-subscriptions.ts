import type { Db } from '../../lib/db.ts'
import { renewSubscriptions as renewRows } from '../../store/subscriptions/periods.ts'
import { defineTask, no_payload } from '../task.ts'

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

/** See `renewSubscriptions`; every five minutes. */
export const renewSubscriptionsTask = defineTask({
  name: 'renew_subscriptions',
  payload: no_payload,
  schedule: '*/5 * * * *',
  run: async ({ db, log }, _payload, stopping) => {
    const months = await renewSubscriptions(db, stopping)
    if (months > 0) log.info({ months }, 'subscriptions renewed')
  }
})
