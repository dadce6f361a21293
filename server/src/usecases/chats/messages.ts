import type { ChatPlace, ChatRow } from '../../domain/chat.ts'
import { invalid } from '../../domain/errors.ts'
import type { MessageRow } from '../../domain/message.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Tx } from '../../lib/db.ts'
import { encodeCursor, type Page, type PageRequest } from '../../lib/page.ts'
import type { Message } from '../../schemas/messages/message.ts'
import { messagesFrom } from '../../store/chats/messages.ts'
import { findMessages } from '../../store/messages/accept.ts'
import type { Deps } from '../deps.ts'
import { messageViews } from '../messages/views.ts'
import { readList } from '../read-list.ts'
import { getChat } from './read.ts'

/** A piece of a chat, which can be walked both ways. */
export type ChatPiece = Page<Message> & { previous_cursor: string | null }

type Piece = { rows: MessageRow[]; more_older: boolean; more_newer: boolean }

/**
 * Messages of a chat, newest first: from the newest on, from where a cursor stands, or with the message `around` in their
 * middle. `next_cursor` goes on towards older messages, `previous_cursor` towards newer ones.
 */
export const readChatMessages = (
  deps: Deps,
  tenant: Tenant,
  session_id: string,
  chat: string,
  page: PageRequest & { around: string | null }
): Promise<ChatPiece> =>
  readList(deps, tenant, async (tx) => {
    const row = await getChat(tx, tenant, session_id, chat)
    const { rows, more_older, more_newer } =
      page.around === null
        ? await pieceFrom(tx, row, placeAt(page.position), page.limit)
        : await pieceAround(tx, row, page.around, page.limit)
    const view = await messageViews(deps, tx, tenant, rows)
    const [newest, oldest] = [rows[0], rows.at(-1)]
    return {
      data: rows.map(view),
      next_cursor: more_older && oldest ? encodeCursor(`older.${oldest.id}`) : null,
      previous_cursor: more_newer && newest ? encodeCursor(`newer.${newest.id}`) : null
    }
  })

const placeAt = (position: string | null): ChatPlace | null => {
  if (position === null) return null
  const [towards, message_id = ''] = position.split('.')
  return { towards: towards === 'newer' ? 'newer' : 'older', message_id }
}

const pieceFrom = async (
  tx: Tx,
  chat: ChatRow,
  place: ChatPlace | null,
  limit: number
): Promise<Piece> => {
  const found = await messagesFrom(tx, chat, place, limit + 1)
  const rows = found.slice(0, limit)
  const more = found.length > limit
  if (place?.towards === 'newer')
    return { rows: rows.toReversed(), more_older: true, more_newer: more }
  return { rows, more_older: more, more_newer: place !== null }
}

const pieceAround = async (
  tx: Tx,
  chat: ChatRow,
  message_id: string,
  limit: number
): Promise<Piece> => {
  const [middle] = await findMessages(tx, chat.tenant_id, [message_id])
  const gone = middle?.deleted_for_me || (middle && middle.id <= (chat.cleared_upto ?? ''))
  if (middle?.session_id !== chat.session_id || middle.chat_id !== chat.chat_id || gone)
    throw invalid('around', 'Is no message of this chat.')
  const newer = Math.floor((limit - 1) / 2)
  const [after, before] = await Promise.all([
    messagesFrom(tx, chat, { towards: 'newer', message_id }, newer + 1),
    messagesFrom(tx, chat, { towards: 'older', message_id }, limit - newer)
  ])
  const older = limit - 1 - newer
  return {
    rows: [...after.slice(0, newer).toReversed(), middle, ...before.slice(0, older)],
    more_older: before.length > older,
    more_newer: after.length > newer
  }
}
