import type { Db, Tx } from '../../lib/db.ts'
import { putDeliveryJobs } from '../../queue/delivery-jobs.ts'
import { type Attempt, recordAttempts } from '../../store/deliveries.ts'
import { clearFailures, countFailures } from '../../store/webhook-health.ts'
import { disable, isHopeless } from './disable.ts'

export type AttemptMade = Attempt & {
  webhook_id: string
  /** The receiver has said that it will never take another. */
  gone: boolean
  /** The attempt before this one had failed, or one since. */
  failed_before: boolean
}

/** Records what came of attempts, and puts the next ones in line. */
export const recordDeliveries = async (db: Db, attempts: AttemptMade[]): Promise<null[]> => {
  const nothing_else = attempts.every((one) => one.status === 'succeeded' && !one.failed_before)
  if (nothing_else) await recordAttempts(db, attempts)
  else await db.transaction((tx) => recordAll(tx, attempts))
  return attempts.map(() => null)
}

const recordAll = async (tx: Tx, attempts: AttemptMade[]): Promise<void> => {
  const recorded = await recordAttempts(tx, attempts)
  const retries = recorded.flatMap(({ id, next_attempt_at }) =>
    next_attempt_at ? [{ id, next_attempt_at }] : []
  )
  if (retries.length > 0) await putDeliveryJobs(tx, retries)
  const ids = new Set(recorded.map((row) => row.id))
  await judgeWebhooks(
    tx,
    attempts.filter((attempt) => ids.has(attempt.delivery_id) && attempt.counts)
  )
}

const judgeWebhooks = async (tx: Tx, attempts: AttemptMade[]): Promise<void> => {
  const well = attempts.filter((attempt) => attempt.status === 'succeeded')
  const ill = attempts.filter((attempt) => attempt.status !== 'succeeded')
  if (well.length > 0) await clearFailures(tx, [...new Set(well.map((one) => one.webhook_id))])
  if (ill.length === 0) return
  const counts = Map.groupBy(ill, (attempt) => attempt.webhook_id)
  const failing = await countFailures(
    tx,
    [...counts].map(([webhook_id, list]) => ({ webhook_id, count: list.length }))
  )
  for (const webhook of failing) {
    const gone = counts.get(webhook.id)?.some((attempt) => attempt.gone)
    if (gone) await disable(tx, webhook, 'The receiver answered 410 Gone.')
    else if (isHopeless(webhook)) {
      await disable(
        tx,
        webhook,
        `No delivery has succeeded for ${Math.floor(webhook.failing_hours)} hours, in ${webhook.consecutive_failures} attempts.`
      )
    }
  }
}
