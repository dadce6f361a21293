import { laterKeep } from '../../../domain/disappearing.ts'
import type { Tx } from '../../../lib/db.ts'
import { messageView } from '../../../schemas/messages/message.ts'
import { type KeptMessage, keepMessages } from '../../../store/messages/keeps.ts'
import { addEvent, type Entry, type Outcome } from '../writer.ts'

/** Keeps messages in their chats that would disappear, or does so no more. */
export const writeKept = async (
  tx: Tx,
  entries: Entry<'kept'>[],
  outcome: Outcome
): Promise<void> => {
  const last = new Map<string, KeptMessage>()
  for (const { session, change } of entries) {
    const { whatsapp_id, direction } = change
    const { session_id } = session
    const name = `${session_id} ${direction} ${whatsapp_id}`
    const keep = laterKeep(last.get(name), change)
    last.set(name, { ...keep, session_id, whatsapp_id, direction })
  }
  for (const row of await keepMessages(tx, [...last.values()]))
    addEvent(outcome, row, 'message.kept', messageView(row))
}
