import type { CallInput } from '../../control/calls.ts'
import { contactAddress } from '../contacts/address.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { callSession } from '../sessions/call.ts'
import { getChat } from './read.ts'

/** Shows in a chat that the account is typing or recording, or no longer. */
export const setTyping = async (
  deps: Deps,
  ctx: Context,
  session_id: string,
  chat: string,
  state: CallInput<'set_typing'>['state']
): Promise<void> => {
  const { chat_id } = await deps.db.withTenant(ctx.tenant, (tx) =>
    getChat(tx, ctx.tenant, session_id, chat)
  )
  const input = { chat_id, state }
  await callSession(deps, ctx.tenant, session_id, 'set_typing', input, ctx.signal)
}

/** Has WhatsApp tell when a contact is there. */
export const watchPresence = async (
  deps: Deps,
  ctx: Context,
  session_id: string,
  given: string
): Promise<void> => {
  const input = { contact: contactAddress(given) }
  await callSession(deps, ctx.tenant, session_id, 'watch_presence', input, ctx.signal)
}
