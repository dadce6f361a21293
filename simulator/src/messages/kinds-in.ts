import { emojis } from '../lib/emojis.ts'
import type { Phone } from '../phones/phone.ts'
import type { ReceivedLocation, ReceivedReaction } from '../types/types-kinds.ts'
import { parseJid } from '../wire/jid.ts'
import type { proto } from '../wire/wire.ts'
import { phoneByJid, type World } from '../world.ts'
import { findInChat } from './chats.ts'

/** What a phone shows of a place; nothing of one that is not on the globe. */
export const locationIn = ({
  locationMessage: place
}: proto.IMessage): ReceivedLocation | undefined => {
  const { degreesLatitude: latitude, degreesLongitude: longitude } = place ?? {}
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return undefined
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return undefined
  return { latitude, longitude, name: place?.name ?? null, address: place?.address ?? null }
}

/**
 * What a phone makes of a reaction. The key that names the message is written from where the sender sits: it says whether the
 * sender wrote that message, and in groups who did.
 */
export const reactionIn = (
  world: World,
  phone: Phone,
  from: string,
  chat: string,
  { reactionMessage: reaction }: proto.IMessage
): ReceivedReaction | undefined => {
  const { key, text } = reaction ?? {}
  if (!key?.id) return undefined
  const emoji = text ?? ''
  const author = authorOf(world, phone, from, chat, key)
  const message = findInChat(phone.chats.get(chat), key.id)
  const jid = parseJid(key.remoteJid ?? undefined)
  const place = jid?.server === 'g.us' ? key.remoteJid : phoneByJid(world, jid)?.number
  const expected = chat.endsWith('@g.us') ? chat : otherThan(phone, from, chat)
  const shown =
    message !== undefined &&
    message.from === author &&
    place === expected &&
    (emoji === '' || emojis(emoji) === 1)
  return { id: key.id, author, emoji, shown }
}

/** The chat as the sender of a reaction names it. */
const otherThan = (phone: Phone, from: string, chat: string): string =>
  from === phone.number ? chat : phone.number

const authorOf = (
  world: World,
  phone: Phone,
  from: string,
  chat: string,
  key: proto.IMessageKey
): string | null => {
  if (key.fromMe) return from
  if (key.participant) return phoneByJid(world, parseJid(key.participant))?.number ?? null
  return chat.endsWith('@g.us') ? null : otherThan(phone, from, chat)
}
