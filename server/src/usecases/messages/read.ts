import { AppError } from '../../domain/errors.ts'
import { messageView } from '../../domain/message.ts'
import { parseRecipient } from '../../domain/recipient.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { type Page, type PageRequest, toPage } from '../../lib/page.ts'
import { getMessage, listMessages, type MessageFilter } from '../../store/messages.ts'
import type { Deps } from '../deps.ts'

export const readMessage = async (
  deps: Deps,
  tenant: Tenant,
  message_id: string
): Promise<Record<string, unknown>> =>
  messageView(
    await deps.db.withTenant(tenant, (tx) => getMessage(tx, tenant.tenant_id, message_id))
  )

/** A page of the tenant's messages that fit the filter, newest first. `chat_id` may be written as any recipient. */
export const readMessages = async (
  deps: Deps,
  tenant: Tenant,
  page: PageRequest & MessageFilter
): Promise<Page<Record<string, unknown>>> => {
  const chat_id = page.chat_id === null ? null : chatOf(page.chat_id)
  const rows = await deps.db.withTenant(tenant, (tx) =>
    listMessages(tx, tenant.tenant_id, { ...page, chat_id })
  )
  return toPage(rows, page.limit, messageView)
}

const chatOf = (text: string): string => {
  const chat_id = parseRecipient(text)
  if (chat_id) return chat_id
  const message = 'Must be a number, a JID or a group id.'
  throw new AppError('validation_failed', {}, { fields: [{ path: 'chat_id', message }] })
}
