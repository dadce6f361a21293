import type { Clock } from '../lib/clock.ts'
import type { Db } from '../lib/db.ts'
import type { Deliver, Delivered } from './deliver.ts'
import type { DeliverBatch } from './deliver-batch.ts'
import {
  drainLater,
  expedite,
  findHeld,
  type HeldWebhook,
  release,
  takeBacklog
} from './records/drain.ts'
import { nextBatch, nextRetry } from './records/gather.ts'

export type DrainDeps = { db: Db; clock: Clock; deliver: Deliver; deliverBatch: DeliverBatch }

/** Sends what waits in the backlog of a webhook, in the order of events, until it is empty or the receiver fails. */
export type Drain = (webhook_id: string, stopping: AbortSignal) => Promise<void>

const piece_max = 64
// After so many failures in one piece the rest of it is not tried.
const failures_max = 3
const patience_ms = 30_000
// Others wait, too.
const turn_ms_max = 10_000
const at_once_per_tenant_max = 16
const again_s = 1

/**
 * The backlogs of webhooks. One delivery tries whether the receiver is well again; after it come the others, a piece at
 * a time, so that nothing has to be kept in memory however much waits.
 */
export const createDrain = ({ db, clock, deliver, deliverBatch }: DrainDeps): Drain => {
  const running = new Set<string>()
  const by_tenant = new Map<string, number>()

  const sendPiece = async (
    ids: string[],
    stopping: AbortSignal,
    patience: { patience_ms?: number }
  ): Promise<Delivered[]> => {
    let failures = 0
    const isOver = (): boolean => failures >= failures_max || stopping.aborted
    return Promise.all(
      ids.map(async (id): Promise<Delivered> => {
        const delivered = await deliver(id, stopping, { ...patience, isOver })
        if (delivered.sent === 'ill') failures++
        return delivered
      })
    )
  }

  const drain = async (webhook_id: string, stopping: AbortSignal): Promise<void> => {
    const begun_ms = clock.monotonic_ms()
    let is_tried = false
    while (!stopping.aborted) {
      const held = await findHeld(db, webhook_id)
      if (!held) return
      // It has failed again: whoever recorded that has put a job for when it may be tried.
      if (held.wait_s > 0) return
      is_tried ||= !held.held
      const patience = is_tried ? { patience_ms } : {}
      const { ids, wait_s } = await take(db, webhook_id, held, is_tried ? piece_max : 1)
      if (ids.length === 0) {
        if (!(await release(db, webhook_id, held.ordered))) continue
        // What is sent alone comes by itself when it is due again.
        const retry_s = held.batch && (await nextRetry(db, webhook_id))
        return retry_s === null ? undefined : drainLater(db, webhook_id, retry_s)
      }
      if (wait_s > 0) return drainLater(db, webhook_id, wait_s)
      const results = held.batch
        ? [await deliverBatch(ids, stopping, patience.patience_ms)]
        : await sendPiece(ids, stopping, patience)
      const postponed = results.find((one) => one.sent === 'postponed')
      if (postponed) return drainLater(db, webhook_id, postponed.wait_s)
      const is_well = results.some((one) => one.sent === 'well')
      if (is_well && !is_tried) await expedite(db, webhook_id)
      is_tried ||= is_well
      const moved = results.some((one) => one.sent !== 'none')
      if (!moved || clock.monotonic_ms() - begun_ms > turn_ms_max) {
        return drainLater(db, webhook_id, moved ? 0 : again_s)
      }
    }
    await drainLater(db, webhook_id, 0)
  }

  return async (webhook_id, stopping) => {
    const held = await findHeld(db, webhook_id)
    if (!held) return
    const { tenant_id } = held
    const at_once = by_tenant.get(tenant_id) ?? 0
    if (running.has(webhook_id) || at_once >= at_once_per_tenant_max) {
      return drainLater(db, webhook_id, again_s)
    }
    running.add(webhook_id)
    by_tenant.set(tenant_id, at_once + 1)
    try {
      await drain(webhook_id, stopping)
    } finally {
      running.delete(webhook_id)
      const left = (by_tenant.get(tenant_id) ?? 1) - 1
      if (left > 0) by_tenant.set(tenant_id, left)
      else by_tenant.delete(tenant_id)
    }
  }
}

const take = async (
  db: Db,
  webhook_id: string,
  { ordered, batch }: HeldWebhook,
  limit: number
): Promise<{ ids: string[]; wait_s: number }> =>
  batch
    ? nextBatch(db, webhook_id, batch)
    : { ids: await takeBacklog(db, webhook_id, ordered, limit), wait_s: 0 }
