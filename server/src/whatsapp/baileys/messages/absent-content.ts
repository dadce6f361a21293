import { type BinaryNode, isJidNewsletter } from 'baileys'
import { NO_MESSAGE_FOUND_ERROR_TEXT } from 'baileys/lib/Utils/decode-wa-message.js'

/** Its content is neither on the phone nor anywhere else that could be asked. */
const nowhere_to_be_had = new Set([
  'bot_unavailable_fanout',
  'hosted_unavailable_fanout',
  'view_once_unavailable_fanout',
  'view_once'
])
/** The answer of a bot, sealed with a key that Baileys does not keep. */
const bot_type = 'msmsg'

const absent = new WeakMap<Uint8Array, string>()

/**
 * Messages come without a content: the server has none for this device (`unavailable`), or says nothing at all, as after a
 * click on an advertisement. Baileys decrypts what is there and hears of nothing to decrypt only afterwards, so nobody could
 * record such a message before it is acknowledged. A stand-in is put where the ciphertext would be: it comes to the Signal
 * repository in its turn like any other. What a bot has sealed is treated in the same way, as Baileys would refuse it unread.
 */
export const standInForAbsent = (stanza: BinaryNode): void => {
  if (isJidNewsletter(stanza.attrs['from'])) return
  const parts = Array.isArray(stanza.content) ? stanza.content : []
  const sealed = parts.find((part) => part.tag === 'enc')
  if (sealed && sealed.attrs['type'] !== bot_type) return
  if (parts.some((part) => part.tag === 'plaintext')) return
  const unavailable = parts.find((part) => part.tag === 'unavailable')
  const content = new Uint8Array(1)
  absent.set(content, sealed ? bot_type : (unavailable?.attrs['type'] ?? 'absent'))
  const others = parts.filter((part) => part.tag !== 'enc')
  stanza.content = [...others, { tag: 'enc', attrs: { v: '2', type: 'msg' }, content }]
}

/** Why there is no ciphertext where this stands; undefined where it is one. */
export const absenceOf = (ciphertext: Uint8Array): string | undefined => absent.get(ciphertext)

/** Whether the phone may have the content. */
export const isWithPhone = (absence: string): boolean =>
  absence !== bot_type && !nowhere_to_be_had.has(absence)

/** Whether it was acknowledged by a receipt so far, and not by an `ack`. */
export const isReceipted = (absence: string): boolean =>
  absence === bot_type || absence === 'view_once'

/** What Baileys takes for a message without content: it acknowledges it, and asks the phone where that makes sense. */
export const absentContent = (): Error => new Error(NO_MESSAGE_FOUND_ERROR_TEXT)
