import type { Tx } from '../../../lib/db.ts'
import { moveOutbound } from '../../../queue/move-outbound.ts'
import { joinChats } from '../../../store/chats/join.ts'
import { joinChatSettings } from '../../../store/chats/settings.ts'
import { moveMarks } from '../../../store/labels.ts'
import {
  type LearnedLid,
  moveChats,
  movePaces,
  moveSenders,
  putLids
} from '../../../store/lids/learn.ts'
import { moveAnswerers } from '../../../store/messages/answers.ts'
import { moveReactors } from '../../../store/messages/reactions.ts'
import { moveReceipts } from '../../../store/messages/receipts.ts'
import type { Entry } from '../writer.ts'

/** Remembers the numbers behind LIDs, and merges the chat of each LID into that of its number. */
export const writeLids = async (tx: Tx, entries: Entry<'lid'>[]): Promise<void> => {
  const learned = new Map<string, LearnedLid>()
  for (const { session, change } of entries) {
    const { session_id, tenant_id } = session
    const { lid, jid } = change
    learned.set(`${session_id} ${lid}`, { session_id, tenant_id, lid, jid })
  }
  const lids = [...learned.values()]
  await Promise.all([
    putLids(tx, lids),
    moveChats(tx, lids),
    joinChats(tx, lids),
    joinChatSettings(tx, lids),
    moveMarks(tx, lids),
    moveSenders(tx, lids),
    moveOutbound(
      tx,
      lids.map(({ session_id, lid, jid }) => ({ session_id, from: lid, to: jid }))
    ),
    movePaces(tx, lids),
    moveReactors(tx, lids),
    moveReceipts(tx, lids),
    moveAnswerers(tx, lids)
  ])
}
