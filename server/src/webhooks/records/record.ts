import type { Db, Tx } from '../../lib/db.ts'
import { type DeliveryJob, putDeliveryJobs, putDrainJobs } from '../../queue/delivery-jobs.ts'
import { type Attempt, recordAttempts } from '../../store/webhook-deliveries/record.ts'
import { insertBacklog, leaveBacklog } from '../../store/webhooks/backlog.ts'
import { clearFailures, countFailures, holdWebhooks, tryHeld } from '../../store/webhooks/health.ts'
import { disable, holdSeconds, isHopeless } from './disable.ts'

export type AttemptMade = Attempt & {
  webhook_id: string
  session_id: string | null
  seq: number
  in_backlog: boolean
  /** What was sent with it in one request has the same; null: it was sent alone. */
  batch_id: string | null
  /** It came out of the backlog, whose drain goes on by itself. */
  drained: boolean
  /** The receiver has said that it will never take another. */
  gone: boolean
  /** How long the receiver has asked to be left alone. */
  retry_after_s: number | null
  /** The attempt before this one had failed, or one since. */
  failed_before: boolean
}

/** Records what came of attempts, and puts the next ones in the queue. Says of each whether its webhook is held now. */
export const recordDeliveries = async (db: Db, attempts: AttemptMade[]): Promise<boolean[]> => {
  const nothing_else = attempts.every(
    (one) => one.status === 'succeeded' && !one.failed_before && !one.in_backlog
  )
  if (nothing_else) {
    await recordAttempts(db, attempts)
    return attempts.map(() => false)
  }
  const held = await db.transaction((tx) => recordAll(tx, attempts))
  return attempts.map((one) => held.has(one.webhook_id))
}

const recordAll = async (tx: Tx, attempts: AttemptMade[]): Promise<Set<string>> => {
  const recorded = new Map((await recordAttempts(tx, attempts)).map((row) => [row.id, row]))
  const counted = attempts.filter((one) => recorded.has(one.delivery_id))
  const done = counted.filter((one) => one.status !== 'pending' && one.in_backlog)
  const ill = counted.filter((one) => one.status === 'pending')
  const again = [...recorded.values()].flatMap(({ id, webhook_id, next_attempt_at }) =>
    next_attempt_at ? [{ id, webhook_id, next_attempt_at }] : []
  )
  const batched = new Set(counted.filter((one) => one.batch_id).map((one) => one.delivery_id))
  const next: DeliveryJob[] = again.filter((one) => !batched.has(one.id))
  await putBatchJobs(
    tx,
    again.filter((one) => batched.has(one.id))
  )
  if (done.length > 0) {
    const woken = await leaveBacklog(
      tx,
      done.map((one) => one.delivery_id)
    )
    // A drain finds the next one of each session by itself.
    const drained = new Set(done.filter((one) => one.drained).map((one) => one.webhook_id))
    next.push(...woken.filter((one) => !drained.has(one.webhook_id)))
  }
  if (ill.length > 0) await insertBacklog(tx, ill)
  if (next.length > 0) await putDeliveryJobs(tx, next)
  return judgeWebhooks(tx, eachRequest(counted.filter((one) => one.counts)))
}

/** Comes to the backlogs of batches once, when the first of what has failed is due again. */
const putBatchJobs = async (
  tx: Tx,
  again: { webhook_id: string; next_attempt_at: Date }[]
): Promise<void> => {
  const first = new Map<string, Date>()
  for (const { webhook_id, next_attempt_at } of again) {
    const known = first.get(webhook_id)
    if (!known || next_attempt_at < known) first.set(webhook_id, next_attempt_at)
  }
  const jobs = [...first].map(([webhook_id, run_at]) => ({ webhook_id, run_at }))
  if (jobs.length > 0) await putDrainJobs(tx, jobs)
}

/** A batch that fails is one failure of its receiver, however many events are in it. */
const eachRequest = (attempts: AttemptMade[]): AttemptMade[] => [
  ...new Map(attempts.map((one) => [one.batch_id ?? one.delivery_id, one])).values()
]

/** Counts what failed, switches webhooks off and holds them. Returns those that are held now. */
const judgeWebhooks = async (tx: Tx, attempts: AttemptMade[]): Promise<Set<string>> => {
  const well = attempts.filter((attempt) => attempt.status === 'succeeded')
  const ill = attempts.filter((attempt) => attempt.status !== 'succeeded')
  const well_ids = new Set(well.map((one) => one.webhook_id))
  if (well.length > 0) {
    await clearFailures(tx, [...well_ids].sort())
    const others = new Set(well.filter((one) => !one.drained).map((one) => one.webhook_id))
    if (others.size > 0) await putDrainJobs(tx, await tryHeld(tx, [...others]))
  }
  if (ill.length === 0) return new Set()
  const counts = Map.groupBy(ill, (attempt) => attempt.webhook_id)
  const failing = await countFailures(
    tx,
    [...counts].sort().map(([webhook_id, list]) => ({ webhook_id, count: list.length }))
  )
  const holds: { webhook_id: string; seconds: number }[] = []
  for (const webhook of failing) {
    const list = counts.get(webhook.id) ?? []
    if (list.some((attempt) => attempt.gone)) {
      await disable(tx, webhook, 'The receiver answered 410 Gone.')
    } else if (isHopeless(webhook)) {
      await disable(
        tx,
        webhook,
        `No delivery has succeeded for ${Math.floor(webhook.failing_hours)} hours, in ${webhook.consecutive_failures} attempts.`
      )
    } else {
      const asked = list.map((attempt) => attempt.retry_after_s ?? 0)
      const seconds = holdSeconds(webhook, Math.max(...asked))
      if (seconds > 0) holds.push({ webhook_id: webhook.id, seconds })
    }
  }
  if (holds.length > 0) await putDrainJobs(tx, await holdWebhooks(tx, holds))
  return new Set(holds.map((one) => one.webhook_id))
}
