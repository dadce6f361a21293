import { type MessageDirection, messageView } from '../../domain/message.ts'
import type { Tx } from '../../lib/db.ts'
import {
  type Deletion,
  deleteMessages,
  type Edit,
  editMessages
} from '../../store/messages/edit.ts'
import type { SessionBatch } from './commit-batch.ts'
import { type Events, tell } from './commit-events.ts'

/** What the author of a message, or an admin of its group, has made of it. */
export type MessageChange =
  | {
      type: 'edited'
      whatsapp_id: string
      direction: MessageDirection
      content_type: string
      content: Record<string, unknown>
      at: Date
    }
  | { type: 'deleted'; whatsapp_id: string; direction: MessageDirection; at: Date }

/** Writes edits and then deletions, each told once. What could not be read before is told as received. */
export const writeMessageChanges = async (
  tx: Tx,
  batches: SessionBatch[],
  events: Events
): Promise<void> => {
  const edits = new Map<string, Edit>()
  const deletions = new Map<string, Deletion>()
  for (const { session_id, changes } of batches) {
    for (const change of changes) {
      if (change.type !== 'edited' && change.type !== 'deleted') continue
      const { whatsapp_id, direction, at } = change
      const name = `${session_id} ${direction} ${whatsapp_id}`
      const named = { session_id, whatsapp_id, direction, at }
      if (change.type === 'deleted') deletions.set(name, named)
      else edits.set(name, { ...named, type: change.content_type, content: change.content })
    }
  }
  const [edited, deleted] = await Promise.all([
    edits.size > 0 ? editMessages(tx, [...edits.values()]) : [],
    deletions.size > 0 ? deleteMessages(tx, [...deletions.values()]) : []
  ])
  for (const row of edited) {
    const first = row.direction === 'inbound' ? 'message.received' : 'message.sent'
    tell(events, row, row.before === 'undecryptable' ? first : 'message.edited', messageView(row))
  }
  for (const row of deleted) tell(events, row, 'message.deleted', messageView(row))
}
