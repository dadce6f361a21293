/** Whether a webhook may send now. If so, `leave` must be called when it has; if not, it should come back after `wait_ms`. */
export type Turn = { go: true; leave: () => void } | { go: false; wait_ms: number }

export type Gate = { enter(webhook_id: string): Promise<Turn> }

export type GateRules = {
  /** Most requests at a time to one webhook … */
  at_once_max: number
  /** … and to one whose receiver is slow. */
  slow_at_once_max: number
  slow_ms: number
  /** A burst to a quick receiver waits here, this many for this long. */
  waiting_max: number
  waiting_ms_max: number
  /** Longest time to be sent away for. */
  away_ms_max: number
}

export const gate_rules: GateRules = {
  at_once_max: 8,
  slow_at_once_max: 2,
  slow_ms: 1_000,
  waiting_max: 96,
  waiting_ms_max: 500,
  away_ms_max: 60_000
}

type Request = { begun_ms: number }
type Lane = {
  sending: Set<Request>
  waiting: Set<(turn: Turn) => void>
  /** How long a request takes, on a moving average. */
  average_ms: number
  /** When the next of those sent away may come back. */
  next_ms: number
}

/**
 * Keeps one slow receiver from taking all the room: each webhook has a few requests under way at most, fewer when it is
 * slow. What comes on top waits a moment, or is sent away until, at the receiver's own pace, its turn should have come.
 */
export const createGate = (monotonic_ms: () => number, rules: GateRules = gate_rules): Gate => {
  const lanes = new Map<string, Lane>()

  const laneOf = (webhook_id: string): Lane => {
    const lane = lanes.get(webhook_id) ?? {
      sending: new Set(),
      waiting: new Set(),
      average_ms: 0,
      next_ms: 0
    }
    lanes.set(webhook_id, lane)
    return lane
  }
  const paceOf = (lane: Lane, now_ms: number): number => {
    const [oldest] = lane.sending
    return Math.max(lane.average_ms, oldest ? now_ms - oldest.begun_ms : 0)
  }
  const roomOf = (pace_ms: number): number =>
    pace_ms > rules.slow_ms ? rules.slow_at_once_max : rules.at_once_max

  const go = (webhook_id: string, lane: Lane): Turn => {
    const request = { begun_ms: monotonic_ms() }
    lane.sending.add(request)
    return {
      go: true,
      leave: () => {
        const now_ms = monotonic_ms()
        lane.sending.delete(request)
        lane.average_ms = lane.average_ms * 0.7 + (now_ms - request.begun_ms) * 0.3
        const [next] = lane.waiting
        if (next && lane.sending.size < roomOf(paceOf(lane, now_ms))) {
          lane.waiting.delete(next)
          next(go(webhook_id, lane))
        }
        if (lane.sending.size === 0) lanes.delete(webhook_id)
      }
    }
  }
  const away = (lane: Lane): Turn => {
    const now_ms = monotonic_ms()
    const pace_ms = Math.max(paceOf(lane, now_ms), 10)
    lane.next_ms = Math.min(
      Math.max(lane.next_ms, now_ms) + pace_ms / roomOf(pace_ms),
      now_ms + rules.away_ms_max
    )
    return { go: false, wait_ms: lane.next_ms - now_ms }
  }

  return {
    enter: async (webhook_id) => {
      const lane = laneOf(webhook_id)
      const pace_ms = paceOf(lane, monotonic_ms())
      if (lane.sending.size < roomOf(pace_ms)) return go(webhook_id, lane)
      if (pace_ms > rules.slow_ms || lane.waiting.size >= rules.waiting_max) return away(lane)
      return new Promise<Turn>((resolve) => {
        const timer = setTimeout(() => {
          lane.waiting.delete(turn)
          resolve(away(lane))
        }, rules.waiting_ms_max)
        const turn = (given: Turn): void => {
          clearTimeout(timer)
          resolve(given)
        }
        lane.waiting.add(turn)
      })
    }
  }
}
