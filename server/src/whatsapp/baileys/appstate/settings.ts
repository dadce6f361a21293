import type { proto } from 'baileys'
import type { Setting } from './codec.ts'
import type { CollectionName } from './collection.ts'

/** Settings that belong into one collection. */
export type Patch = { name: CollectionName; settings: Setting[] }

/** A message as settings name it. */
export type SettingMessage = {
  whatsapp_id: string
  from_me: boolean
  /** Of a message of somebody else in a group: who has written it. */
  participant: string | null
  at: Date
}

export type ChatSetting =
  | { type: 'archive'; archived: boolean }
  | { type: 'pin'; pinned: boolean }
  /** `until` null: for good. */
  | { type: 'mute'; muted: boolean; until: Date | null }
  | { type: 'read'; read: boolean }
  | { type: 'clear' }
  | { type: 'delete' }

/** How a setting of a chat is shared. The last message says up to where it was known when it was set. */
export const chatPatch = (
  chat_id: string,
  setting: ChatSetting,
  last: SettingMessage | null,
  now: Date
): Patch => {
  const timestamp = now.getTime()
  const messageRange = rangeOf(chat_id, last)
  const pin = (pinned: boolean): Setting => ({
    index: ['pin_v1', chat_id],
    value: { pinAction: { pinned }, timestamp },
    version: 5
  })
  switch (setting.type) {
    case 'archive': {
      const { archived } = setting
      const value = { archiveChatAction: { archived, messageRange }, timestamp }
      const archive = { index: ['archive', chat_id], value, version: 3 }
      // An archived chat is not at the top of a list.
      return { name: 'regular_low', settings: archived ? [archive, pin(false)] : [archive] }
    }
    case 'pin':
      return { name: 'regular_low', settings: [pin(setting.pinned)] }
    case 'mute': {
      const { muted, until } = setting
      const muteAction = { muted, ...(muted && { muteEndTimestamp: until?.getTime() ?? -1 }) }
      const value = { muteAction, timestamp }
      return { name: 'regular_high', settings: [{ index: ['mute', chat_id], value, version: 2 }] }
    }
    case 'read': {
      const value = { markChatAsReadAction: { read: setting.read, messageRange }, timestamp }
      const index = ['markChatAsRead', chat_id]
      return { name: 'regular_low', settings: [{ index, value, version: 3 }] }
    }
    case 'clear': {
      const value = { clearChatAction: { messageRange }, timestamp }
      const index = ['clearChat', chat_id, '1', '0']
      return { name: 'regular_high', settings: [{ index, value, version: 6 }] }
    }
    case 'delete': {
      const value = { deleteChatAction: { messageRange }, timestamp }
      const index = ['deleteChat', chat_id, '1']
      return { name: 'regular_high', settings: [{ index, value, version: 6 }] }
    }
  }
}

/** How it is shared whose statuses the account wants to see no more. */
export const statusMutePatch = (contact_id: string, muted: boolean, now: Date): Patch => {
  const value = { userStatusMuteAction: { muted }, timestamp: now.getTime() }
  const index = ['userStatusMute', contact_id]
  return { name: 'regular_high', settings: [{ index, value, version: 7 }] }
}

export type MessageSetting = { type: 'star'; starred: boolean } | { type: 'delete_for_me' }

/** How a setting of a message is shared. */
export const messagePatch = (
  chat_id: string,
  { whatsapp_id, from_me, participant, at }: SettingMessage,
  setting: MessageSetting,
  now: Date
): Patch => {
  const timestamp = now.getTime()
  const place = [chat_id, whatsapp_id, from_me ? '1' : '0', participant ?? '0']
  if (setting.type === 'star') {
    const value = { starAction: { starred: setting.starred }, timestamp }
    return { name: 'regular_low', settings: [{ index: ['star', ...place], value, version: 2 }] }
  }
  const deleteMessageForMeAction = { deleteMedia: false, messageTimestamp: secondsOf(at) }
  const value = { deleteMessageForMeAction, timestamp }
  const index = ['deleteMessageForMe', ...place]
  return { name: 'regular_high', settings: [{ index, value, version: 3 }] }
}

const rangeOf = (
  chat_id: string,
  last: SettingMessage | null
): proto.SyncActionValue.ISyncActionMessageRange | null => {
  if (!last) return null
  const { whatsapp_id, from_me, participant, at } = last
  const key = { remoteJid: chat_id, fromMe: from_me, id: whatsapp_id, participant }
  const timestamp = secondsOf(at)
  return { lastMessageTimestamp: timestamp, messages: [{ key, timestamp }] }
}

const secondsOf = (at: Date): number => Math.floor(at.getTime() / 1_000)
