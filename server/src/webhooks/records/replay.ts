import type { Db } from '../../lib/db.ts'
import { putDrainJobs } from '../../queue/delivery-jobs.ts'
import {
  type EventPlace,
  findEventAround,
  findReplayed,
  putMissed
} from '../../store/webhooks/replay.ts'

export type ReplayJob = { webhook_id: string; since: string; until: string; asked_at: string }

const events_per_piece = 500
/** Most deliveries of one replay; another one goes on from there, because what is delivered is left out. */
export const replayed_max = 100_000
// Transactions do not end in the order in which they begin.
const slack_ms = 10 * 60_000

/**
 * Puts the events of a span of time that a webhook asks for, and that it was never sent or that failed, into its backlog, a
 * piece at a time. A process that is killed in between begins again and finds what is there already.
 */
export const replayWebhook = async (
  db: Db,
  job: ReplayJob,
  stopping: AbortSignal
): Promise<void> => {
  const [since_ms, until_ms] = [Date.parse(job.since), Date.parse(job.until)]
  const hook = await findReplayed(db, job.webhook_id)
  if (!hook) return
  let place = await startOf(db, hook.tenant_id, since_ms - slack_ms)
  let put = 0
  while (place && put < replayed_max) {
    if (stopping.aborted) throw new Error('stopped before the replay was done')
    const piece: { place: EventPlace | null; put: number; last_at: Date | null } = await putMissed(
      db,
      job,
      place,
      events_per_piece
    )
    put += piece.put
    if (piece.put > 0) await putDrainJobs(db, [{ webhook_id: job.webhook_id, run_at: new Date(0) }])
    const is_past = (piece.last_at?.getTime() ?? 0) > until_ms + slack_ms
    place = is_past ? null : piece.place
  }
}

/** The last place before a time, found by halving: there is no index by time, and what lies before may be millions. */
const startOf = async (db: Db, tenant_id: string, since_ms: number): Promise<EventPlace | null> => {
  const [first, last] = [
    await findEventAround(db, tenant_id, '0', 'first'),
    await findEventAround(db, tenant_id, '0', 'last')
  ]
  if (!first || !last) return null
  let [low, high] = [BigInt(first.xid), BigInt(last.xid)]
  while (low < high) {
    const middle = (low + high) / 2n
    const event = await findEventAround(db, tenant_id, String(middle), 'first')
    if (event && event.created_at.getTime() < since_ms) low = middle + 1n
    else high = middle
  }
  return { xid: String(low), seq: -1 }
}
