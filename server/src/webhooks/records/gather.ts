import type { WebhookBatch } from '../../domain/webhook-batch.ts'
import type { Db } from '../../lib/db.ts'
import { putDrainJobs } from '../../queue/delivery-jobs.ts'
import {
  claimDeliveries,
  findNextBatch,
  findNextRetry,
  gatherDeliveries,
  giveBackDeliveries,
  timesOfBatches
} from '../../store/webhooks/batches.ts'

/** Lets deliveries wait in the backlogs of their webhooks until they are sent with others, and comes to these backlogs in time. */
export const gather = (
  db: Db,
  list: { delivery_id: string; webhook_id: string }[]
): Promise<null[]> =>
  db.transaction(async (tx) => {
    await gatherDeliveries(
      tx,
      list.map((one) => one.delivery_id)
    )
    const times = await timesOfBatches(tx, [...new Set(list.map((one) => one.webhook_id))])
    if (times.length > 0) await putDrainJobs(tx, times)
    return list.map(() => null)
  })

/** The next events that go together, and how long the first of them still waits for others. */
export const nextBatch = async (
  db: Db,
  webhook_id: string,
  batch: WebhookBatch
): Promise<{ ids: string[]; wait_s: number }> => {
  const { ids, waited_s } = await findNextBatch(db, webhook_id, batch)
  const is_full = ids.length >= batch.events_max
  return { ids, wait_s: is_full ? 0 : batch.wait_ms / 1_000 - waited_s }
}

/** In how many seconds something is due that waits for another attempt; null: nothing is. */
export const nextRetry = (db: Db, webhook_id: string): Promise<number | null> =>
  findNextRetry(db, webhook_id)

// For reading and recording them. After a crash this and the time of a request pass before they are sent again.
const record_s = 50

/** Takes what is due of these deliveries from all other processes, for as long as sending them takes. */
export const claim = (db: Db, delivery_ids: string[], timeout_ms: number): Promise<string[]> =>
  claimDeliveries(db, delivery_ids, timeout_ms / 1_000 + record_s)

/** Lets others have what was claimed and not sent. */
export const giveBack = async (db: Db, delivery_ids: string[]): Promise<void> => {
  if (delivery_ids.length > 0) await giveBackDeliveries(db, delivery_ids)
}
