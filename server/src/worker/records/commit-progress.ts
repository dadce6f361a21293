import {
  type MessageRow,
  type MessageStatus,
  messageView,
  status_rank
} from '../../domain/message.ts'
import type { Tx } from '../../lib/db.ts'
import { advanceMessages, type Progress } from '../../store/messages/arrive.ts'
import type { Change, SessionBatch } from './commit-batch.ts'
import { type Events, tell } from './commit-events.ts'

/** Returns the messages that are finished and leave the line. */
export const writeProgress = async (
  tx: Tx,
  batches: SessionBatch[],
  events: Events
): Promise<string[]> => {
  const merged = new Map<string, Progress>()
  for (const batch of batches) {
    for (const change of batch.changes) {
      if (change.type !== 'progress') continue
      const name = `${batch.session_id} ${change.whatsapp_id}`
      merged.set(name, mergeProgress(merged.get(name), batch.session_id, change))
    }
  }
  if (merged.size === 0) return []
  const rows = await advanceMessages(tx, [...merged.values()])
  // step: progress written
  for (const row of rows) tellProgress(events, row)
  return rows.filter((row) => row.before === 'queued').map((row) => row.id)
}

const mergeProgress = (
  before: Progress | undefined,
  session_id: string,
  change: Extract<Change, { type: 'progress' }>
): Progress => {
  const rank = status_rank[change.status]
  const next: Progress = before ?? {
    session_id,
    whatsapp_id: change.whatsapp_id,
    status: change.status,
    rank,
    sent_at: null,
    delivered_at: null,
    read_at: null,
    failed_at: null,
    error: null
  }
  if (rank > next.rank) Object.assign(next, { status: change.status, rank })
  next[`${change.status}_at`] ??= change.at
  next.error ??= change.error ?? null
  return next
}

/** One event for each step a message went, also when a later receipt overtook an earlier one; of one that failed only that. */
const tellProgress = (events: Events, row: MessageRow & { before: MessageStatus }): void => {
  if (row.status === 'failed') {
    tell(events, row, 'message.failed', messageView(row))
    return
  }
  for (const step of ['sent', 'delivered', 'read'] as const) {
    if (
      status_rank[step] > status_rank[row.before] &&
      status_rank[step] <= status_rank[row.status]
    ) {
      tell(events, row, `message.${step}`, messageView({ ...row, status: step }))
    }
  }
}
