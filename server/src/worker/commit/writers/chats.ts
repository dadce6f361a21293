import type { ChatChange } from '../../../domain/chat.ts'
import type { Tx } from '../../../lib/db.ts'
import { chatState } from '../../../schemas/chat.ts'
import { findChats } from '../../../store/chats/list.ts'
import {
  type ChangedChat,
  type ChatKey,
  putChatSettings,
  readChatsUpto
} from '../../../store/chats/settings.ts'
import { findNewestReceived, markRead } from '../../../store/messages/read-marks.ts'
import { addEvent, type Entry, type Outcome } from '../writer.ts'

/** Keeps what the account has changed about its chats, with one event for each chat that is otherwise than before. */
export const writeChats = async (
  tx: Tx,
  entries: Entry<'chat_changed'>[],
  outcome: Outcome
): Promise<void> => {
  const chats = new Map<string, ChangedChat & { news: boolean }>()
  for (const { session, change: told } of entries) {
    const { session_id, tenant_id } = session
    const { chat_id } = told
    const before = chats.get(`${session_id} ${chat_id}`)
    const change = both(before?.change, told.change)
    const news = told.news || before?.news === true
    chats.set(`${session_id} ${chat_id}`, { session_id, tenant_id, chat_id, change, news })
  }
  const all = [...chats.values()]
  const read = all.flatMap(({ session_id, chat_id, change }) => {
    const upto = change.read_upto ?? change.cleared?.upto
    return upto ? [{ session_id, chat_id, upto }] : []
  })
  const [set, counted] = await Promise.all([
    putChatSettings(
      tx,
      all.map(({ news: _, ...chat }) => chat)
    ),
    read.length > 0 ? readChatsUpto(tx, read) : []
  ])
  const changed = new Map([...set, ...counted].map((chat) => [nameOf(chat), chat]))
  const news = [...changed.values()].filter((chat) => chats.get(nameOf(chat))?.news)
  await tellChats(tx, news, outcome)
}

/** Notes what was read on another device of the account. */
export const writeReadElsewhere = async (
  tx: Tx,
  entries: Entry<'read_elsewhere'>[],
  outcome: Outcome
): Promise<void> => {
  const changed = new Map<string, ChatKey>()
  for (const { session, change } of entries) {
    const { session_id, tenant_id } = session
    const { whatsapp_ids, at } = change
    const newest = await findNewestReceived(tx, session_id, whatsapp_ids)
    if (!newest) continue
    const { id: upto_id, chat_id } = newest
    const place = { session_id, tenant_id, chat_id }
    const counted = await markRead(tx, { ...place, upto_id, whatsapp_ids, played: false, at })
    if (counted) changed.set(nameOf(place), { session_id, chat_id })
  }
  await tellChats(tx, [...changed.values()], outcome)
}

/** Emits how chats are now. */
export const tellChats = async (tx: Tx, chats: ChatKey[], outcome: Outcome): Promise<void> => {
  if (chats.length === 0) return
  for (const row of await findChats(tx, chats))
    addEvent(outcome, row, 'chat.updated', chatState(row))
}

/** Two changes of a chat as one: what came later counts, and what was read and cleared only grows. */
const both = (before: ChatChange = {}, after: ChatChange): ChatChange => {
  const change = { ...before, ...after }
  if (before.read_upto && after.read_upto && before.read_upto > after.read_upto)
    change.read_upto = before.read_upto
  if (before.cleared && after.cleared && before.cleared.upto > after.cleared.upto)
    change.cleared = before.cleared
  if (before.disappearing_set_at && after.disappearing_set_at)
    if (before.disappearing_set_at > after.disappearing_set_at)
      Object.assign(change, disappearingOf(before))
  return change
}

const disappearingOf = ({ disappearing_seconds, disappearing_set_at }: ChatChange) => ({
  disappearing_seconds,
  disappearing_set_at
})

const nameOf = ({ session_id, chat_id }: ChatKey): string => `${session_id} ${chat_id}`
