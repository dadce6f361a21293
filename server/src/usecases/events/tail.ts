import type { Tenant } from '../../domain/tenant.ts'
import { pause } from '../../lib/retry.ts'
import type { EventEnvelope } from '../../schemas/events.ts'
import {
  type EventFilter,
  type EventPosition,
  listEventsAfter,
  readHorizon
} from '../../store/events/read.ts'
import type { Deps } from '../deps.ts'
import { eventEnvelope } from './envelope.ts'
import type { Subscription } from './event-notifier.ts'
import { isBefore } from './position.ts'

/** Events held in memory for a consumer, at most. The rest waits in the database until these are taken. */
const batch_max = 100
/** A burst of notifications is answered by one look. */
const gather_ms = 20
/** How soon to look again while something is written that may not be shown yet; doubles up to the last. */
const pending_ms = { first: 25, most: 1_000 }
const retry_ms = 1_000

export type Following = {
  tenant: Tenant
  from: EventPosition
  filter: EventFilter
  subscription: Subscription
  /** An empty batch is given after so long without an event. */
  idle_ms: number
}

/** The tenant's events as they happen, in order and without gaps, in batches, until the signal aborts. Outlives an absence of the database. */
export async function* tailEvents(
  deps: Deps,
  following: Following,
  signal: AbortSignal
): AsyncGenerator<EventEnvelope[]> {
  const { subscription, idle_ms } = following
  let position = following.from
  let spoke_at = deps.clock.monotonic_ms()
  let pending_looks = 0
  while (!signal.aborted) {
    const look = await lookAfter(deps, following, position)
    position = look.position
    if (look.events.length > 0 || deps.clock.monotonic_ms() - spoke_at >= idle_ms) {
      yield look.events
      spoke_at = deps.clock.monotonic_ms()
    }
    pending_looks = look.rest === 'pending' && look.events.length === 0 ? pending_looks + 1 : 0
    if (look.rest === 'more') continue
    if (look.rest === 'retry') await pause(retry_ms, signal)
    else if (look.rest === 'pending') await subscription.next(pendingMs(pending_looks), signal)
    else await subscription.next(idle_ms - (deps.clock.monotonic_ms() - spoke_at), signal)
    await pause(gather_ms, signal)
  }
}

type Look = {
  events: EventEnvelope[]
  position: EventPosition
  rest: 'more' | 'pending' | 'none' | 'retry'
}

/** What may be shown after a place, and where to go on. */
const lookAfter = async (
  deps: Deps,
  { tenant, filter }: Following,
  after: EventPosition
): Promise<Look> => {
  try {
    const { horizon, rows } = await deps.db.withTenant(tenant, async (tx) => ({
      // First, so that every row of a transaction below it is there when the rows are read.
      horizon: await readHorizon(tx),
      rows: await listEventsAfter(tx, tenant.tenant_id, after, filter, batch_max)
    }))
    const settled = rows.filter((row) => isBefore(row, horizon))
    const events = settled.map(eventEnvelope)
    const last = settled.at(-1) ?? after
    if (settled.length < rows.length) return { events, position: last, rest: 'pending' }
    if (rows.length === batch_max) return { events, position: last, rest: 'more' }
    // All below the horizon has been seen, what the filter left out included: no need to read that again.
    return { events, position: isBefore(last, horizon) ? horizon : last, rest: 'none' }
  } catch (error) {
    deps.log.warn({ err: error }, 'events could not be read, trying again')
    return { events: [], position: after, rest: 'retry' }
  }
}

const pendingMs = (looks: number): number =>
  Math.min(pending_ms.most, pending_ms.first * 2 ** Math.min(looks, 10))
