import { type MessageRow, status_rank } from '../../../domain/message.ts'
import { isChange } from '../../../domain/message-changes.ts'
import type { Tx } from '../../../lib/db.ts'
import { advanceMessages, type Progress } from '../../../store/messages/arrive.ts'
import type { Before } from '../../../store/messages/receipts.ts'
import type { ChangeOf, SessionBatch } from '../change.ts'
import { type Entry, type Outcome, tell } from '../writer.ts'
import { writeOwnChanges } from './own-changes.ts'
import { writeOwnReactions } from './reactions.ts'

/** Advances messages of ours. Those that were queued until now are finished. */
export const writeProgress = async (
  tx: Tx,
  entries: Entry<'progress'>[],
  outcome: Outcome
): Promise<void> => {
  const merged = new Map<string, Omit<Progress, 'rank'>>()
  for (const { session, change } of entries) {
    const name = `${session.session_id} ${change.whatsapp_id}`
    merged.set(name, mergeProgress(merged.get(name), session, change))
  }
  await advance(tx, [...merged.values()], outcome)
}

/** Advances messages, with at most one entry for each, and emits what follows. */
export const advance = async (
  tx: Tx,
  progress: Omit<Progress, 'rank'>[],
  outcome: Outcome
): Promise<void> => {
  const ranked = progress.map((one) => ({ ...one, rank: status_rank[one.status] }))
  const rows = await advanceMessages(tx, ranked)
  // step: progress written
  for (const row of rows) {
    addProgressEvents(outcome, row)
    if (row.before === 'queued') outcome.finished.push(row.id)
  }
  await writeTaken(tx, rows, outcome)
}

/** Does what those of these messages say that WhatsApp has just taken. */
export const writeTaken = async (
  tx: Tx,
  rows: (MessageRow & Before)[],
  outcome: Outcome
): Promise<void> => {
  const taken = rows.filter(
    ({ before, status }) =>
      status_rank[before] < status_rank.sent && status_rank[status] >= status_rank.sent
  )
  const reactions = taken.filter(({ type }) => type === 'reaction')
  if (reactions.length > 0) await writeOwnReactions(tx, reactions, outcome)
  const changes = taken.filter(({ type }) => isChange(type))
  if (changes.length > 0) await writeOwnChanges(tx, changes, outcome)
}

const mergeProgress = (
  before: Omit<Progress, 'rank'> | undefined,
  { session_id, tenant_id }: SessionBatch,
  change: ChangeOf<'progress'>
): Omit<Progress, 'rank'> => {
  // Who has played a message has read it.
  const status = change.status === 'played' ? 'read' : change.status
  const next = before ?? {
    session_id,
    tenant_id,
    whatsapp_id: change.whatsapp_id,
    person_id: null,
    status,
    sent_at: null,
    delivered_at: null,
    read_at: null,
    played_at: null,
    failed_at: null,
    error: null,
    disappearing_seconds: null
  }
  if (status_rank[status] > status_rank[next.status]) next.status = status
  next[`${status}_at`] ??= change.at
  if (change.status === 'played') next.played_at ??= change.at
  next.person_id ??= change.person_id ?? null
  next.error ??= change.error ?? null
  next.disappearing_seconds ??= change.disappearing_seconds ?? null
  return next
}

/**
 * One event for each status a message passed through, also when a later receipt overtook an earlier one; a message that failed
 * has only that event.
 */
export const addProgressEvents = (outcome: Outcome, row: MessageRow & Before): void => {
  if (row.status === 'failed') {
    tell(outcome, 'failed', row)
    return
  }
  for (const step of ['sent', 'delivered', 'read'] as const) {
    if (
      status_rank[step] > status_rank[row.before] &&
      status_rank[step] <= status_rank[row.status]
    ) {
      tell(outcome, step, { ...row, status: step })
    }
  }
  if (row.played_at && !row.played_before) tell(outcome, 'played', row)
}
