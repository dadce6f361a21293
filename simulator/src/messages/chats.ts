/**
 * What a phone still has of its chats: it goes to new devices as history, and is what a message
 * is sent again from. Bounded over all phones, the oldest go first, and per chat.
 */
export interface ChatMessage {
  readonly seq: number
  readonly id: string
  /** The author's number. */
  readonly from: string
  readonly from_me: boolean
  /** Seconds since 1970. */
  readonly t: number
  /** The encoded message; an edit replaces it. */
  payload: Uint8Array
  read: boolean
}

export interface Chat {
  /** The other side's number, or the group's JID. */
  readonly key: string
  /** In the order of arrival. */
  readonly messages: ChatMessage[]
  /** The chats it is one of, to leave them with its last message. */
  readonly siblings: Chats
}

export type Chats = Map<string, Chat>

export interface ChatLog {
  readonly by_seq: Map<number, Chat>
  next_seq: number
  bytes: number
  forgotten: number
}

const MESSAGES_MAX = 100_000
const BYTES_MAX = 64 * 1024 * 1024
const MESSAGES_PER_CHAT_MAX = 2000

export const createChatLog = (): ChatLog => ({
  by_seq: new Map(),
  next_seq: 1,
  bytes: 0,
  forgotten: 0
})

/** Adds a message to a chat as its newest. */
export const keepInChat = (
  log: ChatLog,
  chats: Chats,
  key: string,
  message: Omit<ChatMessage, 'seq' | 'read'>
): void => {
  const chat = chats.get(key) ?? { key, messages: [], siblings: chats }
  chats.set(key, chat)
  const kept: ChatMessage = { ...message, seq: log.next_seq++, read: message.from_me }
  chat.messages.push(kept)
  log.by_seq.set(kept.seq, chat)
  log.bytes += kept.payload.length
  if (chat.messages.length > MESSAGES_PER_CHAT_MAX) forgetFirst(log, chat)
  for (const oldest of log.by_seq.values()) {
    if (log.by_seq.size <= MESSAGES_MAX && log.bytes <= BYTES_MAX) return
    forgetFirst(log, oldest)
  }
}

/** The newest message with this id: ids are asked for soon after they were given. */
export const findInChat = (chat: Chat | undefined, id: string): ChatMessage | undefined =>
  chat?.messages.findLast((message) => message.id === id)

export const removeFromChat = (log: ChatLog, chat: Chat, message: ChatMessage): void => {
  const place = chat.messages.indexOf(message)
  if (place < 0) return
  chat.messages.splice(place, 1)
  log.by_seq.delete(message.seq)
  log.bytes -= message.payload.length
  if (chat.messages.length === 0) chat.siblings.delete(chat.key)
}

export const replaceInChat = (log: ChatLog, message: ChatMessage, payload: Uint8Array): void => {
  log.bytes += payload.length - message.payload.length
  message.payload = payload
}

/** Notes that the owner has seen these messages, or all of them, on whichever device. */
export const markRead = (chat: Chat | undefined, ids?: string[]): void => {
  for (const message of chat?.messages ?? []) {
    if (!ids || ids.includes(message.id)) message.read = true
  }
}

export const unreadIn = (chat: Chat): number =>
  chat.messages.reduce((sum, { read }) => sum + (read ? 0 : 1), 0)

const forgetFirst = (log: ChatLog, chat: Chat): void => {
  const [first] = chat.messages
  if (!first) return
  removeFromChat(log, chat, first)
  log.forgotten += 1
}
