import { COLLECTION_NAMES, type Collection, type CollectionName } from '../appstate/app-state.ts'
import { chatSettingsOf, setAction, setActions } from '../appstate/app-state-changes.ts'
import { chatJid, jidsOfChat, newestChats } from '../appstate/history-content.ts'
import {
  type Input,
  InputError,
  optionalFlag,
  optionalNumber,
  optionalText,
  optionalTextRecord,
  text
} from '../lib/input.ts'
import { type Chat, findInChat, unreadIn } from '../messages/chats.ts'
import { readContent } from '../messages/content.ts'
import { appStateOf, type Phone } from '../phones/phone.ts'
import type { ChatShown, CollectionShown } from '../types/types-chats.ts'
import { pnJid } from '../wire/jid.ts'
import { proto } from '../wire/wire.ts'
import type { World } from '../world.ts'
import type { Call } from './call.ts'
import { getPhone } from './control-phones.ts'

export const CHAT_CALLS: Record<string, Call> = {
  chats: (world, input) => {
    const phone = getPhone(world, input)
    return { chats: newestChats(phone).map((chat) => show(world, phone, chat)) }
  },
  kept_message: (world, input) => {
    const chat = getPhone(world, input).chats.get(keyOf(world, input))
    const kept = findInChat(chat, text(input, 'id'))
    return { message: kept ? Buffer.from(kept.payload).toString('base64') : null }
  },
  modify_chat: (world, input) => {
    const phone = getPhone(world, input)
    const key = keyOf(world, input)
    for (const [name, version, index, value] of settingsFrom(
      phone,
      chatJid(world, key),
      key,
      input
    )) {
      const action = { version, index, value: { ...value, timestamp: Date.now() } }
      setAction(world, phone, name, action, value.contactAction?.fullName === '')
    }
  },
  save_contacts: (world, input) => {
    const phone = getPhone(world, input)
    const contacts = optionalTextRecord(input, 'contacts') ?? {}
    const actions = Object.entries(contacts).map(([number, fullName]) => ({
      version: 2,
      index: ['contact', pnJid(number)],
      value: { contactAction: { fullName }, timestamp: Date.now() }
    }))
    setActions(world, phone, 'critical_unblock_low', actions)
  },
  app_state: (world, input) => {
    const { collections } = appStateOf(getPhone(world, input))
    const shown = COLLECTION_NAMES.map((name) => [name, showCollection(collections[name])])
    return { collections: Object.fromEntries(shown) }
  }
}

/** The number of the other one, or the JID of the group. */
const keyOf = (world: World, input: Input): string => {
  const given = text(input, 'chat')
  return given.includes('@g.us') ? given : getPhone(world, input, 'chat').number
}

type Setting = [CollectionName, version: number, index: string[], value: proto.ISyncActionValue]

/** Names, collections and versions as Baileys' chatModificationToAppPatch has them. */
const settingsFrom = (phone: Phone, jid: string, key: string, input: Input): Setting[] => {
  const settings: Setting[] = []
  const archived = optionalFlag(input, 'archived')
  const pinned = optionalFlag(input, 'pinned')
  const read = optionalFlag(input, 'read')
  // WhatsApp writes -1 for a chat that is muted for good.
  const muted_until = input.muted_until === 'forever' ? -1 : optionalNumber(input, 'muted_until')
  const fullName = optionalText(input, 'name')
  const starred = optionalText(input, 'starred')
  if (archived !== undefined) {
    settings.push(['regular_low', 3, ['archive', jid], { archiveChatAction: { archived } }])
  }
  if (pinned !== undefined) {
    settings.push(['regular_low', 5, ['pin_v1', jid], { pinAction: { pinned } }])
  }
  if (read !== undefined) {
    settings.push(['regular_low', 3, ['markChatAsRead', jid], { markChatAsReadAction: { read } }])
  }
  if (input.muted_until !== undefined) {
    const muteAction = { muted: muted_until !== undefined, muteEndTimestamp: muted_until ?? null }
    settings.push(['regular_high', 2, ['mute', jid], { muteAction }])
  }
  const cleared = optionalText(input, 'cleared')
  const deleted_for_me = optionalText(input, 'deleted_for_me')
  if (cleared !== undefined) {
    const last = phone.chats.get(key)?.messages.at(-1)
    const messageRange = { lastMessageTimestamp: last?.t ?? null }
    settings.push(
      cleared === 'chat'
        ? ['regular_high', 6, ['deleteChat', jid, '1'], { deleteChatAction: { messageRange } }]
        : ['regular_high', 6, ['clearChat', jid, '1', '0'], { clearChatAction: { messageRange } }]
    )
  }
  if (deleted_for_me !== undefined) {
    const index = ['deleteMessageForMe', jid, deleted_for_me, '0', '0']
    settings.push(['regular_high', 3, index, { deleteMessageForMeAction: { deleteMedia: true } }])
  }
  if (fullName !== undefined) {
    settings.push(['critical_unblock_low', 2, ['contact', jid], { contactAction: { fullName } }])
  }
  if (starred !== undefined) {
    const message = findInChat(phone.chats.get(key), starred)
    if (!message) throw new InputError(`the chat has no message ${starred}`, 404)
    const index = ['star', jid, starred, message.from_me ? '1' : '0', '0']
    settings.push(['regular_low', 2, index, { starAction: { starred: true } }])
  }
  if (settings.length === 0) throw new InputError('there is nothing to change')
  return settings
}

const show = (world: World, phone: Phone, chat: Chat): ChatShown => {
  const last = chat.messages.at(-1)
  return {
    chat: chat.key,
    jid: chatJid(world, chat.key),
    messages: chat.messages.length,
    unread: unreadIn(chat),
    ...chatSettingsOf(phone, jidsOfChat(world, chat.key)),
    last: last ? { id: last.id, from: last.from, t: last.t, ...contentOf(last.payload) } : null
  }
}

const contentOf = (payload: Uint8Array): { kind: string; text: string } => {
  const { kind, text: words } = readContent(payload)
  return { kind, text: words }
}

const showCollection = ({ version, mismatches, records }: Collection): CollectionShown => ({
  version,
  mismatches,
  actions: [...records.values()].map(({ action }) => ({
    index: action.index,
    value: plain(action.value)
  }))
})

/** Numbers, texts and flags instead of the codec's own types. */
const plain = (value: proto.ISyncActionValue): Record<string, unknown> =>
  proto.SyncActionValue.toObject(proto.SyncActionValue.fromObject(value), {
    longs: Number,
    bytes: String,
    enums: String
  })
