import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { LRUCache } from 'lru-cache'
import { plainText } from './plain-text.ts'
import { isStatus } from './status.ts'

/** Why a text stands for nobody: what to write instead, for the person who wrote it. */
export const recipient_problems = {
  unknown:
    'Must be a number in international form, such as +20 100 123 4567, a JID (…@s.whatsapp.net, …@lid) or a group id (…@g.us).',
  national:
    'Is a number without its country code: write +20 100 123 4567 instead of 0100 123 4567.',
  length:
    'Is no telephone number: with the country code it has 7 to 15 digits, such as +20 100 123 4567.',
  short_link:
    'Is a short link that does not tell the number: open it, and give the number that it shows.',
  invitation: 'Is an invitation to a group: join the group, and give its id (…@g.us).',
  user_name:
    'Is a user name: give the number, or the LID (…@lid) with which the person has written.',
  channel: 'Is a channel (…@newsletter): messages can be sent to people and groups.',
  broadcast:
    'Is a broadcast list or the status (…@broadcast): messages can be sent to people and groups.'
} as const

export type RecipientProblem = keyof typeof recipient_problems

export type Recipient = { chat_id: string } | { problem: RecipientProblem }

// The same people are written to again and again, and a number is a twentieth of what accepting a message costs.
const known = new LRUCache<string, Recipient>({ max: 10_000 })
const known_length_max = 100

/**
 * The chat that a text stands for, as people write and paste them: a number in any script, with what they put between the
 * digits and with what cannot be seen around it, a link that opens a chat, a person's JID or LID, a group's id.
 */
export const readRecipient = (text: string): Recipient => {
  const before = known.get(text)
  if (before) return before
  const read = recipientOf(plainText(text).toLowerCase())
  if (text.length <= known_length_max) known.set(text, read)
  return read
}

/** The chat that a text stands for; null when it is none. */
export const parseRecipient = (text: string): string | null => {
  const read = readRecipient(text)
  return 'chat_id' in read ? read.chat_id : null
}

/** The digits of a number in international form, without the plus; null when it is none. */
export const parsePhoneNumber = (text: string): string | null => {
  const chat_id = parseRecipient(text)
  return chat_id?.endsWith(person) ? chat_id.slice(0, -person.length) : null
}

/** Whether a chat is with one person: no group, and no status. */
export const isPersonChat = (jid: string): boolean => !jid.endsWith('@g.us') && !isStatus(jid)

/** Whether it is the address of a person that does not tell the phone number. */
export const isLid = (jid: string): boolean => jid.endsWith('@lid')

const person = '@s.whatsapp.net'

// Brazil, Mexico, Argentina, Benin and Ivory Coast.
const written_in_two_ways = /^(55\d{10,11}|52\d{10,11}|54\d{10,11}|229\d{8,10}|225\d{8,10})@s/

/** Whether a person is often known to WhatsApp by another address: a LID, or a number that has got a digit more. */
export const mayBeElsewhere = (jid: string): boolean => isLid(jid) || written_in_two_ways.test(jid)

const recipientOf = (text: string): Recipient => {
  const link = linkOf(text)
  if (link) return link
  const at = text.lastIndexOf('@')
  if (at === 0) return { problem: 'user_name' }
  return at < 0 ? numberOf(text) : addressOf(text.slice(0, at), text.slice(at + 1))
}

const addressOf = (user: string, server: string): Recipient => {
  if (server === 'newsletter') return { problem: 'channel' }
  if (server === 'broadcast') return { problem: 'broadcast' }
  if (server === 'g.us')
    return /^\d{5,25}(-\d{5,15})?$/.test(user)
      ? { chat_id: `${user}@g.us` }
      : { problem: 'unknown' }
  // A device number after the colon names one of a person's devices; messages go to the person.
  const [, account = ''] = /^(.+?)(?:_\d{1,3})?(?::\d{1,3})?$/.exec(user) ?? []
  if (server === 'lid')
    return /^\d{1,20}$/.test(account) ? { chat_id: `${account}@lid` } : { problem: 'unknown' }
  if (server !== 's.whatsapp.net' && server !== 'c.us') return { problem: 'unknown' }
  // As WhatsApp writes it, it is WhatsApp's own; anything else somebody has put together.
  if (/^\d{1,15}$/.test(account)) return { chat_id: `${account}${person}` }
  return numberOf(account)
}

const hosts =
  /^(?:https?:\/\/)?(?:www\.)?(wa\.me|(?:api\.|web\.)?whatsapp\.com|chat\.whatsapp\.com)(?=[/?]|$)(.*)$/

const linkOf = (text: string): Recipient | null => {
  const [, scheme, rest = ''] = /^(tel|sms|callto|whatsapp):(?:\/\/)?(.*)$/.exec(text) ?? []
  // A number within an area that is named beside it.
  if (scheme && /;phone-context=/.test(rest)) return { problem: 'national' }
  if (scheme) return fromPath(rest.replace(/^send\/?(?=\?)/, ''))
  const [, host, path = ''] = hosts.exec(text) ?? []
  if (!host) return null
  if (host === 'chat.whatsapp.com') return { problem: 'invitation' }
  return fromPath(path.replace(/^\/(send\/?(?=\?))?/, ''))
}

/** What a link says after its host: the number itself, or as `phone` among what is asked. */
const fromPath = (path: string): Recipient => {
  const [before = '', after = ''] = path.split(/[?#](.*)/s)
  // As a query has it a plus would be a space.
  const phone = new URLSearchParams(after.replaceAll('+', '%2B')).get('phone')
  const [number = ''] = (before === '' ? (phone ?? '') : unescaped(before)).split(';')
  if (/^(message|qr|c|p)\//.test(number)) return { problem: 'short_link' }
  return numberOf(number.replace(/\/+$/, ''))
}

const unescaped = (text: string): string => {
  try {
    return plainText(decodeURIComponent(text))
  } catch (error) {
    if (error instanceof URIError) return text
    throw error
  }
}

/** What people write between the digits of a number. */
const separators = /[\s().\-\u2010-\u2015\u2212\u2022\u00b7\u30fb/]/g

const numberOf = (text: string): Recipient => {
  const [, international, digits = ''] =
    /^(\+?(?:00)?|)(\d+)$/.exec(plainText(text).replace(separators, '')) ?? []
  if (digits === '') return { problem: 'unknown' }
  // It knows of national prefixes that do not belong into the international form, such as +44 (0)20.
  const number = parsePhoneNumberFromString(`+${digits}`)
  if (number?.isPossible()) return { chat_id: `${number.number.slice(1)}${person}` }
  // New ranges are given out faster than lists of them are printed: whether the number exists, WhatsApp knows. E.164
  // allows 15 digits, and no country has numbers of fewer than 7 with its code.
  if (/^[1-9]\d{6,14}$/.test(digits)) return { chat_id: `${digits}${person}` }
  return { problem: digits.startsWith('0') && !international ? 'national' : 'length' }
}
