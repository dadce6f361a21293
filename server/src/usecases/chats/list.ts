import type { ChatRow } from '../../domain/chat.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Tx } from '../../lib/db.ts'
import { encodeCursor, type Page, type PageRequest } from '../../lib/page.ts'
import { type Chat, chatView } from '../../schemas/chat.ts'
import { type ChatFilter, findLastMessages, listChats } from '../../store/chats/list.ts'
import { getSession } from '../../store/sessions/sessions.ts'
import type { Deps } from '../deps.ts'
import { messageViews } from '../messages/views.ts'
import { readList } from '../read-list.ts'

/** A page of the chats of a session, the one with the newest message first. */
export const readChats = (
  deps: Deps,
  tenant: Tenant,
  session_id: string,
  page: PageRequest & ChatFilter
): Promise<Page<Chat>> =>
  readList(deps, tenant, async (tx) => {
    const { tenant_id } = tenant
    await getSession(tx, tenant_id, session_id)
    const rows = await listChats(tx, tenant_id, session_id, { ...page, limit: page.limit + 1 })
    const shown = rows.slice(0, page.limit)
    const last = rows.length > page.limit ? shown.at(-1) : undefined
    return {
      data: await chatViews(deps, tx, tenant, shown),
      next_cursor: last ? encodeCursor(last.last_message_id) : null
    }
  })

/** Chats of one session with their last messages. */
export const chatViews = async (
  deps: Deps,
  tx: Tx,
  tenant: Tenant,
  chats: ChatRow[]
): Promise<Chat[]> => {
  const [first] = chats
  if (!first) return []
  const messages = await findLastMessages(tx, tenant.tenant_id, first.session_id, chats)
  const view = await messageViews(deps, tx, tenant, messages)
  const last_messages = new Map(messages.map((row) => [row.chat_id, view(row)]))
  return chats.map((chat) => chatView(chat, last_messages.get(chat.chat_id) ?? null))
}
