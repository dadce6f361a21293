import { LRUCache } from 'lru-cache'
import { createBatch } from '../lib/batch.ts'
import type { Clock } from '../lib/clock.ts'
import type { Db } from '../lib/db.ts'
import type { KeyRing } from '../lib/key-ring.ts'
import type { Log } from '../lib/log.ts'
import type { Tracing } from '../lib/tracing.ts'
import { attemptOf, switchedOff } from './attempt.ts'
import { outcomeName, type WebhookMeters } from './meters.ts'
import type { Post } from './post.ts'
import type { ReceiverLimiter } from './receiver-limiter.ts'
import { gather as gatherAll } from './records/gather.ts'
import { type DueDelivery, loadDeliveries } from './records/load.ts'
import { type Parking, park as parkAll } from './records/park.ts'
import { postpone } from './records/postpone.ts'
import { type AttemptMade, recordDeliveries } from './records/record.ts'
import { type Sent, sendDelivery } from './send-delivery.ts'

export type DeliverDeps = {
  /** PostgreSQL as wa_system. */
  db: Db
  clock: Clock
  log: Log
  webhook_key: KeyRing
  post: Post
  /** So long a receiver is waited for. */
  timeout_ms: number
  meters: WebhookMeters
  /** Where spans go; none where traces are off. */
  tracing?: Tracing | null
}

/**
 * What came of it. `postponed`: there was no place for it, `never`: the webhook is off, `none`: there was nothing to do or nothing
 * came of it.
 */
export type Delivered = { sent: 'well' | 'ill' | 'never' | 'postponed' | 'none'; wait_s: number }

/** Those out of a backlog wait for a place with more patience, unless the receiver fails meanwhile. */
export type Backlog = { patience_ms?: number; isOver(): boolean }

/** Makes one delivery, as far as it is due and its webhook has room. */
export type Deliver = (
  delivery_id: string,
  stopping: AbortSignal,
  backlog?: Backlog
) => Promise<Delivered>

// The database is asked for what many deliveries need at once, and told of them at once.
const batch_max = 100
// What was read longer ago may have changed: the address, the secret, whether the webhook is on.
const fresh_ms = 200

// As long as a webhook is held at least.
const held_ms = 3_000
const held_webhooks_max = 10_000

const nothing: Delivered = { sent: 'none', wait_s: 0 }

/**
 * Deliveries one at a time each, many side by side. What came of an attempt is recorded after it was made, so a process
 * that is killed in between makes it again, with the same webhook-id. What cannot be sent now goes into the backlog of
 * its webhook.
 */
export const createDeliver = (deps: DeliverDeps, limiter: ReceiverLimiter): Deliver => {
  const { db, clock, log } = deps
  const { load, record, park, putOff, gather } = recordsOf(db)
  const held_lately = new LRUCache<string, true>({ max: held_webhooks_max, ttl: held_ms })
  const under_way = new Map<string, Promise<Delivered>>()

  /** The delivery when it is to be sent now; else what came of it. */
  const loadDue = async (
    delivery_id: string,
    from_backlog: boolean
  ): Promise<{ delivery: DueDelivery } | { over: Delivered }> => {
    const delivery = await load(delivery_id)
    // step: delivery loaded
    if (delivery?.status !== 'pending' || !delivery.due) return { over: nothing }
    const { webhook_id } = delivery
    if (!delivery.enabled) {
      await record(switchedOff(delivery))
      return { over: { sent: 'never', wait_s: 0 } }
    }
    if (delivery.batch && !from_backlog) {
      await gather({ delivery_id, webhook_id })
      return { over: nothing }
    }
    // The one before it in its session wakes it.
    if (delivery.blocked) return { over: nothing }
    if (delivery.held && !from_backlog && (await park({ delivery_id, webhook_id, hold_s: null }))) {
      return { over: nothing }
    }
    return { delivery }
  }

  /** Whether the webhook has come into trouble while the delivery waited for its permit. */
  const isLeftOut = async (delivery: DueDelivery, backlog?: Backlog): Promise<boolean> => {
    if (backlog) return backlog.isOver()
    const { id: delivery_id, webhook_id } = delivery
    return held_lately.has(webhook_id) && park({ delivery_id, webhook_id, hold_s: null })
  }

  const sendInTurn = async (
    loaded: DueDelivery,
    stopping: AbortSignal,
    leave: (unanswered: boolean | null) => void,
    backlog: Backlog | undefined,
    is_stale: boolean
  ): Promise<Delivered> => {
    let outcome: Sent | null = null
    let delivery = loaded
    try {
      if (await isLeftOut(delivery, backlog)) return nothing
      if (is_stale) {
        const again = await loadDue(delivery.id, backlog !== undefined)
        if ('over' in again) return again.over
        delivery = again.delivery
      }
      outcome = await sendDelivery(deps, delivery, stopping)
    } finally {
      leave(outcome ? outcome.unanswered : null)
    }
    // step: webhook posted
    if (!outcome) {
      // Cut short by our own end, which counts for nobody.
      await putOff({ delivery_id: delivery.id, seconds: 0 })
      return nothing
    }
    deps.meters.observe(
      'gateway_webhook_duration_seconds',
      { outcome: outcomeName(outcome) },
      outcome.response_ms / 1_000
    )
    const { webhook_id } = delivery
    const is_held = await record(attemptOf(delivery, outcome, backlog !== undefined))
    // step: attempt recorded
    if (is_held) held_lately.set(webhook_id, true)
    else if (outcome.ok) held_lately.delete(webhook_id)
    log.debug(
      {
        delivery_id: delivery.id,
        webhook_id,
        status: outcome.response_status,
        ms: outcome.response_ms
      },
      'webhook called'
    )
    return { sent: outcome.ok ? 'well' : 'ill', wait_s: 0 }
  }

  const deliver: Deliver = async (delivery_id, stopping, backlog) => {
    // step: delivery taken
    const due = await loadDue(delivery_id, backlog !== undefined)
    if ('over' in due) return due.over
    const { delivery } = due
    const begun_ms = clock.monotonic_ms()
    const permit = await limiter.enter(candidateOf(delivery), backlog?.patience_ms)
    if (permit.go) {
      const is_stale = clock.monotonic_ms() - begun_ms > fresh_ms
      return sendInTurn(delivery, stopping, permit.leave, backlog, is_stale)
    }
    const wait_s = permit.wait_ms / 1_000
    const { webhook_id } = delivery
    if (!backlog) await park({ delivery_id, webhook_id, hold_s: wait_s })
    deps.meters.count('gateway_webhook_postponed_total', {})
    return { sent: 'postponed', wait_s }
  }

  return (delivery_id, stopping, backlog) => {
    // Two jobs of one delivery: the one that came first does it.
    const running = under_way.get(delivery_id)
    if (running) return running
    const begun = deliver(delivery_id, stopping, backlog).finally(() =>
      under_way.delete(delivery_id)
    )
    under_way.set(delivery_id, begun)
    return begun
  }
}

/** What decides when a delivery may be sent. */
export const candidateOf = ({
  tenant_id,
  webhook_id,
  url,
  session_id,
  ordered,
  seq
}: DueDelivery) => ({
  tenant_id,
  webhook_id,
  host: URL.canParse(url) ? new URL(url).host : url,
  session_id,
  ordered,
  seq
})

/** What the database is asked for and told, that of many deliveries at once. */
const recordsOf = (db: Db) => ({
  load: createBatch((ids: string[]) => loadDeliveries(db, ids), batch_max),
  record: createBatch((made: AttemptMade[]) => recordDeliveries(db, made), batch_max),
  park: createBatch((list: Parking[]) => parkAll(db, list), batch_max),
  gather: createBatch(
    (list: { delivery_id: string; webhook_id: string }[]) => gatherAll(db, list),
    batch_max
  ),
  putOff: createBatch(
    (list: { delivery_id: string; seconds: number }[]) => postpone(db, list),
    batch_max
  )
})
