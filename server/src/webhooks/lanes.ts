import { LRUCache } from 'lru-cache'

/** What decides when a delivery is sent. */
export type Candidate = {
  tenant_id: string
  webhook_id: string
  host: string
  session_id: string | null
  /** Whether those of its session wait for it, however long it takes. */
  ordered: boolean
  /** The place of its event among all events. */
  seq: number
}

/** How quick a receiver is, as far as is known. */
export type Pace = 'unknown' | 'quick' | 'middling' | 'slow'

type Request = { candidate: Candidate; begun_ms: number }

/** The deliveries of one webhook. */
export type Lane = {
  sending: Set<Request>
  /** How long a request takes, on a moving average; null until one has ended. */
  average_ms: number | null
}

const quick_ms = 100
const slow_ms = 1_000
const postponed_ms_min = 250
// What is known of receivers is kept for so many of them, for so long.
const lanes_max = 20_000
const known_ms = 15 * 60_000
// Those of one session wait for the one before them for so long altogether.
const session_ms = 500

export type Lanes = ReturnType<typeof createLanes>

/** What is known of each receiver, and which of the deliveries to it comes next. */
export const createLanes = (monotonic_ms: () => number) => {
  const idle = new LRUCache<string, Lane>({ max: lanes_max, ttl: known_ms })
  const busy = new Map<string, Lane>()

  const paceOf = (lane: Lane): Pace => {
    const [oldest] = lane.sending
    const running_ms = oldest ? monotonic_ms() - oldest.begun_ms : 0
    if (Math.max(running_ms, lane.average_ms ?? 0) > slow_ms) return 'slow'
    if (lane.average_ms === null) return 'unknown'
    return lane.average_ms > quick_ms ? 'middling' : 'quick'
  }

  /** How long this one still waits for those of its session that are under way: the shorter, the more wait behind it. */
  const sessionWaitMs = (lane: Lane, candidate: Candidate, waiting: number): number => {
    if (candidate.session_id === null && !candidate.ordered) return 0
    let begun_ms = Number.NEGATIVE_INFINITY
    for (const request of lane.sending) {
      if (request.candidate.session_id === candidate.session_id) {
        begun_ms = Math.max(begun_ms, request.begun_ms)
      }
    }
    if (begun_ms === Number.NEGATIVE_INFINITY) return 0
    if (candidate.ordered) return Number.POSITIVE_INFINITY
    return Math.max(begun_ms + session_ms / waiting - monotonic_ms(), 0)
  }

  /** The first of each session, in the order of events, with how long it has to wait. */
  const firsts = (
    lane: Lane,
    waiting: Candidate[]
  ): { candidate: Candidate; wait_ms: number }[] => {
    const sessions = Map.groupBy(waiting, (one) => one.session_id)
    return [...sessions.values()]
      .map((list) => {
        const candidate = list.reduce((first, one) => (one.seq < first.seq ? one : first))
        return { candidate, wait_ms: sessionWaitMs(lane, candidate, list.length) }
      })
      .sort((one, other) => one.candidate.seq - other.candidate.seq)
  }

  return {
    paceOf,
    of: ({ webhook_id }: Candidate): Lane => {
      const lane = busy.get(webhook_id) ?? idle.get(webhook_id)
      if (lane) return lane
      const fresh: Lane = { sending: new Set(), average_ms: null }
      idle.set(webhook_id, fresh)
      return fresh
    },
    next: (lane: Lane, waiting: Candidate[]): Candidate | undefined =>
      firsts(lane, waiting).find((one) => one.wait_ms === 0)?.candidate,
    /** When one of these has waited long enough for its session; infinity when none waits for that alone. */
    soonestMs: (lane: Lane, waiting: Candidate[]): number =>
      Math.min(
        ...firsts(lane, waiting)
          .map((one) => one.wait_ms)
          .filter((wait_ms) => wait_ms > 0)
      ),
    begin: (lane: Lane, candidate: Candidate): Request => {
      const request = { candidate, begun_ms: monotonic_ms() }
      lane.sending.add(request)
      busy.set(candidate.webhook_id, lane)
      return request
    },
    end: (lane: Lane, request: Request, unanswered: boolean | null): void => {
      const took_ms = monotonic_ms() - request.begun_ms
      lane.sending.delete(request)
      if (unanswered !== null) {
        // One that was not answered in time says more than many that were.
        const weight = unanswered && took_ms > slow_ms ? 1 : 0.3
        lane.average_ms = (lane.average_ms ?? took_ms) * (1 - weight) + took_ms * weight
      }
      if (lane.sending.size > 0) return
      busy.delete(request.candidate.webhook_id)
      idle.set(request.candidate.webhook_id, lane)
    },
    /** Until another look makes sense, at the receiver's own pace. */
    waitMs: (lane: Lane): number => Math.max(lane.average_ms ?? 0, postponed_ms_min)
  }
}
