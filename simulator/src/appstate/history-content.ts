import { namesIn } from '../groups/group-nodes.ts'
import type { Role } from '../groups/groups.ts'
import { addressingOf, addressOf, lidOf } from '../messages/addresses.ts'
import { type Chat, type ChatMessage, unreadIn } from '../messages/chats.ts'
import { sentKey } from '../messages/sent.ts'
import type { Phone } from '../phones/phone.ts'
import { lidJid, pnJid } from '../wire/jid.ts'
import { proto } from '../wire/wire.ts'
import { phoneByNumber, type World } from '../world.ts'
import { chatSettingsOf } from './app-state-changes.ts'

const {
  COMPLETE_AND_NO_MORE_MESSAGE_REMAIN_ON_PRIMARY,
  COMPLETE_BUT_MORE_MESSAGES_REMAIN_ON_PRIMARY
} = proto.Conversation.EndOfHistoryTransferType

const CHATS_MAX = 1000

export const newestChats = (phone: Phone): Chat[] => {
  const age = ({ messages }: Chat): number => messages.at(-1)?.seq ?? 0
  return [...phone.chats.values()].sort((a, b) => age(b) - age(a)).slice(0, CHATS_MAX)
}

/** A chat as the history has it, with some of its messages, the newest first. */
export const conversationOf = (
  world: World,
  phone: Phone,
  chat: Chat,
  messages: ChatMessage[]
): proto.IConversation => {
  const other = phoneByNumber(world, chat.key)
  const last = chat.messages.at(-1)
  const group = world.groups.by_jid.get(chat.key)
  const set = chatSettingsOf(phone, jidsOfChat(world, chat.key))
  const complete = messages.at(-1) === chat.messages[0]
  return {
    id: chatJid(world, chat.key),
    messages: messages.map((message) => ({
      message: webMessageOf(world, phone, chat, message),
      msgOrderId: message.seq
    })),
    conversationTimestamp: last?.t ?? null,
    lastMsgTimestamp: last?.t ?? null,
    unreadCount: unreadIn(chat),
    markedAsUnread: set.marked_unread,
    archived: set.archived,
    // Seconds here, milliseconds in the setting.
    pinned: set.pinned_at === null ? null : Math.floor(set.pinned_at / 1000),
    muteEndTime: set.muted_until,
    name: group?.subject.text ?? set.name,
    participant: [...(group?.participants.values() ?? [])].map((each) => ({
      userJid: group ? namesIn(group.addressing, each.phone).jid : '',
      rank: RANKS[each.role]
    })),
    endOfHistoryTransfer: complete,
    endOfHistoryTransferType: complete
      ? COMPLETE_AND_NO_MORE_MESSAGE_REMAIN_ON_PRIMARY
      : COMPLETE_BUT_MORE_MESSAGES_REMAIN_ON_PRIMARY,
    ...(other && pairOf(other))
  }
}

const RANKS: Record<Role, proto.GroupParticipant.Rank> = {
  member: proto.GroupParticipant.Rank.REGULAR,
  admin: proto.GroupParticipant.Rank.ADMIN,
  superadmin: proto.GroupParticipant.Rank.SUPERADMIN
}

/** A message with its envelope, as clients store it. */
export const webMessageOf = (
  world: World,
  phone: Phone,
  chat: Chat,
  { id, from, from_me, t, payload }: ChatMessage
): proto.IWebMessageInfo => {
  const remoteJid = chatJid(world, chat.key)
  const author = phoneByNumber(world, from)
  const group = world.groups.by_jid.get(chat.key)
  const participant = group && author && !from_me ? namesIn(group.addressing, author).jid : null
  return {
    key: { remoteJid, fromMe: from_me, id, participant },
    participant,
    message: proto.Message.decode(payload),
    messageTimestamp: t,
    ...(from_me
      ? { status: statusOf(world, phone, id) }
      : { pushName: author?.settings.name ?? null })
  }
}

/** Which LID belongs to which number, of everybody the chats are with. */
export const mappingsOf = (
  world: World,
  phone: Phone,
  chats: Chat[]
): proto.IPhoneNumberToLIDMapping[] =>
  peopleOf(world, phone, chats)
    .map(pairOf)
    .filter(({ pnJid, lidJid }) => pnJid !== undefined && lidJid !== undefined)

/** The addresses that others may know somebody by. */
const pairOf = (person: Phone): { pnJid?: string; lidJid?: string } => {
  const lid = lidOf(person)
  const hidden = lid !== undefined && person.settings.hides_number
  return { ...(!hidden && { pnJid: pnJid(person.number) }), ...(lid && { lidJid: lid }) }
}

export const pushNamesOf = (world: World, phone: Phone, chats: Chat[]): proto.IPushname[] =>
  peopleOf(world, phone, chats).map((person) => ({
    id: jidOf(person),
    pushname: person.settings.name
  }))

/** The JID under which the phone lists a chat. */
export const chatJid = (world: World, key: string): string => {
  if (key.includes('@')) return key
  const other = phoneByNumber(world, key)
  return other ? jidOf(other) : pnJid(key)
}

/** All forms of address a chat can have. */
export const jidsOfChat = (world: World, key: string): string[] => {
  const other = phoneByNumber(world, key)
  return other ? [pnJid(other.number), lidJid(other.lid)] : [key]
}

const jidOf = (phone: Phone): string => addressOf(phone, addressingOf(phone))

/** The owner, the other sides, and in groups everybody who has written. */
const peopleOf = (world: World, phone: Phone, chats: Chat[]): Phone[] => {
  const numbers = new Set([phone.number])
  for (const { key, messages } of chats) {
    if (!key.includes('@')) numbers.add(key)
    else for (const { from } of messages) numbers.add(from)
  }
  return [...numbers].flatMap((number) => phoneByNumber(world, number) ?? [])
}

const { SERVER_ACK, DELIVERY_ACK, READ, PLAYED } = proto.WebMessageInfo.Status

const statusOf = (world: World, phone: Phone, id: string): proto.WebMessageInfo.Status => {
  const sent = world.sent.get(sentKey(phone.number, id))
  const others = [...(sent?.deliveries.values() ?? [])].filter(
    ({ number }) => number !== phone.number
  )
  if (others.some(({ played }) => played)) return PLAYED
  if (others.some(({ read }) => read)) return READ
  return others.some(({ delivered }) => delivered) ? DELIVERY_ACK : SERVER_ACK
}
