import type { CallInput } from '../../control/calls.ts'
import { refuseUnseen } from '../../domain/message-changes.ts'
import type { Message } from '../../schemas/messages/message.ts'
import { getMessage } from '../../store/messages/accept.ts'
import { namedMessage } from '../chats/set.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { callSession } from '../sessions/call.ts'
import { readMessage } from './read.ts'

/** Sets something for a message for the account alone, here and on the phone, and answers with the message as it is then. */
export const setMessage = async (
  deps: Deps,
  ctx: Context,
  message_id: string,
  setting: CallInput<'set_message'>['setting']
): Promise<Message> => {
  const row = await deps.db.withTenant(ctx.tenant, (tx) =>
    getMessage(tx, ctx.tenant.tenant_id, message_id)
  )
  // What was deleted for everyone may be deleted for oneself, too.
  refuseUnseen(setting.type === 'delete_for_me' ? { ...row, deleted_at: null } : row)
  const { session_id, chat_id } = row
  const input = { chat_id, message: namedMessage(row), setting }
  await callSession(deps, ctx.tenant, session_id, 'set_message', input, ctx.signal)
  return readMessage(deps, ctx.tenant, message_id)
}
