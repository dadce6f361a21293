import type { GatewayEvent } from '@whatsapp-saas/sdk'
import type { Chat, Message } from '../src/lib/api.ts'
import { type ChatNews, chatNewsOf } from '../src/lib/chat-news.ts'
import type { Pages } from '../src/lib/patch-pages.ts'

/** A message that came as the `seq`th one; ids sort as they were made. */
export const messageOf = (seq: number, chat_id: string): Message => ({
  id: `msg_${seq}`,
  session_id: 'ses_1',
  direction: 'inbound',
  status: 'received',
  whatsapp_id: `W${seq}`,
  chat_id,
  to: null,
  from: chat_id,
  from_name: null,
  type: 'text',
  text: { body: `message ${seq}` },
  context: null,
  forwarding_score: 0,
  priority: null,
  send_at: null,
  expires_at: null,
  waiting_reason: null,
  waiting_until: null,
  queued_at: `2030-01-01T00:00:0${seq}.000Z`,
  whatsapp_at: null,
  sent_at: null,
  delivered_at: null,
  read_at: null,
  played_at: null,
  receipts: null,
  failed_at: null,
  edited_at: null,
  pinned_until: null,
  disappears_at: null,
  kept_at: null,
  starred_at: null,
  deleted_at: null,
  deleted_for: null,
  error: null
})

export const chatOf = (id: string, last_message: Message | null, unread_count = 0): Chat => ({
  id,
  session_id: 'ses_1',
  type: 'person',
  name: null,
  unread_count,
  marked_unread: false,
  archived: false,
  pinned_at: null,
  muted: false,
  muted_until: null,
  disappearing_seconds: null,
  cleared_at: null,
  last_message
})

/** These pages, after which there are no more. */
export const pagesOf = <T>(...pages: T[][]): Pages<T> => ({
  pages: pages.map((data, index) => ({
    data,
    next_cursor: index === pages.length - 1 ? null : `page ${index + 1}`
  })),
  pageParams: pages.map((_, index) => (index === 0 ? undefined : `page ${index}`))
})

export const eventOf = (type: string, data: object): GatewayEvent =>
  ({
    id: 'evt_1',
    type,
    created_at: '2030-01-01T00:00:00.000Z',
    session_id: 'ses_1',
    data
  }) as GatewayEvent

export const told = (type: string, message: Message): ChatNews => {
  const news = chatNewsOf(eventOf(type, message))
  if (!news) throw new Error(`${type} says nothing about chats`)
  return news
}
