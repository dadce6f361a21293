import { enqueue, notificationKey } from '../messages/offline-queue.ts'
import { appStateOf, type Device, type Phone } from '../phones/phone.ts'
import { pnJid } from '../wire/jid.ts'
import { node, nowSeconds } from '../wire/node.ts'
import { liveConnection, serverId, type World } from '../world.ts'
import { applyPatch, type Collection, type CollectionName, makePatch } from './app-state.ts'
import type { Action } from './app-state-crypto.ts'

/** The phone's owner changes a setting; every linked device hears of it. */
export const setAction = (
  world: World,
  phone: Phone,
  name: CollectionName,
  action: Action,
  remove = false
): void => setActions(world, phone, name, [action], remove)

/** The same for many settings at once, in one patch. */
export const setActions = (
  world: World,
  phone: Phone,
  name: CollectionName,
  actions: Action[],
  remove = false
): void => {
  const state = appStateOf(phone)
  const collection = state.collections[name]
  noteActions(phone, applyPatch(state, collection, makePatch(state, collection, actions, remove)))
  announceCollection(world, phone, collection, null)
}

/** What a setting changes on the phone itself. */
export const noteActions = (phone: Phone, actions: Action[]): void => {
  for (const { value } of actions) {
    if (value.pushNameSetting?.name) phone.settings.name = value.pushNameSetting.name
  }
}

/** Tells the account's devices, except the one that did it, to ask what is new. */
export const announceCollection = (
  world: World,
  phone: Phone,
  { name, version }: Collection,
  except: Device | null
): void => {
  for (const device of phone.devices.values()) {
    if (device === except) continue
    const id = serverId(world)
    const stanza = node(
      'notification',
      { from: pnJid(phone.number), type: 'server_sync', id, t: nowSeconds() },
      [node('collection', { name, version: String(version) })]
    )
    enqueue(device.queue, notificationKey(id), stanza, liveConnection(device))
  }
}

/** What is set for a chat, read from all collections; for the history and for who asks. */
export const chatSettingsOf = (phone: Phone, jids: string[]) => {
  const find = (name: CollectionName, kind: string) => {
    for (const { action } of phone.app_state?.collections[name].records.values() ?? []) {
      const [type = '', jid = ''] = action.index
      if (type === kind && jids.includes(jid)) return action.value
    }
    return undefined
  }
  const mute = find('regular_high', 'mute')?.muteAction
  const pin = find('regular_low', 'pin_v1')
  const read = find('regular_low', 'markChatAsRead')?.markChatAsReadAction
  return {
    name: find('critical_unblock_low', 'contact')?.contactAction?.fullName ?? null,
    archived: find('regular_low', 'archive')?.archiveChatAction?.archived ?? false,
    pinned_at: pin?.pinAction?.pinned ? Number(pin.timestamp ?? 0) : null,
    muted_until: mute?.muted ? Number(mute.muteEndTimestamp ?? 0) : null,
    marked_unread: read ? !read.read : false
  }
}
