import type { Db } from '../../lib/db.ts'
import { putDrainJobs } from '../../queue/delivery-jobs.ts'
import { expediteBacklog, listBacklog } from '../../store/webhooks/backlog.ts'
import { letGo, lockWebhook, timesOfDrains } from '../../store/webhooks/health.ts'

export { findHeld, type HeldWebhook } from '../../store/webhooks/health.ts'

// Those that were tried during an outage are few: one at a time is.
const expedited_max = 2_000

/** The next deliveries of a backlog, in the order of events. */
export const takeBacklog = (
  db: Db,
  webhook_id: string,
  ordered: boolean,
  limit: number
): Promise<string[]> => listBacklog(db, webhook_id, ordered, limit)

/** The receiver is well again: what waits for another attempt has it now, at the place of its event. */
export const expedite = (db: Db, webhook_id: string): Promise<void> =>
  expediteBacklog(db, webhook_id, expedited_max)

/** Lets a webhook go whose backlog is empty. False when something has come into it at the last moment. */
export const release = (db: Db, webhook_id: string, ordered: boolean): Promise<boolean> =>
  db.transaction(async (tx) => {
    await lockWebhook(tx, webhook_id)
    const left = await listBacklog(tx, webhook_id, ordered, 1)
    if (left.length > 0) return false
    await letGo(tx, webhook_id)
    return true
  })

/** Comes to the backlog again after a while. */
export const drainLater = async (db: Db, webhook_id: string, seconds: number): Promise<void> => {
  await putDrainJobs(db, await timesOfDrains(db, [{ webhook_id, seconds }]))
}
