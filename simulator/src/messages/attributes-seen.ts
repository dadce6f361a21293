import { childOf, childrenNamed } from '../wire/node.ts'
import { type BinaryNode, proto } from '../wire/wire.ts'
import type { Reader } from './seen-reader.ts'

const { MESSAGE_EDIT, REVOKE } = proto.Message.ProtocolMessage.Type
const { UNDO_KEEP_FOR_ALL } = proto.KeepType

/** What the stanza says has to be what apps write for such a message; what is sent again to one device says less. */
export const attributesSeen: Reader = (message, { stanza }) => {
  if (!stanza) return undefined
  const enc = encOf(stanza)
  if (!enc || enc.attrs.count !== undefined) return undefined
  const { mediatype = null, 'decrypt-fail': decrypt_fail = null } = enc.attrs
  const said = { type: stanza.attrs.type, edit: stanza.attrs.edit ?? null, decrypt_fail }
  const meant = { type: typeOf(message), edit: editOf(message), decrypt_fail: failOf(message) }
  for (const name of ['type', 'edit', 'decrypt_fail'] as const)
    if (said[name] !== meant[name])
      return `a stanza whose ${name} is ${said[name]} where apps write ${meant[name]}`
  // Of these two there are clients that leave it out.
  const optional = message.locationMessage || message.ptvMessage
  if (mediatype !== mediaTypeOf(message) && !(optional && mediatype === null))
    return `a ciphertext whose mediatype is ${mediatype} where apps write ${mediaTypeOf(message)}`
  const meta = childOf(stanza, 'meta')
  return isOpenedOnce(message) && meta?.attrs.view_once !== 'true'
    ? 'what opens once in a stanza that does not say so'
    : undefined
}

const encOf = (stanza: BinaryNode): BinaryNode | undefined => {
  const [to] = childrenNamed(childOf(stanza, 'participants'), 'to')
  return childOf(stanza, 'enc') ?? (to && childOf(to, 'enc'))
}

const isLink = ({ extendedTextMessage: text }: proto.IMessage): boolean =>
  Boolean(text?.matchedText?.trim())

const TEXTS = [
  'conversation',
  'extendedTextMessage',
  'protocolMessage',
  'interactiveMessage',
  'keepInChatMessage',
  'pinInChatMessage',
  'templateButtonReplyMessage'
] as const

const typeOf = (message: proto.IMessage): string => {
  if (message.reactionMessage || message.encReactionMessage) return 'reaction'
  if (message.eventMessage || message.encEventResponseMessage) return 'event'
  if (message.pollCreationMessage || message.pollCreationMessageV3 || message.pollUpdateMessage)
    return 'poll'
  if (isLink(message)) return 'media'
  return TEXTS.some((member) => message[member]) ? 'text' : 'media'
}

const editOf = ({
  protocolMessage: order,
  reactionMessage: reaction,
  keepInChatMessage: kept,
  pinInChatMessage: pin
}: proto.IMessage): string | null => {
  if (order?.type === MESSAGE_EDIT && order.editedMessage) return '1'
  if (pin) return '2'
  if (order?.type === REVOKE) return order.key?.fromMe ? '7' : '8'
  if (reaction && !reaction.text) return '7'
  return kept?.keepType === UNDO_KEEP_FOR_ALL && kept.key?.fromMe ? '7' : null
}

const failOf = (message: proto.IMessage): string | null =>
  message.reactionMessage ||
  message.encReactionMessage ||
  message.pollUpdateMessage ||
  message.encEventResponseMessage ||
  message.keepInChatMessage ||
  message.pinInChatMessage ||
  message.protocolMessage?.editedMessage
    ? 'hide'
    : null

const isOpenedOnce = ({ imageMessage, videoMessage, audioMessage }: proto.IMessage): boolean =>
  Boolean(imageMessage?.viewOnce || videoMessage?.viewOnce || audioMessage?.viewOnce)

const MEDIA_TYPES: [keyof proto.IMessage, string][] = [
  ['imageMessage', 'image'],
  ['stickerMessage', 'sticker'],
  ['contactMessage', 'vcard'],
  ['contactsArrayMessage', 'contact_array'],
  ['documentMessage', 'document'],
  ['ptvMessage', 'ptv'],
  ['groupInviteMessage', 'url']
]

const mediaTypeOf = (message: proto.IMessage): string | null => {
  const { audioMessage: audio, videoMessage: video, locationMessage: place } = message
  if (audio) return audio.ptt ? 'ptt' : 'audio'
  if (video) return video.gifPlayback ? 'gif' : 'video'
  if (place) return place.isLive ? 'livelocation' : 'location'
  if (isLink(message)) return 'url'
  return MEDIA_TYPES.find(([member]) => message[member])?.[1] ?? null
}
