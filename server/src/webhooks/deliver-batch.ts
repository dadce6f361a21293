import { createBatch } from '../lib/batch.ts'
import { attemptOf, switchedOff } from './attempt.ts'
import { candidateOf, type DeliverDeps, type Delivered } from './deliver.ts'
import { batchOf } from './envelope.ts'
import { outcomeName } from './meters.ts'
import type { ReceiverLimiter } from './receiver-limiter.ts'
import { claim, giveBack } from './records/gather.ts'
import { type DueDelivery, loadDeliveries } from './records/load.ts'
import { type AttemptMade, recordDeliveries } from './records/record.ts'
import { sendBatch } from './send-delivery.ts'

/** Sends these deliveries of one webhook in one request, as far as they are due. */
export type DeliverBatch = (
  delivery_ids: string[],
  stopping: AbortSignal,
  patience_ms: number | undefined
) => Promise<Delivered>

const attempts_at_once_max = 100

const nothing: Delivered = { sent: 'none', wait_s: 0 }

/**
 * Batches, each of them an attempt at all the deliveries in it: they are taken or fail together, and are due again together. A
 * process that is killed between the request and the record sends them again, perhaps with others. Of several processes one has
 * a delivery at a time.
 */
export const createDeliverBatch = (deps: DeliverDeps, limiter: ReceiverLimiter): DeliverBatch => {
  const { db, log } = deps
  const record = createBatch(
    (made: AttemptMade[]) => recordDeliveries(db, made),
    attempts_at_once_max
  )

  /** Those that are to be sent, in the order of events. What is of a webhook that is off is over. */
  const load = async (ids: string[]): Promise<{ due: DueDelivery[]; is_off: boolean }> => {
    const loaded = (await loadDeliveries(db, ids)).filter(
      (one): one is DueDelivery => one?.status === 'pending'
    )
    const off = loaded.filter((one) => !one.enabled)
    await Promise.all(off.map((one) => record(switchedOff(one))))
    const due = loaded.filter((one) => one.enabled && one.batch !== null)
    return { due: due.sort((a, b) => a.seq - b.seq), is_off: off.length > 0 }
  }

  const send = async (ids: string[], ordered: boolean, stopping: AbortSignal) => {
    const claimed = await claim(db, ids, deps.timeout_ms)
    let sent: string[] = []
    try {
      // What another process has taken of them comes first.
      if (ordered && claimed.length < ids.length) return null
      const batch = batchOf((await load(claimed)).due)
      const [first] = batch.deliveries
      if (!first) return null
      const outcome = await sendBatch(deps, batch, first, stopping)
      if (outcome) sent = batch.deliveries.map((one) => one.id)
      return outcome && { batch, outcome, webhook_id: first.webhook_id }
    } finally {
      await giveBack(
        db,
        claimed.filter((id) => !sent.includes(id))
      )
    }
  }

  const deliverBatch: DeliverBatch = async (ids, stopping, patience_ms) => {
    const { due, is_off } = await load(ids)
    const [first] = due
    if (!first) return is_off ? { sent: 'never', wait_s: 0 } : nothing
    // A request is one, however many events it carries, and what comes before what is seen to where batches are made.
    const candidate = { ...candidateOf(first), session_id: null, ordered: false }
    const permit = await limiter.enter(candidate, patience_ms)
    if (!permit.go) {
      deps.meters.count('gateway_webhook_postponed_total', {})
      return { sent: 'postponed', wait_s: permit.wait_ms / 1_000 }
    }
    let made: Awaited<ReturnType<typeof send>> = null
    try {
      // It may have waited long: the address, the secret or the webhook itself may be another by now.
      made = await send(ids, first.ordered, stopping)
    } finally {
      permit.leave(made ? made.outcome.unanswered : null)
    }
    if (!made) return nothing
    const { batch, outcome, webhook_id } = made
    deps.meters.observe(
      'gateway_webhook_duration_seconds',
      { outcome: outcomeName(outcome) },
      outcome.response_ms / 1_000
    )
    // Those of a batch that fails are due again at one time.
    const chance = Math.random()
    await Promise.all(
      batch.deliveries.map((one) =>
        record({ ...attemptOf(one, outcome, true, () => chance), batch_id: batch.id })
      )
    )
    const events = batch.deliveries.length
    log.debug(
      { webhook_id, events, status: outcome.response_status, ms: outcome.response_ms },
      'webhook called'
    )
    return { sent: outcome.ok ? 'well' : 'ill', wait_s: 0 }
  }
  return deliverBatch
}
