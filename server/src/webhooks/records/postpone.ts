import type { Db } from '../../lib/db.ts'
import {
  isBacklogged,
  listForgottenBacklogs,
  putDeliveryJobs,
  putDrainJobs
} from '../../queue/delivery-jobs.ts'
import { listOverdueDeliveries, postponeDeliveries } from '../../store/webhook-deliveries/record.ts'

/** Comes back to these deliveries later, without counting an attempt. */
export const postpone = (
  db: Db,
  deliveries: { delivery_id: string; seconds: number }[]
): Promise<null[]> =>
  db.transaction(async (tx) => {
    const postponed = await postponeDeliveries(tx, deliveries)
    if (postponed.length > 0) await putDeliveryJobs(tx, postponed)
    return deliveries.map(() => null)
  })

const overdue_minutes = 5
const overdue_days = 4
const overdue_max = 1_000

/** Puts deliveries and backlogs in the queue again whose job was given up because this program failed again and again. */
export const recoverOverdue = (db: Db): Promise<number> =>
  db.transaction(async (tx) => {
    if (await isBacklogged(tx, overdue_minutes - 1)) return 0
    const overdue = await listOverdueDeliveries(tx, overdue_minutes, overdue_days, overdue_max)
    if (overdue.length > 0) await putDeliveryJobs(tx, overdue)
    const backlogs = await listForgottenBacklogs(tx, overdue_max)
    const run_at = new Date()
    await putDrainJobs(
      tx,
      backlogs.map((webhook_id) => ({ webhook_id, run_at }))
    )
    return overdue.length
  })
