import type { Query, QueryClient, QueryKey } from '@tanstack/react-query'
import type { GatewayEvent } from '@whatsapp-saas/sdk'
import type { Chat, Message } from './api.ts'
import {
  type ChatNews,
  chatNewsOf,
  chatsOf,
  patchChat,
  patchChats,
  sessionOf
} from './chat-news.ts'
import {
  type ConversationNews,
  conversationNewsOf,
  patchConversation,
  type Shown
} from './conversation-news.ts'
import type { Pages } from './patch-pages.ts'

/** What an event, or an answer of the API, says about chats and about their messages. */
type Told = { chat: ChatNews | null; conversation: ConversationNews | null }

/** null: there is none any more. */
export type Reads = {
  chat(session_id: string, chat_id: string, signal: AbortSignal): Promise<Chat | null>
  message(id: string, signal: AbortSignal): Promise<Message | null>
}

export type ChatKeeper = { hear(event: GatewayEvent): void; end(): void }

/** Events come in bursts: what is shown changes once for all of them. */
const gather_ms = 100
/** Where more than this has to be read one by one, the list is read anew. */
const reads_max = 10
/** Where more than this has come while a list was being read, it is read once more. */
const waiting_max = 1_000

/** The keys of what is kept: the chats of a session, one chat, and the messages in it. */
export const chat_keys = {
  all: ['chats'] as const,
  list: (session_id: string) => ['chats', session_id] as const,
  chat: (session_id: string, chat_id: string) => ['chats', session_id, chat_id] as const,
  messages: (session_id: string, chat_id: string) =>
    ['chats', session_id, chat_id, 'messages'] as const
}

/**
 * Keeps the chats that were read as events tell that they are. While a list is being read news for it wait, for the answer
 * may be from before them. What they do not say for certain is read: a chat that was not in the list, where a file is.
 */
export const keepChats = (queries: QueryClient, reads: Reads): ChatKeeper => {
  const ending = new AbortController()
  const cache = queries.getQueryCache()
  const waiting = new Map<string, Told[]>()
  const reading = new Map<string, Told[]>()
  let gathered: Told[] = []

  const gather = (told: Told[]): void => {
    if (gathered.length === 0 && told.length > 0) setTimeout(spread, gather_ms)
    gathered.push(...told)
  }
  const spread = (): void => {
    const told = gathered
    gathered = []
    if (ending.signal.aborted) return
    for (const query of cache.findAll({ queryKey: chat_keys.all })) {
      waiting.set(query.queryHash, [...(waiting.get(query.queryHash) ?? []), ...told])
      settle(query)
    }
  }

  const settle = (query: Query): void => {
    const told = waiting.get(query.queryHash)
    if (!told || (query.state.fetchStatus !== 'idle' && told.length <= waiting_max)) return
    waiting.delete(query.queryHash)
    if (told.length > waiting_max) return readAnew(query.queryKey)
    const { data, dataUpdatedAt, isInvalidated } = query.state
    // It is read when it is shown again.
    if (data === undefined || (isInvalidated && !query.isActive())) return
    const { data: now, unsure } = patched(queries, query.queryKey, data, told)
    if (now !== data) queries.setQueryData(query.queryKey, now, { updatedAt: dataUpdatedAt })
    if (unsure.length === 0) return
    if (query.isActive() && unsure.length <= reads_max) for (const one of unsure) read(one)
    else readAnew(query.queryKey)
  }
  const readAnew = (queryKey: QueryKey): void => {
    queries.invalidateQueries({ queryKey, exact: true }, { cancelRefetch: false })
  }

  /** What comes while something is being read is told again after it: the answer may be from before. */
  const read = (one: Unsure): void => {
    const name = nameOf(one)
    if (reading.has(name)) return
    const since: Told[] = []
    reading.set(name, since)
    readOne(reads, one, ending.signal).then(
      (told) => {
        reading.delete(name)
        gather([told, ...since])
      },
      () => {
        reading.delete(name)
        queries.invalidateQueries({ queryKey: chat_keys.list(one.session_id) })
      }
    )
  }

  const unsubscribe = cache.subscribe(({ type, query }) => {
    if (type === 'removed') waiting.delete(query.queryHash)
    if (type === 'updated') settle(query)
  })
  return {
    hear: (event) => {
      const told = { chat: chatNewsOf(event), conversation: conversationNewsOf(event) }
      if (!told.chat && !told.conversation) return
      for (const [name, since] of reading) if (namesOf(told).includes(name)) since.push(told)
      gather([told])
    },
    end: () => {
      ending.abort()
      unsubscribe()
    }
  }
}

type Unsure = { session_id: string } & ({ chat_id: string } | { message_id: string })

const nameOf = (one: Unsure): string =>
  'chat_id' in one ? `${one.session_id} ${one.chat_id}` : one.message_id

/** Of what this tells something, by the names under which it is being read. */
const namesOf = ({ chat, conversation }: Told): string[] => [
  ...(chat ? chatsOf(chat).map((id) => `${sessionOf(chat)} ${id}`) : []),
  ...(conversation?.kind === 'message' ? [conversation.message.id] : []),
  ...(conversation?.kind === 'reaction' ? [conversation.reaction.message_id] : [])
]

const readOne = async (reads: Reads, one: Unsure, signal: AbortSignal): Promise<Told> => {
  const { session_id } = one
  if ('chat_id' in one) {
    const chat = await reads.chat(session_id, one.chat_id, signal)
    return { chat: { kind: 'read', session_id, asked: one.chat_id, chat }, conversation: null }
  }
  const { message_id } = one
  const message = await reads.message(message_id, signal)
  return { chat: null, conversation: { kind: 'read', message_id, message } }
}

/** What a query has brought, after all this was told, and what of it has to be read. */
const patched = (
  queries: QueryClient,
  key: QueryKey,
  data: unknown,
  told: Told[]
): { data: unknown; unsure: Unsure[] } => {
  const [, session_id, chat_id, messages] = key as [string, string, string?, string?]
  const chats = told.flatMap(({ chat }) => chat ?? [])
  if (chat_id === undefined) {
    const { pages, unsure } = patchChats(session_id, data as Pages<Chat>, chats)
    return { data: pages, unsure: unsure.map((id) => ({ session_id, chat_id: id })) }
  }
  if (messages === undefined) {
    const { chat, unsure } = patchOne(session_id, chat_id, data as Chat, chats)
    return { data: chat, unsure: unsure ? [{ session_id, chat_id }] : [] }
  }
  const chat = queries.getQueryData<Chat>(chat_keys.chat(session_id, chat_id))
  const shown: Shown = { session_id, chat_ids: [chat_id, ...(chat ? [chat.id] : [])] }
  const news = told.flatMap(({ conversation }) => conversation ?? [])
  const { pages, unsure } = patchConversation(shown, data as Pages<Message>, news)
  return { data: pages, unsure: unsure.map((message_id) => ({ session_id, message_id })) }
}

const patchOne = (
  session_id: string,
  asked: string,
  chat: Chat,
  all_news: ChatNews[]
): { chat: Chat; unsure: boolean } => {
  let now = { chat, unsure: false }
  for (const news of all_news) {
    const about = chatsOf(news)
    if (sessionOf(news) !== session_id || !about.some((id) => id === asked || id === now.chat.id))
      continue
    const next = patchChat(now.chat, news)
    now = { chat: next.chat, unsure: news.kind !== 'read' && (now.unsure || next.unsure) }
  }
  return now
}
