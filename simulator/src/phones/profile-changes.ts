import { keepPicture } from '../media/media.ts'
import { enqueue, notificationKey } from '../messages/offline-queue.ts'
import { lidJid, pnJid } from '../wire/jid.ts'
import { node, nowSeconds } from '../wire/node.ts'
import type { BinaryNode } from '../wire/wire.ts'
import { liveConnection, serverId, type World } from '../world.ts'
import type { Device, Phone } from './phone.ts'
import { setBlocked } from './profile.ts'

/** Whoever did it: the phone (null), or one of its devices, which need not hear of it. */
type By = Device | null

/** Shows a new picture, or none, and tells the account's devices and who has chats with it. */
export const changePicture = (
  world: World,
  phone: Phone,
  bytes: Buffer | null,
  by: By
): string | null => {
  phone.profile.picture = bytes ? keepPicture(world.media, bytes) : null
  const jid = pnJid(phone.number)
  const change = phone.profile.picture
    ? node('set', { jid, id: phone.profile.picture })
    : node('delete', { jid })
  notify(world, jid, 'picture', change, [...phone.devices.values(), ...phone.watchers], by)
  return phone.profile.picture
}

export const changeAbout = (world: World, phone: Phone, text: string, by: By): void => {
  phone.profile.about = { text, at: nowSeconds() }
  const change = node('set', {}, Buffer.from(text))
  const listeners = [...phone.devices.values(), ...phone.watchers]
  notify(world, pnJid(phone.number), 'status', change, listeners, by)
}

export const changeBlocked = (
  world: World,
  phone: Phone,
  other: Phone,
  blocked: boolean,
  by: By
): void => {
  setBlocked(phone.profile, other.number, blocked)
  const action = blocked ? 'block' : 'unblock'
  const item = node('item', { jid: lidJid(other.lid), action })
  notifyOwn(world, phone, node('blocklist', { action: 'modify' }, [item]), by)
}

export const changeDisappearing = (world: World, phone: Phone, duration: string, by: By): void => {
  const at = nowSeconds()
  phone.profile.disappearing = { duration, at }
  notifyOwn(world, phone, node('disappearing_mode', { duration, t: at }), by)
}

/** What only the account's own devices hear of. */
const notifyOwn = (world: World, phone: Phone, change: BinaryNode, by: By): void =>
  notify(world, pnJid(phone.number), 'account_sync', change, phone.devices.values(), by)

/** Tells linked devices of a change; those that were unlinked since are left out. */
export const notify = (
  world: World,
  from: string,
  type: string,
  change: BinaryNode,
  devices: Iterable<Device>,
  by: By
): void => {
  const id = serverId(world)
  const stanza = node('notification', { from, type, id, t: nowSeconds() }, [change])
  for (const device of new Set(devices)) {
    if (device === by || !device.linked) continue
    enqueue(device.queue, notificationKey(id), stanza, liveConnection(device))
  }
}
