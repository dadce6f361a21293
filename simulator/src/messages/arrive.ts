import { isAdmin } from '../groups/groups.ts'
import { receiveMedia } from '../media/media-in.ts'
import type { Phone } from '../phones/phone.ts'
import { type BinaryNode, proto } from '../wire/wire.ts'
import type { World } from '../world.ts'
import { findInChat, keepInChat, removeFromChat, replaceInChat } from './chats.ts'
import { type MessageContent, readContent } from './content.ts'
import { type ReceivedMessage, recordReceived } from './inbox.ts'
import { locationIn, reactionIn } from './kinds-in.ts'
import { forwardedIn, quoteIn } from './quotes-in.ts'
import { openSealed } from './sealed-edits.ts'
import { seenIn } from './seen.ts'

export interface NewMessage extends Pick<ReceivedMessage, 'id' | 'from' | 'chat' | 'addressing'> {
  content: MessageContent
  /** The encoded message, without the wrapping of a copy. */
  payload: Uint8Array
  /** Of what a linked device has sent. */
  stanza?: BinaryNode
}

/** A decrypted message is at the phone: noted for who asks, with its file, and kept in its chat. */
export const arriveAt = (world: World, phone: Phone, message: NewMessage): ReceivedMessage => {
  const { id, from, chat, addressing, content, stanza = null } = message
  const media = receiveMedia(world.media, content.message)
  const { kind, text } = content
  const location = locationIn(content.message)
  const reaction = reactionIn(world, phone, from, chat, content.message)
  const quote = quoteIn(world, phone, chat, content.message)
  const forwarded = forwardedIn(content.message)
  const seen = seenIn(content.message, { world, phone, from, chat, stanza })
  const received = recordReceived(world.received, phone.inbox, {
    id,
    from,
    chat,
    kind,
    text,
    addressing,
    ...(media && { media }),
    ...(location && { location }),
    ...(reaction && { reaction }),
    ...(quote && { quote }),
    ...(forwarded && { forwarded }),
    ...(seen && { seen })
  })
  if (received.copies === 1) keepMessage(world, phone, message)
  return received
}

/** Keeps a message in the chat of a phone, its own included; edits and revokes change what is there. */
export const keepMessage = (world: World, phone: Phone, message: NewMessage): void => {
  const { id, from, chat, content, payload } = message
  const { secretEncryptedMessage: sealed } = content.message
  const author = sealed && world.phones.get(from)
  const protocolMessage =
    author && sealed ? openSealed(author, sealed) : content.message.protocolMessage
  if (protocolMessage) {
    changeKept(world, phone, chat, from, protocolMessage)
  } else if (!PASSING.has(content.kind)) {
    const from_me = from === phone.number
    const t = Math.floor(Date.now() / 1000)
    keepInChat(world.chat_log, phone.chats, chat, { id, from, from_me, t, payload })
  }
}

/** Kinds that say something about another message and are none of their own in a chat. */
const PASSING = new Set([
  'empty',
  'reaction',
  'encReaction',
  'secretEncrypted',
  'pollUpdate',
  'keepInChat',
  'pinInChat'
])

const changeKept = (
  world: World,
  phone: Phone,
  key: string,
  author: string,
  change: proto.Message.IProtocolMessage
): void => {
  const { REVOKE, MESSAGE_EDIT } = proto.Message.ProtocolMessage.Type
  const chat = phone.chats.get(key)
  const kept = findInChat(chat, change.key?.id ?? '')
  if (!chat || !kept) return
  const own = kept.from === author
  if (change.type === REVOKE && (own || isAdminOf(world, key, author))) {
    removeFromChat(world.chat_log, chat, kept)
  } else if (change.type === MESSAGE_EDIT && own && change.editedMessage) {
    const edited = withCaption(readContent(kept.payload).message, change.editedMessage)
    replaceInChat(world.chat_log, kept, proto.Message.encode(edited).finish())
  }
}

/** A file stays and has the caption that the edit says; everything else is as the edit says. */
const withCaption = (kept: proto.IMessage, edited: proto.IMessage): proto.IMessage => {
  for (const member of ['imageMessage', 'videoMessage', 'documentMessage'] as const) {
    const [part, caption] = [kept[member], edited[member]?.caption]
    if (part && edited[member]) return { ...kept, [member]: { ...part, caption: caption ?? null } }
  }
  return edited
}

const isAdminOf = (world: World, jid: string, number: string): boolean => {
  const group = world.groups.by_jid.get(jid)
  const phone = world.phones.get(number)
  return group !== undefined && phone !== undefined && isAdmin(group, phone)
}
