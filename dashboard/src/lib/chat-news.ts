import type { GatewayEvent } from '@whatsapp-saas/sdk'
import type { Chat, Message, Schemas } from './api.ts'
import { isCleared, isInChat, toldAgain } from './message-version.ts'
import type { Pages } from './patch-pages.ts'

type ChatState = Schemas['ChatState']

/** What may change a chat: a message, what is set for it, or the chat as it was just read (null: there is none). */
export type ChatNews =
  | { kind: 'message'; message: Message; is_received: boolean }
  | { kind: 'state'; state: ChatState }
  | { kind: 'read'; session_id: string; asked: string; chat: Chat | null }
  | { kind: 'named'; session_id: string; chat_ids: string[] }

/** What an event says about chats; null: nothing. */
export const chatNewsOf = (event: GatewayEvent): ChatNews | null => {
  if (event.type === 'chat.updated') return { kind: 'state', state: event.data }
  if (event.type === 'contact.updated') {
    const { session_id, jid, lid } = event.data
    return { kind: 'named', session_id, chat_ids: [jid, lid].filter((id) => id !== null) }
  }
  const message = messageOf(event)
  return message && { kind: 'message', message, is_received: event.type === 'message.received' }
}

/** The message that an event tells of as it is now; null where it tells of something else about one, such as a reaction. */
export const messageOf = (event: { type: string; data: unknown }): Message | null => {
  if (!event.type.startsWith('message.')) return null
  const data = event.data as Partial<Message> | null
  return data?.id && data.status && data.direction ? (data as Message) : null
}

export const sessionOf = (news: ChatNews): string =>
  news.kind === 'message'
    ? news.message.session_id
    : news.kind === 'state'
      ? news.state.session_id
      : news.session_id

/** The chats that news are about. */
export const chatsOf = (news: ChatNews): string[] => {
  switch (news.kind) {
    case 'message':
      return [news.message.chat_id]
    case 'state':
      return [news.state.id]
    case 'named':
      return news.chat_ids
    default:
      return news.chat ? [news.asked, news.chat.id] : [news.asked]
  }
}

type Patched = {
  chat: Chat
  /** Whether the news do not say for certain how the chat is now: it has to be read. */
  unsure: boolean
}

/** A chat after something about it was told. The same object where that changes nothing. */
export const patchChat = (chat: Chat, news: ChatNews): Patched => {
  switch (news.kind) {
    case 'message':
      return withMessage(chat, news.message, news.is_received)
    case 'state': {
      const cleared = news.state.cleared_at !== chat.cleared_at
      return { chat: { ...chat, ...news.state }, unsure: cleared }
    }
    case 'named':
      return { chat, unsure: true }
    default:
      return { chat: news.chat ?? chat, unsure: false }
  }
}

const withMessage = (chat: Chat, message: Message, is_received: boolean): Patched => {
  const { last_message: last } = chat
  const same = { chat, unsure: false }
  if (last?.id === message.id) {
    // Another one is the last now.
    if (!isInChat(message)) return { chat, unsure: true }
    const told = toldAgain(last, message)
    // The chat was read after the message came: whether what was told since then counts for it is not known.
    return { chat: told === last ? chat : { ...chat, last_message: told }, unsure: is_received }
  }
  if (!isInChat(message) || isCleared(message, chat.cleared_at)) return same
  if (last && message.id < last.id) return { chat, unsure: is_received }
  return {
    chat: {
      ...chat,
      last_message: message,
      unread_count: chat.unread_count + (is_received ? 1 : 0),
      name: nameAfter(chat, message)
    },
    unsure: message.direction === 'inbound' && !is_received
  }
}

/** A person who is in no phone book is called as their newest message says. */
const nameAfter = ({ name, type, last_message }: Chat, message: Message): string | null => {
  if (type !== 'person' || message.direction === 'outbound' || !message.from_name) return name
  const is_own_choice = name === null || name === last_message?.from_name
  return is_own_choice ? message.from_name : name
}

/** The list of the chats of a session, the one with the newest message first, and the chats of it that have to be read. */
export type PatchedList = { pages: Pages<Chat>; unsure: string[] }

type Row = { chat: Chat; page: number }

/** The list after all this was told, in this order. Whatever has not changed stays the same object. */
export const patchChats = (
  session_id: string,
  pages: Pages<Chat>,
  all_news: ChatNews[]
): PatchedList => {
  const rows = pages.pages.flatMap(({ data }, page) => data.map((chat): Row => ({ chat, page })))
  const is_whole = pages.pages.at(-1)?.next_cursor === null
  const unsure = new Set<string>()
  for (const news of all_news)
    if (sessionOf(news) === session_id) {
      if (news.kind === 'read') putRead(rows, news, is_whole, unsure)
      else tell(rows, news, is_whole, unsure)
    }
  return { pages: withRows(pages, rows), unsure: [...unsure] }
}

const placeOf = (rows: Row[], id: string): number => rows.findIndex(({ chat }) => chat.id === id)

const newestOf = ({ chat }: Row): string => chat.last_message?.id ?? ''

const tell = (rows: Row[], news: ChatNews, is_whole: boolean, unsure: Set<string>): void => {
  const message = news.kind === 'message' ? news.message : null
  if (message) {
    const left = rows.find((row) => newestOf(row) === message.id)
    // It was moved: the number is another one than was thought, or it is known now.
    if (left && left.chat.id !== message.chat_id) unsure.add(left.chat.id)
  }
  for (const id of chatsOf(news)) {
    const place = placeOf(rows, id)
    const row = rows[place]
    if (row) {
      const patched = patchChat(row.chat, news)
      if (patched.unsure) unsure.add(id)
      replace(rows, place, patched.chat)
    } else if (message && isInChat(message) && belongs(rows, message.id, is_whole)) {
      unsure.add(id)
    }
  }
}

const putRead = (
  rows: Row[],
  { asked, chat }: Extract<ChatNews, { kind: 'read' }>,
  is_whole: boolean,
  unsure: Set<string>
): void => {
  unsure.delete(asked)
  if (chat?.id !== asked) remove(rows, placeOf(rows, asked))
  if (!chat) return
  const place = placeOf(rows, chat.id)
  if (place >= 0) return replace(rows, place, chat)
  const { last_message } = chat
  if (!last_message || !belongs(rows, last_message.id, is_whole)) return
  insert(rows, chat, last_message.id)
  // Somebody whose number was not known before may have been in the list under another name.
  if (chat.type === 'person')
    for (const { chat: other } of rows)
      if (other.id.endsWith('@lid') && other.id !== chat.id) unsure.add(other.id)
}

/** Whether a chat with this newest message is among what was read, and not on a page that was not asked for yet. */
const belongs = (rows: Row[], message_id: string, is_whole: boolean): boolean =>
  is_whole || newestOf(rows.findLast((row) => newestOf(row) !== '') ?? none) < message_id

const none: Row = { chat: { last_message: null } as Chat, page: 0 }

const remove = (rows: Row[], place: number): void => {
  if (place >= 0) rows.splice(place, 1)
}

const insert = (rows: Row[], chat: Chat, newest: string): void => {
  const before = rows.findIndex((row) => newestOf(row) !== '' && newestOf(row) < newest)
  const place = before < 0 ? rows.length : before
  rows.splice(place, 0, { chat, page: (rows[place] ?? rows.at(-1))?.page ?? 0 })
}

/** A chat goes up when it has a newer message, and never down: when its last message is gone it stays where it was. */
const replace = (rows: Row[], place: number, chat: Chat): void => {
  const row = rows[place]
  if (!row || row.chat === chat) return
  const newest = chat.last_message?.id ?? ''
  if (newest <= newestOf(row)) {
    rows[place] = { ...row, chat }
    return
  }
  remove(rows, place)
  insert(rows, chat, newest)
}

const withRows = (pages: Pages<Chat>, rows: Row[]): Pages<Chat> => {
  const changed = pages.pages.map((page, index) => {
    const data = rows.filter((row) => row.page === index).map(({ chat }) => chat)
    const is_same =
      data.length === page.data.length && data.every((chat, at) => chat === page.data[at])
    return is_same ? page : { ...page, data }
  })
  return changed.every((page, index) => page === pages.pages[index])
    ? pages
    : { ...pages, pages: changed }
}
