import type { Db } from '../../lib/db.ts'
import { putDrainJobs } from '../../queue/delivery-jobs.ts'
import { parkDeliveries } from '../../store/webhooks/backlog.ts'
import { beginToHold, lockWebhooks } from '../../store/webhooks/health.ts'

export type Parking = {
  delivery_id: string
  webhook_id: string
  /** Hold the webhook for so long, to begin with; null: it is held already. */
  hold_s: number | null
}

/**
 * Puts deliveries into the backlog of their webhooks, from which they are sent in the order of events. False for one
 * whose webhook has been let go in the meantime: it may be sent.
 */
export const park = (db: Db, list: Parking[]): Promise<boolean[]> =>
  db.transaction(async (tx) => {
    await lockWebhooks(tx, [...new Set(list.map((one) => one.webhook_id))])
    const holds = new Map<string, number>()
    for (const { webhook_id, hold_s } of list) {
      if (hold_s !== null) holds.set(webhook_id, Math.max(hold_s, holds.get(webhook_id) ?? 0))
    }
    if (holds.size > 0) {
      const wanted = [...holds].sort().map(([webhook_id, seconds]) => ({ webhook_id, seconds }))
      await putDrainJobs(tx, await beginToHold(tx, wanted))
    }
    const parked = await parkDeliveries(
      tx,
      list.map((one) => one.delivery_id)
    )
    const ids = new Set(parked.map((row) => row.id))
    return list.map((one) => ids.has(one.delivery_id))
  })
