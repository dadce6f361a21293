import { type Candidate, createLanes, type Lane, type Lanes, type Pace } from './lanes.ts'
import { createShares, type ReceiverLimits, receiver_limits, type Shares } from './shares.ts'

/** Whether a delivery may be sent now. If so, `leave` must be called when it has been; if not, it may come back after `wait_ms`. */
export type Permit =
  | { go: true; leave: (unanswered: boolean | null) => void }
  | { go: false; wait_ms: number }

export type ReceiverLimiter = {
  /** `patience_ms`: it may wait so long, however many wait. */
  enter(delivery: Candidate, patience_ms?: number): Promise<Permit>
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
  const shares = createShares(rules)
  const queues = new Map<Lane, Set<Waiting>>()
  let check: NodeJS.Timeout | undefined

  const go = (candidate: Candidate, lane: Lane, pace: Pace): Permit => {
    const request = lanes.begin(lane, candidate)
    const end = shares.begin(candidate, pace)
    return {
      go: true,
      leave: (unanswered) => {
        end()
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
      for (
        let next = pick(lanes, shares, lane, queue);
        next;
        next = pick(lanes, shares, lane, queue)
      ) {
        // The last to be served comes last the next time.
        queues.delete(lane)
        if (queue.size > 1) queues.set(lane, queue)
        next.answer(go(next.candidate, lane, lanes.paceOf(lane)))
      }
      soonest_ms = Math.min(soonest_ms, lanes.soonestMs(lane, candidatesOf(queue)))
    }
    if (soonest_ms < Number.POSITIVE_INFINITY) check = setTimeout(admit, Math.max(soonest_ms, 1))
  }

  const postponed = (lane: Lane): Permit => ({
    go: false,
    wait_ms: Math.min(lanes.waitMs(lane), rules.postponed_ms_max)
  })

  const wait = (candidate: Candidate, lane: Lane, patience_ms: number): Promise<Permit> =>
    new Promise((resolve) => {
      const end = shares.wait(candidate)
      const queue = queues.get(lane) ?? new Set()
      const timer = setTimeout(() => waiting.answer(postponed(lane)), patience_ms)
      const waiting: Waiting = {
        candidate,
        lane,
        answer: (permit) => {
          clearTimeout(timer)
          queue.delete(waiting)
          if (queue.size === 0) queues.delete(lane)
          end()
          resolve(permit)
        }
      }
      queue.add(waiting)
      queues.set(lane, queue)
      admit()
    })

  return {
    enter: async (candidate, patience_ms) => {
      const lane = lanes.of(candidate)
      const pace = lanes.paceOf(lane)
      const waiting = queues.get(lane)?.size ?? 0
      if (patience_ms === undefined && !shares.mayWait(candidate, pace, waiting))
        return postponed(lane)
      return wait(candidate, lane, patience_ms ?? rules.waiting_ms_max[pace])
    }
  }
}

/** The one of a lane that comes next, if there is a place for it. */
const pick = (
  lanes: Lanes,
  shares: Shares,
  lane: Lane,
  queue: Set<Waiting>
): Waiting | undefined => {
  const [any] = queue
  if (!any || !shares.fits(any.candidate, lanes.paceOf(lane), lane.sending.size)) return undefined
  const next = lanes.next(lane, candidatesOf(queue))
  return [...queue].find((one) => one.candidate === next)
}

const candidatesOf = (queue: Set<Waiting>): Candidate[] => [...queue].map((one) => one.candidate)
