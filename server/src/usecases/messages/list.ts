import { invalid } from '../../domain/errors.ts'
import type { MessageRow } from '../../domain/message.ts'
import { readRecipient, recipient_problems } from '../../domain/recipient.ts'
import { askedWords } from '../../domain/search-words.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Tx } from '../../lib/db.ts'
import { encodeCursor, mapPage, type Page, type PageRequest, toPage } from '../../lib/page.ts'
import { file_types } from '../../schemas/messages/file-kinds.ts'
import type { Message } from '../../schemas/messages/message.ts'
import { lookAtMessages } from '../../store/messages/list.ts'
import type { MessageFilter } from '../../store/messages/list-sources.ts'
import { findByWords } from '../../store/messages/words.ts'
import type { Deps } from '../deps.ts'
import { readList } from '../read-list.ts'
import { namesOfChat } from './known-numbers.ts'
import { messageViews } from './views.ts'

/** How many messages a call looks at, one stretch after the other, until it has found a page of them. */
const stretches = [500, 5_000, 20_000, 20_000, 20_000, 20_000]
const stretches_of_chats = [500, 500, 500, 500]
/**
 * So many messages are looked at for their words in the time in which their index finds those of a rare word: of a million one in
 * a hundred costs either 40 ms.
 */
const scanned_for_words_max = 5_000
/** Of what the index of words finds. */
const stretches_of_found = [500, 1_500]
const found_max = 2_000
/** After so long it answers with what it has. */
const look_ms_max = 1_000

export type MessageSearch = Omit<MessageFilter, 'words' | 'senders' | 'of_types'> & {
  /** Words, or their beginnings, that stand in the message in any order. */
  text: string | null
  /** Who has written it, as any recipient is written. */
  sender: string | null
  has_media: boolean | null
}

/**
 * A page of the tenant's messages that fit the filter, newest first. `chat_id` may be written as any recipient, a person's
 * number or LID. What is rare among very many messages is not searched for in one call: the page then holds less than was
 * asked for, and its cursor goes on where this call stopped.
 */
export const readMessages = (
  deps: Deps,
  tenant: Tenant,
  page: PageRequest & MessageSearch
): Promise<Page<Message>> => {
  const { text, sender, has_media, ...filter } = page
  const words = text === null ? null : askedFor(text)
  const asked = page.chat_id === null ? null : addressOf('chat_id', page.chat_id)
  const from = sender === null ? null : addressOf('sender', sender)
  const of_types = has_media === null ? null : { types: file_types, wanted: has_media }
  return readList(deps, tenant, async (tx) => {
    const names = asked && (await namesOfChat(tx, tenant.tenant_id, page.session_id, asked))
    const senders = from === null ? null : await namesOf(tx, tenant, page.session_id, from)
    const began_ms = deps.clock.monotonic_ms()
    const inTime = (): boolean => deps.clock.monotonic_ms() - began_ms < look_ms_max
    const wanted = { ...filter, ...names, senders, of_types, words }
    const found = await search(tx, tenant.tenant_id, wanted, inTime)
    const view = await messageViews(deps, tx, tenant, found.rows)
    const full = mapPage(toPage(found.rows, page.limit), view)
    if (found.go_on_at === null || full.next_cursor !== null) return full
    return { data: full.data, next_cursor: encodeCursor(found.go_on_at) }
  })
}

type Found = { rows: MessageRow[]; go_on_at: string | null }

/**
 * Looks at one stretch after the other until it has enough. Words that are too rare to fill the page in this way are found by their
 * index: how rare they are is seen from what was looked at, as the server knows too little of words.
 */
const search = async (
  tx: Tx,
  tenant_id: string,
  page: PageRequest & MessageFilter,
  inTime: () => boolean
): Promise<Found> => {
  const rows: MessageRow[] = []
  let position = page.position
  let looked_at = 0
  let by_words = page.words ?? null
  for (const stretch of stretchesFor(page)) {
    const want = page.limit + 1 - rows.length
    const needed = Math.ceil((want / (rows.length || 0.5)) * looked_at)
    if (by_words && needed > scanned_for_words_max) {
      const ids = await findByWords(tx, by_words, position, found_max)
      if (ids) return searchFound(tx, tenant_id, page, { rows, go_on_at: position }, ids, inTime)
      by_words = null
    }
    // What is found without the index is common: a little more than is needed will do.
    const look_at = by_words && looked_at > 0 ? Math.max(500, Math.ceil(needed * 1.3)) : stretch
    const looked = await lookAtMessages(tx, tenant_id, page, { position, look_at, want })
    looked_at += look_at
    rows.push(...looked.rows)
    position = looked.go_on_at
    if (rows.length > page.limit || position === null || !inTime()) break
  }
  return { rows, go_on_at: position }
}

/** Goes on with the messages that the index of words has found. */
const searchFound = async (
  tx: Tx,
  tenant_id: string,
  page: PageRequest & MessageFilter,
  { rows, go_on_at: begin_at }: Found,
  ids: string[],
  inTime: () => boolean
): Promise<Found> => {
  let looked_at = 0
  for (const look_at of stretches_of_found) {
    const want = page.limit + 1 - rows.length
    const found = ids.slice(looked_at, looked_at + look_at)
    const stretch = { position: begin_at, look_at, want, found }
    rows.push(...(await lookAtMessages(tx, tenant_id, page, stretch)).rows)
    looked_at += look_at
    if (rows.length > page.limit || leftAfter(ids, looked_at) === null || !inTime()) break
  }
  return { rows, go_on_at: leftAfter(ids, looked_at) }
}

/** Where it goes on behind those that were looked at, if there may be more. */
const leftAfter = (ids: string[], looked_at: number): string | null =>
  ids.length > looked_at || ids.length === found_max
    ? (ids[Math.min(looked_at, ids.length) - 1] ?? null)
    : null

const stretchesFor = (page: PageRequest & MessageFilter): number[] => {
  const { direction, type, status, from, to, senders, of_types, words } = page
  const conditions = [direction, type, status, from, to, senders, of_types, words]
  if (conditions.every((one) => !one)) return [page.limit + 1]
  return page.chat_id === null ? stretches : stretches_of_chats
}

const namesOf = async (
  tx: Tx,
  { tenant_id }: Tenant,
  session_id: string | null,
  address: string
): Promise<string[]> => {
  const { chat_id, other_chat_id } = await namesOfChat(tx, tenant_id, session_id, address)
  return other_chat_id === null ? [chat_id] : [chat_id, other_chat_id]
}

const askedFor = (text: string): string[] => {
  const words = askedWords(text)
  if (words.length === 0) throw invalid('text', 'must have a word, a number or an emoji')
  return words.map(({ word, begins }) => (begins ? `${word}*` : word))
}

const addressOf = (field: string, text: string): string => {
  const read = readRecipient(text)
  if ('chat_id' in read) return read.chat_id
  throw invalid(field, recipient_problems[read.problem])
}
