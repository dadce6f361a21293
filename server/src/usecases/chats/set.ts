import type { CallInput } from '../../control/calls.ts'
import type { ChatRow } from '../../domain/chat.ts'
import type { MessageRow } from '../../domain/message.ts'
import type { Tx } from '../../lib/db.ts'
import { type ChatState, chatState } from '../../schemas/chat.ts'
import { findLastMessages } from '../../store/chats/list.ts'
import { findUnread } from '../../store/messages/read-marks.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { callSession } from '../sessions/call.ts'
import { getChat } from './read.ts'

type SetChat = CallInput<'set_chat'>

/** What is set for a chat. `receipts`: those who have written are told that it was read. */
export type WantedSetting = { setting: SetChat['setting']; receipts?: boolean }

/** Sets something for a chat, here and on the phone, and answers with the chat as it is then. */
export const setChat = async (
  deps: Deps,
  ctx: Context,
  session_id: string,
  chat: string,
  wanted: WantedSetting
): Promise<ChatState> => {
  const { chat_id } = await tellPhone(deps, ctx, session_id, chat, wanted)
  return deps.db.withTenant(ctx.tenant, async (tx) =>
    chatState(await getChat(tx, ctx.tenant, session_id, chat_id))
  )
}

/** Deletes a chat with its messages, here and on the phone. */
export const deleteChat = async (
  deps: Deps,
  ctx: Context,
  session_id: string,
  chat: string
): Promise<void> => {
  await tellPhone(deps, ctx, session_id, chat, { setting: { type: 'delete' } })
}

const tellPhone = async (
  deps: Deps,
  ctx: Context,
  session_id: string,
  chat: string,
  { setting, receipts }: WantedSetting
): Promise<ChatRow> => {
  const { row, ...input } = await deps.db.withTenant(ctx.tenant, async (tx) => {
    const row = await getChat(tx, ctx.tenant, session_id, chat)
    const [last] = await findLastMessages(tx, ctx.tenant.tenant_id, session_id, [row])
    return {
      row,
      chat_id: row.chat_id,
      last_message: last ? namedMessage(last) : null,
      receipts: receipts ? await unreadOf(tx, row) : []
    }
  })
  await callSession(deps, ctx.tenant, session_id, 'set_chat', { ...input, setting }, ctx.signal)
  return row
}

/** A message as a worker names it to WhatsApp. */
export const namedMessage = (message: MessageRow): NonNullable<SetChat['last_message']> => {
  const { whatsapp_id, direction, chat_id, sender_id } = message
  const from_me = direction === 'outbound'
  const at = message.whatsapp_at ?? message.sent_at ?? message.queued_at
  return {
    whatsapp_id,
    from_me,
    participant: !from_me && chat_id.endsWith('@g.us') ? sender_id : null,
    at: at.toISOString()
  }
}

/** After all of them. */
const end_id = `msg_${'f'.repeat(32)}`

const unreadOf = (tx: Tx, { session_id, chat_id, tenant_id }: ChatRow) =>
  findUnread(tx, { session_id, chat_id, tenant_id, id: end_id })
