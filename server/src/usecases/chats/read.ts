import type { ChatRow } from '../../domain/chat.ts'
import { parseContactName } from '../../domain/contact.ts'
import { AppError } from '../../domain/errors.ts'
import { parseRecipient } from '../../domain/recipient.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Tx } from '../../lib/db.ts'
import type { Chat } from '../../schemas/chat.ts'
import { findChat } from '../../store/chats/list.ts'
import { findContact } from '../../store/contacts/find.ts'
import { getSession } from '../../store/sessions/sessions.ts'
import type { Deps } from '../deps.ts'
import { namesOfChat } from '../messages/known-numbers.ts'
import { chatViews } from './list.ts'

/** A chat of a session, given as any recipient can be written. */
export const readChat = (
  deps: Deps,
  tenant: Tenant,
  session_id: string,
  chat: string
): Promise<Chat> =>
  deps.db.withTenant(tenant, async (tx) => {
    const row = await getChat(tx, tenant, session_id, chat)
    const [view] = await chatViews(deps, tx, tenant, [row])
    return view as Chat
  })

/** The chat with this person or group, by whichever address it is given; `not_found` when nothing was ever said in it. */
export const getChat = async (
  tx: Tx,
  { tenant_id }: Tenant,
  session_id: string,
  chat: string
): Promise<ChatRow> => {
  await getSession(tx, tenant_id, session_id)
  const name = parseContactName(chat)
  const contact = name && (await findContact(tx, tenant_id, session_id, name))
  const asked = contact ? (contact.jid ?? contact.lid) : parseRecipient(chat)
  if (!asked) throw new AppError('not_found', { chat })
  const { chat_id, other_chat_id } = await namesOfChat(tx, tenant_id, session_id, asked)
  const named = other_chat_id && (await findChat(tx, tenant_id, session_id, other_chat_id))
  const found = named || (await findChat(tx, tenant_id, session_id, chat_id))
  if (!found) throw new AppError('not_found', { chat })
  return found
}
