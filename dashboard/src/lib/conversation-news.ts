import type { GatewayEvent } from '@whatsapp-saas/sdk'
import type { Message, Schemas } from './api.ts'
import { messageOf } from './chat-news.ts'
import { contentOf, isCleared, isInChat, toldAgain } from './message-version.ts'
import type { Pages } from './patch-pages.ts'

type Reaction = Extract<GatewayEvent, { type: 'message.reaction' }>['data']

/** What may change the messages that are shown of a chat. */
export type ConversationNews =
  | { kind: 'message'; message: Message }
  /** As it was just read, whole; null: there is none. */
  | { kind: 'read'; message_id: string; message: Message | null }
  | { kind: 'reaction'; reaction: Reaction }
  /** Something about a message was told that only an answer of the API shows. */
  | { kind: 'answered'; message_id: string }
  | { kind: 'file'; media_id: string }
  | { kind: 'state'; state: Schemas['ChatState'] }

/** What an event says about messages of chats; null: nothing. */
export const conversationNewsOf = (event: GatewayEvent): ConversationNews | null => {
  switch (event.type) {
    case 'message.reaction':
      return { kind: 'reaction', reaction: event.data }
    case 'message.poll_vote':
    case 'message.event_response':
      return { kind: 'answered', message_id: event.data.message_id }
    case 'media.ready':
    case 'media.unavailable':
      return { kind: 'file', media_id: event.data.id }
    case 'chat.updated':
      return { kind: 'state', state: event.data }
    default: {
      const message = messageOf(event)
      return message && { kind: 'message', message }
    }
  }
}

/** The names of the chat that is shown: as it was asked for, and as the API calls it. */
export type Shown = { session_id: string; chat_ids: string[] }

/** The pages of a chat, the newest message first, and the messages of it that have to be read. */
export type PatchedConversation = { pages: Pages<Message>; unsure: string[] }

/** The messages of a chat after all this was told, in this order. Whatever has not changed stays the same object. */
export const patchConversation = (
  shown: Shown,
  pages: Pages<Message>,
  all_news: ConversationNews[]
): PatchedConversation => {
  const unsure = new Set<string>()
  let patched = pages
  for (const news of all_news) patched = patchedWith(shown, patched, news, unsure)
  return { pages: patched, unsure: [...unsure] }
}

const patchedWith = (
  shown: Shown,
  pages: Pages<Message>,
  news: ConversationNews,
  unsure: Set<string>
): Pages<Message> => {
  switch (news.kind) {
    case 'message':
      return withMessage(shown, pages, news.message, unsure)
    case 'read': {
      const { message, message_id } = news
      return changed(pages, (one) => (one.id === message_id ? message : one))
    }
    case 'reaction': {
      const { reaction } = news
      return changed(pages, (one) =>
        one.id === reaction.message_id ? reacted(one, reaction) : one
      )
    }
    case 'answered':
      if (messagesOf(pages).some(({ id }) => id === news.message_id)) unsure.add(news.message_id)
      return pages
    case 'file': {
      const message = messagesOf(pages).find((one) => contentOf(one)?.id === news.media_id)
      if (message) unsure.add(message.id)
      return pages
    }
    default: {
      const { id, session_id, cleared_at } = news.state
      if (session_id !== shown.session_id || !shown.chat_ids.includes(id)) return pages
      return changed(pages, (one) => (isCleared(one, cleared_at) ? null : one))
    }
  }
}

const messagesOf = (pages: Pages<Message>): Message[] => pages.pages.flatMap(({ data }) => data)

const withMessage = (
  { session_id, chat_ids }: Shown,
  pages: Pages<Message>,
  message: Message,
  unsure: Set<string>
): Pages<Message> => {
  const is_here =
    message.session_id === session_id && chat_ids.includes(message.chat_id) && isInChat(message)
  const messages = messagesOf(pages)
  if (messages.some(({ id }) => id === message.id))
    return changed(pages, (one) =>
      one.id !== message.id ? one : is_here ? toldAgain(one, message) : null
    )
  const is_whole = pages.pages.at(-1)?.next_cursor === null
  const oldest = messages.at(-1)
  if (!is_here || (!is_whole && oldest && message.id < oldest.id)) return pages
  const file = contentOf(message)
  // Where its file is, no event says.
  if (file && !file.status) unsure.add(message.id)
  return inserted(pages, message)
}

const reacted = (message: Message, { from, emoji, reacted_at }: Reaction): Message => {
  const others = (message.reactions ?? []).filter((one) => one.from !== from)
  return { ...message, reactions: emoji ? [...others, { from, emoji, reacted_at }] : others }
}

/** Puts a message in before the first one that is older. */
const inserted = (pages: Pages<Message>, message: Message): Pages<Message> => {
  const found = pages.pages.findIndex(({ data }) => data.some(({ id }) => id < message.id))
  const place = found < 0 ? pages.pages.length - 1 : found
  return {
    ...pages,
    pages: pages.pages.map((page, index) => {
      if (index !== place) return page
      const before = page.data.filter(({ id }) => id > message.id)
      return { ...page, data: [...before, message, ...page.data.slice(before.length)] }
    })
  }
}

/** The same pages with each message as `change` has it; null: without it. */
const changed = (
  pages: Pages<Message>,
  change: (message: Message) => Message | null
): Pages<Message> => {
  let is_same = true
  const all = pages.pages.map((page) => {
    const data = page.data.map(change)
    if (data.every((one, at) => one === page.data[at])) return page
    is_same = false
    return { ...page, data: data.filter((one) => one !== null) }
  })
  return is_same ? pages : { ...pages, pages: all }
}
