import { newWhatsappId } from '../../domain/whatsapp-id.ts'
import { type ChatState, chatState } from '../../schemas/chat.ts'
import type { DisappearingSeconds } from '../../schemas/chat-call.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { callSession } from '../sessions/call.ts'
import { getChat } from './read.ts'

/** Sets how long new messages of a chat stay, for all who are in it, and answers with the chat as it is then. */
export const setDisappearing = async (
  deps: Deps,
  ctx: Context,
  session_id: string,
  chat: string,
  seconds: DisappearingSeconds
): Promise<ChatState> => {
  const { chat_id } = await deps.db.withTenant(ctx.tenant, (tx) =>
    getChat(tx, ctx.tenant, session_id, chat)
  )
  const now = deps.clock.now()
  const input = {
    chat_id,
    seconds,
    set_at: now.toISOString(),
    whatsapp_id: newWhatsappId(session_id, now.getTime())
  }
  await callSession(deps, ctx.tenant, session_id, 'set_disappearing', input, ctx.signal)
  return deps.db.withTenant(ctx.tenant, async (tx) =>
    chatState(await getChat(tx, ctx.tenant, session_id, chat_id))
  )
}
