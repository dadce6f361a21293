import { createHash } from 'node:crypto'
import { audience_max } from '../domain/status.ts'

declare const cleaned: unique symbol

/** A value that the database can keep, whatever a stranger put into it. Only `clean` makes one. */
export type Clean<T> = T & { readonly [cleaned]: true }

/** What people can see of it; WhatsApp's own apps send no more than this in one text. */
export const text_length_max = 65_536
const line_length_max = 1_024
/** Members that are longer by their nature: posts, what groups say of themselves, links, pictures in base64, and the ids of passkeys. */
const length_max = new Map([
  ['body', text_length_max],
  ['text', text_length_max],
  ['description', text_length_max],
  ['caption', text_length_max],
  ['thumbnail', 65_536],
  ['response_json', 65_536],
  ['url', 2_048],
  ['id', 2_048],
  ['direct_path', 2_048]
])
const identifier_length_max = 200
const list_length_max = 5_000
/** Lists that are longer by their nature: whoever may see a status. */
const lists_length_max = new Map([['people', audience_max]])
/** No message is older than WhatsApp; a clock that is a little ahead is nothing odd. */
const time_least_ms = Date.UTC(2009, 0, 1)
const time_ahead_ms = 86_400_000
/** Until when something lasts may be long ahead. */
const until_ahead_ms = 20 * 365 * 86_400_000

/** Members that say until when something lasts. */
const ends = new Set(['until', 'muted_until'])

/** Members by which something is found again: cut short, two would become one. */
const identifiers = new Set([
  'whatsapp_id',
  'whatsapp_ids',
  'chat_id',
  'sender_id',
  'reactor_id',
  'answerer_id',
  'contact_id',
  'jid',
  'lid'
])

/** Everything that is said of a connection passes through here: texts, names, ids and times that are none are made into ones. */
export const clean = <T>(value: T): Clean<T> => cleanMember('', value) as Clean<T>

const cleanMember = (name: string, value: unknown): unknown => {
  if (typeof value === 'string') {
    if (identifiers.has(name)) return identifier(value)
    return storable(value.slice(0, length_max.get(name) ?? line_length_max))
  }
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (value instanceof Date)
    return soundTime(value, ends.has(name) ? until_ahead_ms : time_ahead_ms)
  if (Array.isArray(value))
    return value
      .slice(0, lists_length_max.get(name) ?? list_length_max)
      .map((each) => cleanMember(name, each))
  if (typeof value === 'object' && value !== null && !(value instanceof Uint8Array)) {
    const members = Object.entries(value)
    return Object.fromEntries(members.map(([key, inner]) => [key, cleanMember(key, inner)]))
  }
  return value
}

/** PostgreSQL cannot store NUL, and lone surrogates are no text: both are replaced. */
export const storable = (text: string): string =>
  (text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text).toWellFormed()

/** A name under which something is found again. One that cannot be kept becomes another, always the same. */
export const identifier = (text: string): string => {
  if (text.length <= identifier_length_max && storable(text) === text) return text
  const hash = createHash('sha256').update(Buffer.from(text, 'utf16le')).digest('hex')
  return `${storable(text.slice(0, 40))}~${hash}`
}

/** A time that cannot be true is now. */
const soundTime = (time: Date, ahead_ms: number): Date => {
  const ms = time.getTime()
  const now_ms = Date.now()
  return ms >= time_least_ms && ms <= now_ms + ahead_ms ? time : new Date(now_ms)
}
