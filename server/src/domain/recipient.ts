import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { LRUCache } from 'lru-cache'

/** Digits with whatever people write between them, and the two ways to say "international". */
const phone_shape = /^(\+|00)?[\d\s().\-\u2010-\u2015\u2212]+$/

// The same people are written to again and again, and a number is a twentieth of what accepting a message costs.
const parsed = new LRUCache<string, { digits: string | null }>({ max: 10_000 })

/** The digits of a number in international form, without the plus; null when it is none. */
export const parsePhoneNumber = (text: string): string | null => {
  const known = parsed.get(text)
  if (known) return known.digits
  const digits = digitsOf(text)
  parsed.set(text, { digits })
  return digits
}

const digitsOf = (text: string): string | null => {
  const trimmed = text.trim()
  if (!phone_shape.test(trimmed)) return null
  const digits = trimmed.replace(/^(\+|00)/, '').replace(/\D/g, '')
  // It knows of national prefixes that do not belong into the international form, such as +44 (0)20.
  const number = parsePhoneNumberFromString(`+${digits}`)
  if (number?.isPossible()) return number.number.slice(1)
  // New ranges are given out faster than lists of them are printed: whether the number exists, WhatsApp knows. E.164
  // allows 15 digits, and no country has numbers of fewer than 7 with its code.
  return /^[1-9]\d{6,14}$/.test(digits) ? digits : null
}

/** Whether it is the address of a person that does not tell the phone number. */
export const isLid = (jid: string): boolean => jid.endsWith('@lid')

/** The chat that a recipient stands for: a number, a person's JID or LID, a group's id. Null when it is none of these. */
export const parseRecipient = (text: string): string | null => {
  const trimmed = text.trim().toLowerCase()
  if (!trimmed.includes('@')) {
    const digits = parsePhoneNumber(trimmed)
    return digits && `${digits}@s.whatsapp.net`
  }
  if (/^\d{10,25}(-\d{5,15})?@g\.us$/.test(trimmed)) return trimmed
  // A device number after the colon names one of a person's devices; messages go to the person.
  const [, user, server] =
    /^(\d{5,20})(?::\d{1,3})?@(lid|s\.whatsapp\.net|c\.us)$/.exec(trimmed) ?? []
  if (!user || !server) return null
  if (server === 'lid') return `${user}@lid`
  return user.length <= 15 ? `${user}@s.whatsapp.net` : null
}
