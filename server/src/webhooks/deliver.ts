import { createBatch } from '../lib/batch.ts'
import type { Clock } from '../lib/clock.ts'
import type { Db } from '../lib/db.ts'
import type { Log } from '../lib/log.ts'
import { type DueDelivery, loadDeliveries } from '../usecases/deliveries/load.ts'
import { postpone } from '../usecases/deliveries/postpone.ts'
import { type AttemptMade, recordDeliveries } from '../usecases/deliveries/record.ts'
import { signedEnvelope } from './envelope.ts'
import { createGate } from './gate.ts'
import type { Outcome, Post } from './post.ts'
import { retryAfterSeconds } from './retry-schedule.ts'

export type DeliverDeps = {
  /** PostgreSQL as wa_system. */
  db: Db
  clock: Clock
  log: Log
  webhook_key: Buffer
  post: Post
}

/** Makes one delivery, as far as it is due and its webhook has room. */
export type Deliver = (delivery_id: string, stopping: AbortSignal) => Promise<void>

// The database is asked for what many deliveries need at once, and told of them at once.
const batch_max = 100

/**
 * Deliveries one at a time each, many side by side. What came of an attempt is recorded after it was made, so a process
 * that is killed in between makes it again, with the same webhook-id.
 */
export const createDeliver = (deps: DeliverDeps): Deliver => {
  const { db, clock, log } = deps
  const load = createBatch((ids: string[]) => loadDeliveries(db, ids), batch_max)
  const record = createBatch((made: AttemptMade[]) => recordDeliveries(db, made), batch_max)
  const putOff = createBatch(
    (list: { delivery_id: string; seconds: number }[]) => postpone(db, list),
    batch_max
  )
  const gate = createGate(clock.monotonic_ms)
  const under_way = new Set<string>()

  /** Null: cut short by our own end, which counts for nobody. */
  const send = async (delivery: DueDelivery, stopping: AbortSignal): Promise<Outcome | null> => {
    const { body, headers } = signedEnvelope(delivery, deps.webhook_key, clock.now())
    let outcome: Outcome
    try {
      outcome = await deps.post(delivery.url, body, headers, stopping)
    } catch (error) {
      if (!stopping.aborted) throw error
      return null
    }
    log.debug(
      {
        delivery_id: delivery.id,
        webhook_id: delivery.webhook_id,
        status: outcome.response_status,
        ms: outcome.response_ms
      },
      'webhook called'
    )
    return outcome
  }

  const deliver = async (delivery_id: string, stopping: AbortSignal): Promise<void> => {
    // step: delivery taken
    const delivery = await load(delivery_id)
    // step: delivery loaded
    if (delivery?.status !== 'pending' || !delivery.due) return
    if (!delivery.enabled) {
      await record(switchedOff(delivery))
      return
    }
    const turn = await gate.enter(delivery.webhook_id)
    if (!turn.go) {
      await putOff({ delivery_id, seconds: turn.wait_ms / 1000 })
      return
    }
    const outcome = await send(delivery, stopping).finally(turn.leave)
    // step: webhook posted
    if (outcome) await record(attemptOf(delivery, outcome))
    else await putOff({ delivery_id, seconds: 0 })
    // step: attempt recorded
  }

  return async (delivery_id, stopping) => {
    // Two jobs of one delivery: the other one does it.
    if (under_way.has(delivery_id)) return
    under_way.add(delivery_id)
    try {
      await deliver(delivery_id, stopping)
    } finally {
      under_way.delete(delivery_id)
    }
  }
}

const attemptOf = (delivery: DueDelivery, outcome: Outcome): AttemptMade => {
  const retry_s = outcome.ok || outcome.gone ? null : retryAfterSeconds(delivery.attempts + 1)
  return {
    delivery_id: delivery.id,
    webhook_id: delivery.webhook_id,
    status: outcome.ok ? 'succeeded' : retry_s === null ? 'failed' : 'pending',
    counts: true,
    response_status: outcome.response_status,
    response_ms: outcome.response_ms,
    error: outcome.error,
    retry_s,
    gone: outcome.gone,
    failed_before: delivery.consecutive_failures > 0
  }
}

const switchedOff = (delivery: DueDelivery): AttemptMade => ({
  delivery_id: delivery.id,
  webhook_id: delivery.webhook_id,
  status: 'failed',
  counts: false,
  response_status: null,
  response_ms: null,
  error: 'The webhook is switched off.',
  retry_s: null,
  gone: false,
  failed_before: false
})
