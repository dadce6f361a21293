import type { Tx } from '../../../lib/db.ts'
import { freeChats, holdOutbound } from '../../../queue/first-messages.ts'
import { markSending, releaseOutbound } from '../../../queue/outbound.ts'
import { type LastSent, putPaces } from '../../../store/worker-paces.ts'
import type { Entry, Outcome } from '../writer.ts'

/**
 * Marks messages whose sending begins. Those that wait for it learn after the commit whether they may be sent: one that was
 * finished in the same transaction is not queued any more.
 */
export const writeBegan = async (
  tx: Tx,
  entries: Entry<'began'>[],
  outcome: Outcome
): Promise<void> => {
  const marks = new Map<string, { message_id: string; epoch: number }>()
  const paces: LastSent[] = []
  for (const { session, change } of entries) {
    const { message_id, paced } = change
    const { session_id, tenant_id, epoch } = session
    marks.set(message_id, { message_id, epoch })
    if (!paced) continue
    const sent = { session_id, tenant_id, last_at: paced.at }
    paces.push({ ...sent, chat_id: '' }, { ...sent, chat_id: paced.chat_id })
  }
  const [marked] = await Promise.all([
    markSending(tx, [...marks.values()]),
    paces.length > 0 && putPaces(tx, paces)
  ])
  const queued = new Set(marked.map((row) => row.message_id))
  outcome.after_commit.push((finished) => {
    for (const { change } of entries)
      change.written(queued.has(change.message_id) && !finished.has(change.message_id))
  })
}

/** Releases claimed messages. */
export const writeReturned = (tx: Tx, entries: Entry<'returned'>[]): Promise<void> =>
  releaseOutbound(
    tx,
    entries.flatMap(({ change }) => change.messages)
  )

/** Holds claimed messages until the end of a limit. */
export const writeHeld = (tx: Tx, entries: Entry<'held'>[]): Promise<void> =>
  holdOutbound(
    tx,
    entries.flatMap(({ change }) => change.message_ids)
  )

/** Frees held messages. */
export const writeFreed = async (tx: Tx, entries: Entry<'freed'>[]): Promise<void> => {
  await Promise.all(
    entries.map(({ session, change: { chat_ids, whatsapp_ids } }) =>
      freeChats(tx, { session_id: session.session_id, chat_ids, whatsapp_ids })
    )
  )
}
