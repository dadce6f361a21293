import type { ScaleBounds } from '../domain/scale.ts'

/** A shared worker that takes part, with what it holds and uses. One that has not said yet uses nothing. */
export type WorkerUse = {
  id: string
  starting: boolean
  sessions: number
  sessions_max: number
  /** Of one processor: a worker works in one thread. */
  cpu_share: number
  memory_share: number
}

export type ScaleRules = {
  /** Workers with room that are kept ready. */
  warm_workers: number
  /** So long one worker fewer must have been enough before one is given up. */
  calm_ms: number
}

export type ScaleJudgement = {
  /** How many workers are to be started now, and why. */
  start: number
  start_reason: string
  /** The worker that is to be drained, and why. */
  retire: { id: string; reason: string } | null
  /** Since when one worker fewer has been enough; null: it is not. To be given to the next judgement. */
  calm_since_ms: number | null
}

/** A worker that is fuller than this is no headroom: another is started before it is full. */
const full_share = 0.8
/** One worker fewer is enough when those that are left are not fuller than this. The gap between the two keeps it from going to and fro. */
const enough_share = 0.6

/** How full a worker is: by sessions, processor or memory, whichever there is least left of. */
export const fullness = (worker: WorkerUse): number =>
  Math.max(worker.sessions / worker.sessions_max, worker.cpu_share, worker.memory_share)

/** Whether it counts as a worker that is ready for whoever comes. */
export const hasHeadroom = (worker: WorkerUse): boolean => fullness(worker) < full_share

/**
 * How many shared workers there should be: as many as the bounds say, as many with room as are to be kept ready, and one
 * fewer when the rest has been enough for a while. Changes nothing, remembers nothing.
 */
export const judgeScale = (
  workers: WorkerUse[],
  bounds: ScaleBounds,
  rules: ScaleRules,
  calm_since_ms: number | null,
  now_ms: number
): ScaleJudgement => {
  const judgement: ScaleJudgement = {
    start: 0,
    start_reason: '',
    retire: null,
    calm_since_ms: null
  }
  const least = bounds.workers_min ?? 0
  const most = bounds.workers_max ?? Number.POSITIVE_INFINITY
  const with_room = workers.filter(hasHeadroom).length
  if (workers.length < least) {
    judgement.start = least - workers.length
    judgement.start_reason = `there are to be at least ${least}, and there are ${workers.length}`
    return judgement
  }
  const wanted = Math.min(rules.warm_workers - with_room, most - workers.length)
  if (wanted > 0) {
    judgement.start = wanted
    judgement.start_reason = `kept warm for whoever comes: ${with_room} of ${workers.length} have room`
    return judgement
  }
  const [fewest] = workers.toSorted((one, other) => one.sessions - other.sessions)
  if (!fewest || workers.some((worker) => worker.starting)) return judgement
  const rest = workers.filter((worker) => worker !== fewest)
  if (workers.length > most && rest.length > 0 && shareOf(rest, fewest) <= 1) {
    const reason = `there are to be at most ${most}, and there are ${workers.length}`
    judgement.retire = { id: fewest.id, reason }
    return judgement
  }
  if (rest.length < Math.max(1, least, rules.warm_workers)) return judgement
  const share = shareOf(rest, fewest)
  if (share > enough_share) return judgement
  judgement.calm_since_ms = calm_since_ms ?? now_ms
  if (now_ms - judgement.calm_since_ms < rules.calm_ms) return judgement
  judgement.calm_since_ms = null
  judgement.retire = {
    id: fewest.id,
    reason: `the other ${rest.length} would be ${Math.round(share * 100)} % full with its sessions`
  }
  return judgement
}

/** How full those are on average when they take over all that another one has. */
const shareOf = (rest: WorkerUse[], other: WorkerUse): number => {
  const all = [...rest, other]
  const sum = (of: (worker: WorkerUse) => number, workers = all): number =>
    workers.reduce((total, worker) => total + of(worker), 0)
  return Math.max(
    sum((worker) => worker.sessions) / sum((worker) => worker.sessions_max, rest),
    sum((worker) => worker.cpu_share) / rest.length,
    // A process needs some memory before it holds anything.
    sum((worker) => worker.memory_share) / all.length
  )
}

/** Most sessions that one shared worker may have more than another before some of them move. */
const gap_min = 10

/** From which worker to which sessions should move, and how many at most; null: they are spread well enough. */
export const judgeBalance = (
  workers: WorkerUse[]
): { from: string; to: string; sessions: number } | null => {
  const up = workers.filter((worker) => !worker.starting)
  const sorted = up.toSorted((one, other) => one.sessions - other.sessions)
  const [to, from] = [sorted[0], sorted.at(-1)]
  if (!to || !from || !hasHeadroom(to)) return null
  const mean = up.reduce((sum, worker) => sum + worker.sessions, 0) / up.length
  const gap = from.sessions - to.sessions
  if (gap <= Math.max(gap_min, mean)) return null
  return { from: from.id, to: to.id, sessions: Math.floor(gap / 2) }
}
