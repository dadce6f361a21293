import type { Pace } from './lanes.ts'

export type ReceiverLimits = {
  /** Most requests at a time, of all, of one tenant and to one host. */
  at_once_max: number
  tenant_at_once_max: number
  host_at_once_max: number
  /** Most requests at a time to all receivers that are slow, and to all of which nothing is known yet. */
  slow_at_once_max: number
  unknown_at_once_max: number
  /** Most requests at a time to one webhook, and most that wait for a place, by how quick its receiver is. */
  webhook_at_once_max: Record<Pace, number>
  webhook_waiting_max: Record<Pace, number>
  tenant_waiting_max: number
  /** Longest time to wait for a place. */
  waiting_ms_max: Record<Pace, number>
  /** Longest time to be postponed for. */
  postponed_ms_max: number
}

export const receiver_limits: ReceiverLimits = {
  at_once_max: 96,
  tenant_at_once_max: 24,
  host_at_once_max: 24,
  slow_at_once_max: 24,
  unknown_at_once_max: 32,
  webhook_at_once_max: { unknown: 2, quick: 8, middling: 8, slow: 1 },
  // A burst to a quick receiver waits for places: postponing it would take longer.
  webhook_waiting_max: { unknown: 32, quick: 1_000, middling: 64, slow: 2 },
  tenant_waiting_max: 192,
  waiting_ms_max: { unknown: 500, quick: 5_000, middling: 1_000, slow: 500 },
  postponed_ms_max: 30_000
}

type Receiver = { tenant_id: string; host: string }

/** How many requests are under way and how many deliveries wait, of whom. */
export type Shares = {
  /** Whether one more request may begin, to a webhook to which so many are under way. */
  fits(to: Receiver, pace: Pace, to_webhook: number): boolean
  /** Whether one more may wait, of a webhook of which so many do. */
  mayWait(of: Receiver, pace: Pace, of_webhook: number): boolean
  /** One begins, or one more waits. Returns the way to end it. */
  begin(to: Receiver, pace: Pace): () => void
  wait(of: Receiver): () => void
}

export const createShares = (rules: ReceiverLimits): Shares => {
  // Bound: of tenants and hosts of which nothing is under way and nothing waits, nothing is kept.
  const tenants = { sending: new Map<string, number>(), waiting: new Map<string, number>() }
  const hosts = new Map<string, number>()
  const paces: Record<Pace, number> = { unknown: 0, quick: 0, middling: 0, slow: 0 }
  let sending = 0

  return {
    fits: ({ tenant_id, host }, pace, to_webhook) =>
      sending < rules.at_once_max &&
      countOf(tenants.sending, tenant_id) < rules.tenant_at_once_max &&
      countOf(hosts, host) < rules.host_at_once_max &&
      to_webhook < rules.webhook_at_once_max[pace] &&
      (pace !== 'slow' || paces.slow < rules.slow_at_once_max) &&
      (pace !== 'unknown' || paces.unknown < rules.unknown_at_once_max),
    mayWait: ({ tenant_id }, pace, of_webhook) =>
      of_webhook < rules.webhook_waiting_max[pace] &&
      (pace === 'quick' || countOf(tenants.waiting, tenant_id) < rules.tenant_waiting_max),
    begin: ({ tenant_id, host }, pace) => {
      sending++
      paces[pace]++
      const ends = [count(tenants.sending, tenant_id), count(hosts, host)]
      return () => {
        sending--
        paces[pace]--
        for (const end of ends) end()
      }
    },
    wait: ({ tenant_id }) => count(tenants.waiting, tenant_id)
  }
}

const countOf = (counts: Map<string, number>, key: string): number => counts.get(key) ?? 0

const count = (counts: Map<string, number>, key: string): (() => void) => {
  counts.set(key, countOf(counts, key) + 1)
  return () => {
    const left = countOf(counts, key) - 1
    if (left > 0) counts.set(key, left)
    else counts.delete(key)
  }
}
