import type { Tx } from '../../lib/db.ts'
import { type FreedChats, freeChats, holdOutbound } from '../../queue/first-messages.ts'
import { markSending, type ReleasedMessage, releaseOutbound } from '../../queue/outbound.ts'
import { type LastSent, putPaces } from '../../store/worker-paces.ts'
import type { SessionBatch } from './commit-batch.ts'

/** What a worker does with the messages in its memory. */
export type OutboundChange =
  | {
      /** It is about to be sent. `written` is called after the commit; where it is not `there`, in the queue, it must not be sent. */
      type: 'began'
      message_id: string
      /** Remembered where the session is paced. */
      paced: { chat_id: string; at: Date } | null
      written: (there: boolean) => void
    }
  /** They go back into the queue; where `untried`, they may be canceled again. */
  | { type: 'returned'; messages: ReleasedMessage[] }
  /** They wait in the queue for the end of a limit. */
  | { type: 'held'; message_ids: string[] }
  /** What waits for these chats, or for those of these messages of ours, waits no longer. */
  | { type: 'freed'; chat_ids: string[]; whatsapp_ids: string[] }

type BegunMark = { message_id: string; epoch: number; written: (there: boolean) => void }

/**
 * Writes the marks of messages that begin, then gives back what goes back. Returns what is to be done after the commit, with
 * the messages that have left the line in the same transaction: those are not there any more.
 */
export const writeOutbound = async (
  tx: Tx,
  batches: SessionBatch[]
): Promise<(finished: string[]) => void> => {
  const marks = new Map<string, BegunMark>()
  const paces: LastSent[] = []
  const returned: ReleasedMessage[] = []
  const held: string[] = []
  const freed: FreedChats[] = []
  for (const { session_id, tenant_id, epoch, changes } of batches) {
    for (const change of changes) {
      if (change.type === 'began') {
        const { message_id, written, paced } = change
        marks.set(message_id, { message_id, epoch, written })
        if (paced) {
          const sent = { session_id, tenant_id, last_at: paced.at }
          paces.push({ ...sent, chat_id: '' }, { ...sent, chat_id: paced.chat_id })
        }
      } else if (change.type === 'returned') returned.push(...change.messages)
      else if (change.type === 'held') held.push(...change.message_ids)
      else if (change.type === 'freed') freed.push({ ...change, session_id })
    }
  }
  const [marked] = await Promise.all([
    marks.size > 0 ? markSending(tx, [...marks.values()]) : [],
    returned.length > 0 && releaseOutbound(tx, returned),
    held.length > 0 && holdOutbound(tx, held),
    ...freed.map((one) => freeChats(tx, one)),
    paces.length > 0 && putPaces(tx, paces)
  ])
  const there = new Set(marked.map((row) => row.message_id))
  return (finished) => {
    for (const message_id of finished) there.delete(message_id)
    for (const mark of marks.values()) mark.written(there.has(mark.message_id))
  }
}
