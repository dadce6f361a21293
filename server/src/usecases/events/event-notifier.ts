import { AppError } from '../../domain/errors.ts'
import type { Db } from '../../lib/db.ts'
import type { Log } from '../../lib/log.ts'
import { pause } from '../../lib/retry.ts'
import { findTenantsWithNewEvents } from '../../store/events/read.ts'

/** One consumer of a tenant's events. It is told that there may be something new, and looks for itself. */
export type Subscription = {
  /** Resolves when something may have happened since the last call; after `most_ms`, or when the signal aborts, in any case. */
  next(most_ms: number, signal: AbortSignal): Promise<void>
  end(): void
}

/** Those of one process who follow events. One look into the database is for all of them; without them there is none. */
export type EventNotifier = {
  /** The error too_many_streams when the tenant has as many subscriptions as it may. */
  subscribe(tenant_id: string): Subscription
  /** For a call that waits for one thing to happen. It counts among the tenant's calls, not among its streams. */
  watch(tenant_id: string): Subscription
}

/** How long an event may go unnoticed. A notification for each would make all commits of the database wait for each other. */
const look_ms = 50
const retry_ms = 1_000

export type EventNotifierDeps = { db: Pick<Db, 'query'>; log: Log }

export const createEventNotifier = (
  { db, log }: EventNotifierDeps,
  streams_max = 20
): EventNotifier => {
  /** Those to wake, and whether each is a stream. */
  const wakers = new Map<string, Map<() => void, boolean>>()
  let looking: AbortController | undefined

  /** Looks again and again. Where `since` is not known everybody is woken: what happened before is unknown too. */
  const look = async (signal: AbortSignal): Promise<void> => {
    let since: string | null = null
    while (!signal.aborted) {
      const asked = new Set(wakers.keys())
      try {
        const news = await findTenantsWithNewEvents(db, [...asked], since)
        // Who came while the answer was on its way has looked already, but maybe before what this look saw.
        const told = (tenant_id: string): boolean =>
          since === null || news.tenant_ids.includes(tenant_id) || !asked.has(tenant_id)
        for (const [tenant_id, own] of wakers)
          if (told(tenant_id)) for (const wake of own.keys()) wake()
        since = news.horizon
      } catch (error) {
        log.warn({ err: error }, 'news of events could not be read, trying again')
        await pause(retry_ms, signal)
      }
      await pause(look_ms, signal)
    }
  }

  const add = (tenant_id: string, wake: () => void, is_stream: boolean): void => {
    const own = wakers.get(tenant_id) ?? new Map<() => void, boolean>()
    const streams = [...own.values()].filter(Boolean).length
    if (is_stream && streams >= streams_max) {
      const detail = `At most ${streams_max} streams may be open at once.`
      throw new AppError('too_many_streams', { tenant_id }, { detail, retry_after_s: 10 })
    }
    wakers.set(tenant_id, own.set(wake, is_stream))
    if (looking) return
    looking = new AbortController()
    void look(looking.signal)
  }

  const remove = (tenant_id: string, wake: () => void): void => {
    const own = wakers.get(tenant_id)
    own?.delete(wake)
    if (own?.size === 0) wakers.delete(tenant_id)
    if (wakers.size > 0) return
    looking?.abort()
    looking = undefined
  }

  const follow = (tenant_id: string, is_stream: boolean): Subscription => {
    let news = false
    let waiting: AbortController | undefined
    const wake = (): void => {
      news = true
      waiting?.abort()
    }
    add(tenant_id, wake, is_stream)
    return {
      next: async (most_ms, signal) => {
        waiting = new AbortController()
        if (!news) await pause(most_ms, AbortSignal.any([signal, waiting.signal]))
        news = false
      },
      end: () => remove(tenant_id, wake)
    }
  }

  return {
    subscribe: (tenant_id) => follow(tenant_id, true),
    watch: (tenant_id) => follow(tenant_id, false)
  }
}
