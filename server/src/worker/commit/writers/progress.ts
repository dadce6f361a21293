import { type MessageRow, type MessageStatus, status_rank } from '../../../domain/message.ts'
import type { Tx } from '../../../lib/db.ts'
import { messageView } from '../../../schemas/messages/message.ts'
import { advanceMessages, type Progress } from '../../../store/messages/arrive.ts'
import type { ChangeOf } from '../change.ts'
import { addEvent, type Entry, type Outcome } from '../writer.ts'
import { writeOwnReactions } from './reactions.ts'

/** Advances messages of ours. Those that were queued until now are finished. */
export const writeProgress = async (
  tx: Tx,
  entries: Entry<'progress'>[],
  outcome: Outcome
): Promise<void> => {
  const merged = new Map<string, Progress>()
  for (const { session, change } of entries) {
    const name = `${session.session_id} ${change.whatsapp_id}`
    merged.set(name, mergeProgress(merged.get(name), session.session_id, change))
  }
  const rows = await advanceMessages(tx, [...merged.values()])
  // step: progress written
  for (const row of rows) {
    addProgressEvents(outcome, row)
    if (row.before === 'queued') outcome.finished.push(row.id)
  }
  const reactions = rows.filter(
    ({ type, before, status }) =>
      type === 'reaction' && status_rank[before] < status_rank.sent && status !== 'failed'
  )
  if (reactions.length > 0) await writeOwnReactions(tx, reactions, outcome)
}

const mergeProgress = (
  before: Progress | undefined,
  session_id: string,
  change: ChangeOf<'progress'>
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

/**
 * One event for each status a message passed through, also when a later receipt overtook an earlier one; a message that failed
 * has only that event.
 */
const addProgressEvents = (outcome: Outcome, row: MessageRow & { before: MessageStatus }): void => {
  if (row.status === 'failed') {
    addEvent(outcome, row, 'message.failed', messageView(row))
    return
  }
  for (const step of ['sent', 'delivered', 'read'] as const) {
    if (
      status_rank[step] > status_rank[row.before] &&
      status_rank[step] <= status_rank[row.status]
    ) {
      addEvent(outcome, row, `message.${step}`, messageView({ ...row, status: step }))
    }
  }
}
