import { AppError } from '../../domain/errors.ts'
import type { Db } from '../../lib/db.ts'
import { pause } from '../../lib/retry.ts'

/** One consumer of a tenant's events. It is told that there may be something new, and looks for itself. */
export type Subscription = {
  /** Resolves when something may have happened since the last call; after `most_ms`, or when the signal aborts, in any case. */
  next(most_ms: number, signal: AbortSignal): Promise<void>
  end(): void
}

/** Those of one process who follow events. They share one connection, which stands while there is somebody to tell. */
export type EventHub = {
  /** The error too_many_streams when the tenant has as many subscriptions as it may. */
  subscribe(tenant_id: string): Subscription
}

/** The channel on which the database names the tenant of new events. */
const channel = 'events'

export const createEventHub = (db: Pick<Db, 'listen'>, streams_max = 20): EventHub => {
  const wakers = new Map<string, Set<() => void>>()
  let listening: AbortController | undefined

  const heard = (tenant_id: string): void => {
    // No tenant: the connection is new, and what happened before is unknown.
    const woken = tenant_id === '' ? [...wakers.values()] : [wakers.get(tenant_id) ?? new Set()]
    for (const set of woken) for (const wake of set) wake()
  }

  const add = (tenant_id: string, wake: () => void): void => {
    const own = wakers.get(tenant_id) ?? new Set()
    if (own.size >= streams_max) {
      const detail = `At most ${streams_max} streams may be open at once.`
      throw new AppError('too_many_streams', { tenant_id }, { detail, retry_after_s: 10 })
    }
    wakers.set(tenant_id, own.add(wake))
    if (listening) return
    listening = new AbortController()
    void db.listen(channel, heard, listening.signal)
  }

  const remove = (tenant_id: string, wake: () => void): void => {
    const own = wakers.get(tenant_id)
    own?.delete(wake)
    if (own?.size === 0) wakers.delete(tenant_id)
    if (wakers.size > 0) return
    listening?.abort()
    listening = undefined
  }

  return {
    subscribe: (tenant_id) => {
      let news = false
      let waiting: AbortController | undefined
      const wake = (): void => {
        news = true
        waiting?.abort()
      }
      add(tenant_id, wake)
      return {
        next: async (most_ms, signal) => {
          waiting = new AbortController()
          if (!news) await pause(most_ms, AbortSignal.any([signal, waiting.signal]))
          news = false
        },
        end: () => remove(tenant_id, wake)
      }
    }
  }
}
