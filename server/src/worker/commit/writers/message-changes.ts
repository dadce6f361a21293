import type { Tx } from '../../../lib/db.ts'
import { messageView } from '../../../schemas/messages/message.ts'
import {
  type Deletion,
  deleteMessages,
  type Edit,
  editMessages
} from '../../../store/messages/edit.ts'
import { addEvent, type Entry, type Outcome } from '../writer.ts'

/** Edits messages, each with the last content it was given. One that could not be read until now counts as new. */
export const writeEdited = async (
  tx: Tx,
  entries: Entry<'edited'>[],
  outcome: Outcome
): Promise<void> => {
  const edits = new Map<string, Edit>()
  for (const { session, change } of entries) {
    const { whatsapp_id, direction, at, content_type, content } = change
    const { session_id } = session
    const edit = { session_id, whatsapp_id, direction, at, type: content_type, content }
    edits.set(nameOf(edit), edit)
  }
  for (const row of await editMessages(tx, [...edits.values()])) {
    const first = row.direction === 'inbound' ? 'message.received' : 'message.sent'
    const type = row.before === 'undecryptable' ? first : 'message.edited'
    addEvent(outcome, row, type, messageView(row))
  }
}

/** Deletes messages, after what was edited: a message that was both is deleted. */
export const writeDeleted = async (
  tx: Tx,
  entries: Entry<'deleted'>[],
  outcome: Outcome
): Promise<void> => {
  const deletions = new Map<string, Deletion>()
  for (const { session, change } of entries) {
    const { whatsapp_id, direction, at } = change
    const deletion = { session_id: session.session_id, whatsapp_id, direction, at }
    deletions.set(nameOf(deletion), deletion)
  }
  for (const row of await deleteMessages(tx, [...deletions.values()]))
    addEvent(outcome, row, 'message.deleted', messageView(row))
}

const nameOf = ({ session_id, direction, whatsapp_id }: Deletion): string =>
  `${session_id} ${direction} ${whatsapp_id}`
