import { forgetGroupKeys } from '../groups/group-keys.ts'
import { devicesIn, groupsOf } from '../groups/groups.ts'
import { enqueue, notificationKey } from '../messages/offline-queue.ts'
import { lidJid, pnJid } from '../wire/jid.ts'
import { node, nowSeconds } from '../wire/node.ts'
import { liveConnection, serverId, type World } from '../world.ts'
import { removeDevice } from './devices.ts'
import type { Phone } from './phone.ts'
import { createSignalParty } from './signal.ts'

/**
 * The app is installed anew: another identity, none of the keys it had, no linked devices. Those who have asked for its
 * devices, and those who share a group with it, hear that its identity has changed.
 */
export const reinstall = (world: World, phone: Phone): void => {
  for (const device of [...phone.devices.values()]) removeDevice(world, device)
  forgetGroupKeys(world, phone)
  phone.signal = createSignalParty()
  const listeners = new Set([
    ...phone.watchers,
    ...groupsOf(world.groups, phone).flatMap((group) => devicesIn(group))
  ])
  for (const listener of listeners) {
    if (!listener.linked) continue
    const id = serverId(world)
    const stanza = node(
      'notification',
      { from: pnJid(phone.number), lid: lidJid(phone.lid), type: 'encrypt', id, t: nowSeconds() },
      [node('identity')]
    )
    enqueue(listener.queue, notificationKey(id), stanza, liveConnection(listener))
  }
}
