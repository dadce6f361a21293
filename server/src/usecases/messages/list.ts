import { invalid } from '../../domain/errors.ts'
import type { MessageRow } from '../../domain/message.ts'
import { readRecipient, recipient_problems } from '../../domain/recipient.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Tx } from '../../lib/db.ts'
import { encodeCursor, mapPage, type Page, type PageRequest, toPage } from '../../lib/page.ts'
import type { Message } from '../../schemas/messages/message.ts'
import { lookAtMessages, type MessageFilter } from '../../store/messages/list.ts'
import type { Deps } from '../deps.ts'
import { readList } from '../read-list.ts'
import { namesOfChat } from './known-numbers.ts'
import { messageViews } from './views.ts'

/** How many messages a call looks at, one stretch after the other, until it has found a page of them. */
const stretches = [500, 5_000, 20_000, 20_000, 20_000, 20_000]
const stretches_of_chats = [500, 500, 500, 500]
/** After so long it answers with what it has. */
const look_ms_max = 1_000

/**
 * A page of the tenant's messages that fit the filter, newest first. `chat_id` may be written as any recipient, a person's
 * number or LID. What is rare among very many messages is not searched for in one call: the page then holds less than was
 * asked for, and its cursor goes on where this call stopped.
 */
export const readMessages = (
  deps: Deps,
  tenant: Tenant,
  page: PageRequest & MessageFilter
): Promise<Page<Message>> => {
  const asked = page.chat_id === null ? null : chatOf(page.chat_id)
  return readList(deps, tenant, async (tx) => {
    const names = asked && (await namesOfChat(tx, tenant.tenant_id, page.session_id, asked))
    const began_ms = deps.clock.monotonic_ms()
    const inTime = (): boolean => deps.clock.monotonic_ms() - began_ms < look_ms_max
    const found = await search(tx, tenant.tenant_id, { ...page, ...names }, inTime)
    const view = await messageViews(deps, tx, tenant, found.rows)
    const full = mapPage(toPage(found.rows, page.limit), view)
    if (found.go_on_at === null || full.next_cursor !== null) return full
    return { data: full.data, next_cursor: encodeCursor(found.go_on_at) }
  })
}

const search = async (
  tx: Tx,
  tenant_id: string,
  page: PageRequest & MessageFilter,
  inTime: () => boolean
): Promise<{ rows: MessageRow[]; go_on_at: string | null }> => {
  const rows: MessageRow[] = []
  let position = page.position
  const everything_fits = ![page.direction, page.type, page.status, page.from, page.to].some(
    (one) => one !== null
  )
  const sizes = page.chat_id === null ? stretches : stretches_of_chats
  for (const look_at of everything_fits ? [page.limit + 1] : sizes) {
    const want = page.limit + 1 - rows.length
    const looked = await lookAtMessages(tx, tenant_id, page, { position, look_at, want })
    rows.push(...looked.rows)
    position = looked.go_on_at
    if (rows.length > page.limit || position === null || !inTime()) break
  }
  return { rows, go_on_at: position }
}

const chatOf = (text: string): string => {
  const read = readRecipient(text)
  if ('chat_id' in read) return read.chat_id
  throw invalid('chat_id', recipient_problems[read.problem])
}
