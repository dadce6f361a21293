import { type Candidate, createLanes, type Lane, type Pace } from './lanes.ts'

/** Whether a delivery may be sent now. If so, `leave` must be called when it has been; if not, it may come back after `wait_ms`. */
export type Permit =
  | { go: true; leave: (unanswered: boolean | null) => void }
  | { go: false; wait_ms: number }

export type ReceiverLimiter = {
  /** `patience_ms`: it may wait so long, however many wait. */
  enter(delivery: Candidate, patience_ms?: number): Promise<Permit>
}

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

type Waiting = { candidate: Candidate; lane: Lane; answer: (permit: Permit) => void }

/**
 * Shares out the requests that are under way at a time, so that no tenant and no receiver takes those of others. A
 * receiver that is slow or has not answered in time gets one place, among few for all of its kind, and one of which
 * nothing is known gets two; those that answer quickly always find room besides them. The deliveries of one webhook are sent
 * in the order of their events.
 */
export const createReceiverLimiter = (
  monotonic_ms: () => number,
  rules: ReceiverLimits = receiver_limits
): ReceiverLimiter => {
  const lanes = createLanes(monotonic_ms)
  const by_tenant = new Map<string, { sending: number; waiting: number }>()
  const by_host = new Map<string, number>()
  const by_pace: Record<Pace, number> = { unknown: 0, quick: 0, middling: 0, slow: 0 }
  const queues = new Map<Lane, Set<Waiting>>()
  let sending = 0
  let check: NodeJS.Timeout | undefined

  const tenantOf = (tenant_id: string): { sending: number; waiting: number } => {
    const share = by_tenant.get(tenant_id) ?? { sending: 0, waiting: 0 }
    by_tenant.set(tenant_id, share)
    return share
  }

  const fits = ({ tenant_id, host }: Candidate, lane: Lane, pace: Pace): boolean =>
    sending < rules.at_once_max &&
    tenantOf(tenant_id).sending < rules.tenant_at_once_max &&
    (by_host.get(host) ?? 0) < rules.host_at_once_max &&
    lane.sending.size < rules.webhook_at_once_max[pace] &&
    (pace !== 'slow' || by_pace.slow < rules.slow_at_once_max) &&
    (pace !== 'unknown' || by_pace.unknown < rules.unknown_at_once_max)

  const go = (candidate: Candidate, lane: Lane, pace: Pace): Permit => {
    const { tenant_id, host } = candidate
    const request = lanes.begin(lane, candidate)
    const share = tenantOf(tenant_id)
    sending++
    share.sending++
    by_pace[pace]++
    by_host.set(host, (by_host.get(host) ?? 0) + 1)
    return {
      go: true,
      leave: (unanswered) => {
        sending--
        share.sending--
        by_pace[pace]--
        forgetIdle(by_host, host, (by_host.get(host) ?? 1) - 1)
        if (share.sending + share.waiting === 0) by_tenant.delete(tenant_id)
        lanes.end(lane, request, unanswered)
        admit()
      }
    }
  }

  /** Lets in whoever can come in now, a lane after the other. */
  const admit = (): void => {
    clearTimeout(check)
    check = undefined
    let soonest_ms = Number.POSITIVE_INFINITY
    for (const [lane, queue] of [...queues]) {
      for (let next = pick(lane, queue); next; next = pick(lane, queue)) {
        // The last to be served comes last the next time.
        queues.delete(lane)
        if (queue.size > 1) queues.set(lane, queue)
        next.answer(go(next.candidate, lane, lanes.paceOf(lane)))
      }
      soonest_ms = Math.min(soonest_ms, lanes.soonestMs(lane, candidatesOf(queue)))
    }
    if (soonest_ms < Number.POSITIVE_INFINITY) check = setTimeout(admit, Math.max(soonest_ms, 1))
  }
  const pick = (lane: Lane, queue: Set<Waiting>): Waiting | undefined => {
    const pace = lanes.paceOf(lane)
    const [any] = queue
    if (!any || !fits(any.candidate, lane, pace)) return undefined
    const next = lanes.next(lane, candidatesOf(queue))
    return [...queue].find((one) => one.candidate === next)
  }

  const postponed = (lane: Lane): Permit => ({
    go: false,
    wait_ms: Math.min(lanes.waitMs(lane), rules.postponed_ms_max)
  })

  const wait = (candidate: Candidate, lane: Lane, patience_ms: number): Promise<Permit> =>
    new Promise((resolve) => {
      const share = tenantOf(candidate.tenant_id)
      const queue = queues.get(lane) ?? new Set()
      const timer = setTimeout(() => waiting.answer(postponed(lane)), patience_ms)
      const waiting: Waiting = {
        candidate,
        lane,
        answer: (permit) => {
          clearTimeout(timer)
          queue.delete(waiting)
          if (queue.size === 0) queues.delete(lane)
          share.waiting--
          if (share.sending + share.waiting === 0) by_tenant.delete(candidate.tenant_id)
          resolve(permit)
        }
      }
      share.waiting++
      queue.add(waiting)
      queues.set(lane, queue)
      admit()
    })

  return {
    enter: async (candidate, patience_ms) => {
      const lane = lanes.of(candidate)
      const pace = lanes.paceOf(lane)
      const waiting = queues.get(lane)?.size ?? 0
      const of_tenant = by_tenant.get(candidate.tenant_id)?.waiting ?? 0
      const is_crowded =
        patience_ms === undefined &&
        (waiting >= rules.webhook_waiting_max[pace] ||
          (pace !== 'quick' && of_tenant >= rules.tenant_waiting_max))
      if (is_crowded) return postponed(lane)
      return wait(candidate, lane, patience_ms ?? rules.waiting_ms_max[pace])
    }
  }
}

const candidatesOf = (queue: Set<Waiting>): Candidate[] => [...queue].map((one) => one.candidate)

const forgetIdle = (counts: Map<string, number>, key: string, count: number): void => {
  if (count > 0) counts.set(key, count)
  else counts.delete(key)
}
