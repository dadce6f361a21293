import { type ReplayChoice, replayed_max } from '../../domain/replay-choice.ts'
import type { Db } from '../../lib/db.ts'
import { putDrainJobs } from '../../queue/delivery-jobs.ts'
import { findReplayed, putMissed } from '../../store/webhooks/replay.ts'
import { findReplayStart, isPast } from '../../store/webhooks/replay-start.ts'

export type ReplayJob = {
  webhook_id: string
  since: string
  until: string
  asked_at: string
  chosen: ReplayChoice
}

const events_per_piece = 500

/**
 * Puts the events of a span of time that a webhook asks for and that were chosen into its backlog, a piece at a time. A
 * process that is killed in between begins again and finds what is there already.
 */
export const replayWebhook = async (
  db: Db,
  job: ReplayJob,
  stopping: AbortSignal
): Promise<void> => {
  const hook = await findReplayed(db, job.webhook_id)
  if (!hook) return
  let place = await findReplayStart(db, hook.tenant_id, job.since)
  let put = 0
  while (place && put < replayed_max) {
    if (stopping.aborted) throw new Error('stopped before the replay was done')
    const piece = await putMissed(db, job, place, events_per_piece)
    put += piece.put
    if (piece.put > 0) await putDrainJobs(db, [{ webhook_id: job.webhook_id, run_at: new Date(0) }])
    place = isPast(piece.last_at, job.until) ? null : piece.place
  }
}
