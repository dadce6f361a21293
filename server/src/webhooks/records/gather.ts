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

// Longer than a receiver is waited for, unless the operator has set more. After a crash so much passes before they are sent again.
const claim_s = 60

/** Takes what is due of these deliveries from all other processes, for as long as sending them takes. */
export const claim = (db: Db, delivery_ids: string[]): Promise<string[]> =>
  claimDeliveries(db, delivery_ids, claim_s)

/** Lets others have what was claimed and not sent. */
export const giveBack = async (db: Db, delivery_ids: string[]): Promise<void> => {
  if (delivery_ids.length > 0) await giveBackDeliveries(db, delivery_ids)
}
