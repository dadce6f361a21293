import { parseJid } from '../wire/jid.ts'
import { proto } from '../wire/wire.ts'
import { phoneByJid } from '../world.ts'
import { findInChat } from './chats.ts'
import type { Reader } from './seen-reader.ts'

const { MESSAGE_EDIT, REVOKE } = proto.Message.ProtocolMessage.Type
/** A day, a week, thirty days. */
const PIN_SECONDS = new Set([86_400, 604_800, 2_592_000])

/** An edit or a deletion whose stanza does not say so is one that servers and apps let pass as a text. */
export const orderSeen: Reader = ({ protocolMessage: order }, { stanza }) => {
  const { edit } = stanza?.attrs ?? {}
  if (!order || !stanza) return undefined
  if (order.type === MESSAGE_EDIT && edit !== '1') return `an edit whose stanza says ${edit}`
  const by_author = order.key?.fromMe === true
  if (order.type === REVOKE && edit !== (by_author ? '7' : '8'))
    return `a deletion whose stanza says ${edit}`
  return undefined
}

/** A message at the top of its chat, named as who pins it sees it. */
export const pinSeen: Reader = (message, { world, phone, from, chat, stanza }) => {
  const { pinInChatMessage: pin, messageContextInfo: context } = message
  if (!pin) return undefined
  const id = pin.key?.id ?? ''
  const kept = findInChat(phone.chats.get(chat), id)
  if (!kept) return 'a pin on a message that is not there'
  if (stanza && stanza.attrs.edit !== '2') return `a pin whose stanza says ${stanza.attrs.edit}`
  const author = phoneByJid(world, parseJid(pin.key?.participant ?? undefined))?.number
  if ((pin.key?.fromMe === true) !== (kept.from === from) || (author && author !== kept.from))
    return 'a pin on a message of somebody else'
  const seconds = context?.messageAddOnDurationInSecs ?? 0
  const on = pin.type === proto.Message.PinInChatMessage.Type.PIN_FOR_ALL
  if (on && !PIN_SECONDS.has(seconds)) return `a pin for ${seconds} s`
  return { pin: { id, seconds: on ? seconds : null } }
}
