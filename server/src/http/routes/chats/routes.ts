import type { Route } from '../../route.ts'
import { listChatsRoute } from './list.ts'
import { listChatMessagesRoute } from './messages.ts'
import { readChatRoute } from './read.ts'
import { chat_setting_routes } from './set.ts'

/** With whom a session has exchanged messages. */
export const chat_routes: Route[] = [
  listChatsRoute,
  readChatRoute,
  listChatMessagesRoute,
  ...chat_setting_routes
]
