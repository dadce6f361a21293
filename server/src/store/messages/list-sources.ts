import { messageColumns } from '../../domain/columns.ts'
import type { MessageDirection, MessageStatus } from '../../domain/message.ts'

export type MessageFilter = {
  session_id: string | null
  chat_id: string | null
  /** The other name of the same chat. */
  other_chat_id?: string | null
  direction: MessageDirection | null
  type: string | null
  /** Who has written it, under each of the names. */
  senders?: string[] | null
  /** Whether its type is one of these. */
  of_types?: { types: readonly string[]; wanted: boolean } | null
  /** Words that it has; with * at its end every word that begins so. */
  words?: string[] | null
  status: MessageStatus | null
  from: Date | null
  to: Date | null
}

/** A stretch of a list, newest first: where it begins, how many messages are looked at, how many are wanted of them. */
export type Stretch = {
  position: string | null
  look_at: number
  want: number
  /** Only these messages are looked at: those that have the words of the filter, as the index of words has found them. */
  found?: string[]
}

/** Values of a statement, numbered as they are put in. */
export const createValues = () => {
  const values: unknown[] = []
  return { values, put: (value: unknown) => `$${values.push(value)}` }
}

/** The statement around a source: which tenant, from where to where, and how many. */
type Around = {
  tenant: string
  range: string
  put: (value: unknown) => string
  limit: string
}

/** What an index gives in order. Those that wait stand in the queue; those that failed or were canceled have an index of their own. */
export const sourceOf = (filter: MessageFilter, { found }: Stretch, around: Around): string => {
  const { tenant, range, put } = around
  if (found)
    return `unnest(${put(found)}::text[]) as w (message_id) join messages m on m.id = w.message_id
      where m.tenant_id = ${tenant} ${range}`
  if (filter.status === 'queued') {
    const in_line = range.replaceAll('m.id', 'o.message_id')
    return `outbound o join messages m on m.id = o.message_id where o.tenant_id = ${tenant} ${in_line}`
  }
  if (filter.status === 'failed')
    return `messages m where m.tenant_id = ${tenant} and m.failed_at is not null ${range}`
  if (filter.status === 'canceled')
    return `messages m where m.tenant_id = ${tenant} and m.canceled_at is not null ${range}`
  if (filter.chat_id !== null) return chatSource(filter, around)
  if (filter.senders) return senderSource(filter, filter.senders, around)
  const types = typesOf(filter)
  if (types) return typeSource(types, around)
  const session = filter.session_id === null ? '' : `and m.session_id = ${put(filter.session_id)}`
  return `messages m where m.tenant_id = ${tenant} ${session} ${range}`
}

/** The types of which there are few: texts are what most messages are. */
const typesOf = ({ type, of_types }: MessageFilter): readonly string[] | null => {
  if (type !== null) return type === 'text' ? null : [type]
  return of_types?.wanted && !of_types.types.includes('text') ? of_types.types : null
}

/** The sessions of the tenant that are meant, as a table s. */
const sessionsOf = ({ session_id }: MessageFilter, { tenant, put }: Around): string =>
  `(select id from sessions where tenant_id = ${tenant} ${session_id === null ? '' : `and id = ${put(session_id)}`}) s`

/** Each of these places is read from its own place in an index, newest first, no further than the limit. */
const placesSource = (
  places: string,
  of_place: string,
  { tenant, range, limit }: Around
): string => `(
    select ${messageColumns('x')} from ${places} cross join lateral (
      select ${messageColumns('m')} from messages m
      where ${of_place} and m.tenant_id = ${tenant} ${range}
      order by m.id desc limit ${limit}
    ) x
  )`

/** One chat, in each session that may have it. */
const chatSource = (filter: MessageFilter, around: Around): string => {
  const names = around.put(
    [filter.chat_id, filter.other_chat_id ?? null].filter((name) => name !== null)
  )
  const places = `${sessionsOf(filter, around)} cross join unnest(${names}::text[]) as c (chat_id)`
  return `${placesSource(places, 'm.session_id = s.id and m.chat_id = c.chat_id', around)} m where true`
}

/** What people have written, in the chat with them and in groups. */
const senderSource = (filter: MessageFilter, senders: string[], around: Around): string => {
  const places = `${sessionsOf(filter, around)} cross join unnest(${around.put(senders)}::text[]) as c (sender_id)`
  const alone = `m.session_id = s.id and m.chat_id = c.sender_id and m.direction = 'inbound'`
  const in_groups = `m.session_id = s.id and m.sender_id = c.sender_id and m.chat_id like '%@g.us'`
  return `(${placesSource(places, alone, around)} union all ${placesSource(places, in_groups, around)}) m where true`
}

const typeSource = (types: readonly string[], around: Around): string => {
  const places = `unnest(${around.put(types)}::text[]) as c (type)`
  return `${placesSource(places, `m.type = c.type and m.type <> 'text'`, around)} m where true`
}
