import type { Tx } from '../../../lib/db.ts'
import { messageView } from '../../../schemas/messages/message.ts'
import {
  type Deletion,
  deleteMessages,
  type Edit,
  editMessages,
  setBetterFiles
} from '../../../store/messages/edit.ts'
import { writeFiles } from '../files.ts'
import { addEvent, type Entry, type Outcome, tell } from '../writer.ts'

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

/**
 * Gives messages their file in higher quality. That is no edit and no event: `media.ready` follows when it is there. One that
 * could not be read until now counts as new.
 */
export const writeBetterFiles = async (
  tx: Tx,
  entries: Entry<'better_file'>[],
  outcome: Outcome
): Promise<void> => {
  const better = new Map<string, Edit>()
  for (const { session, change } of entries) {
    const { whatsapp_id, direction, at, content_type, content } = change
    const { session_id } = session
    const edit = { session_id, whatsapp_id, direction, at, type: content_type, content }
    better.set(nameOf(edit), edit)
  }
  const rows = await setBetterFiles(tx, [...better.values()])
  await writeFiles(
    tx,
    entries.flatMap(({ change }) => change.file ?? []),
    rows
  )
  for (const row of rows) {
    if (row.before !== 'undecryptable') continue
    const type = row.direction === 'inbound' ? 'message.received' : 'message.sent'
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
  for (const row of await deleteMessages(tx, [...deletions.values()])) tell(outcome, 'deleted', row)
}

const nameOf = ({ session_id, direction, whatsapp_id }: Deletion): string =>
  `${session_id} ${direction} ${whatsapp_id}`
