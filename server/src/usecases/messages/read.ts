import { invalid } from '../../domain/errors.ts'
import { type MessageRow, messageView } from '../../domain/message.ts'
import { readRecipient, recipient_problems } from '../../domain/recipient.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { type Waiting, waitingOf } from '../../domain/waiting.ts'
import type { Tx } from '../../lib/db.ts'
import { type Page, type PageRequest, toPage } from '../../lib/page.ts'
import { findPlaces } from '../../store/message-places.ts'
import { getMessage, listMessages, type MessageFilter } from '../../store/messages.ts'
import type { Deps } from '../deps.ts'
import { namesOfChat } from './known-numbers.ts'

export const readMessage = (
  deps: Deps,
  tenant: Tenant,
  message_id: string
): Promise<Record<string, unknown>> =>
  deps.db.withTenant(tenant, async (tx) => {
    const row = await getMessage(tx, tenant.tenant_id, message_id)
    const waiting = await whyWaiting(tx, tenant, [row], deps.clock.now())
    return messageView(row, waiting.get(row.id))
  })

/** A page of the tenant's messages that fit the filter, newest first. `chat_id` may be written as any recipient, a person's number or LID. */
export const readMessages = async (
  deps: Deps,
  tenant: Tenant,
  page: PageRequest & MessageFilter
): Promise<Page<Record<string, unknown>>> => {
  const asked = page.chat_id === null ? null : chatOf(page.chat_id)
  return deps.db.withTenant(tenant, async (tx) => {
    const names = asked && (await namesOfChat(tx, tenant.tenant_id, page.session_id, asked))
    const rows = await listMessages(tx, tenant.tenant_id, { ...page, ...names })
    const waiting = await whyWaiting(tx, tenant, rows, deps.clock.now())
    return toPage(rows, page.limit, (row) => messageView(row, waiting.get(row.id)))
  })
}

const whyWaiting = async (
  tx: Tx,
  tenant: Tenant,
  rows: MessageRow[],
  now: Date
): Promise<Map<string, Waiting | null>> => {
  const queued = rows.filter((row) => row.status === 'queued').map((row) => row.id)
  if (queued.length === 0) return new Map()
  const places = await findPlaces(tx, tenant.tenant_id, queued)
  return new Map(places.map((place) => [place.message_id, waitingOf(place, now)]))
}

const chatOf = (text: string): string => {
  const read = readRecipient(text)
  if ('chat_id' in read) return read.chat_id
  throw invalid('chat_id', recipient_problems[read.problem])
}
