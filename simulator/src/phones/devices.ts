import { forgetHolder } from '../groups/groups.ts'
import { lidOf } from '../messages/addresses.ts'
import { enqueue, notificationKey } from '../messages/offline-queue.ts'
import { pnJid } from '../wire/jid.ts'
import { node, nowSeconds } from '../wire/node.ts'
import { liveConnection, serverId, type World } from '../world.ts'
import type { Device, Phone } from './phone.ts'

/**
 * Tells the account's other devices, and everybody who has asked for its devices, that one came
 * or went. Without it a client goes on using the list it has cached, for minutes.
 */
export const announceDevice = (world: World, changed: Device, action: 'add' | 'remove'): void => {
  const { phone } = changed
  const listeners = new Set([...phone.devices.values(), ...phone.watchers])
  listeners.delete(changed)
  for (const listener of listeners) {
    if (!listener.linked) {
      phone.watchers.delete(listener)
      continue
    }
    const id = serverId(world)
    const stanza = node(
      'notification',
      {
        from: pnJid(phone.number),
        lid: lidOf(phone),
        type: 'devices',
        id,
        t: nowSeconds()
      },
      [
        node(action, { device_hash: `2:${phone.last_key_index}` }, [
          node('device', {
            jid: pnJid(phone.number, changed.id),
            lid: lidOf(phone, changed.id),
            'key-index': String(changed.key_index)
          }),
          node('key-index-list', { ts: nowSeconds() })
        ])
      ]
    )
    enqueue(listener.queue, notificationKey(id), stanza, liveConnection(listener))
  }
}

/** Unlinks a device; when it is connected it hears why and is hung up on. */
export const removeDevice = (world: World, device: Device): void => {
  device.linked = false
  device.phone.devices.delete(device.id)
  forgetHolder(world.groups, device)
  world.devices_by_noise.delete(device.noise_public.toString('hex'))
  const { connection } = device
  if (connection) {
    connection.send(
      node('stream:error', { code: '401' }, [node('conflict', { type: 'device_removed' })])
    )
    connection.end()
  }
  announceDevice(world, device, 'remove')
}

/** Remembers who must hear of changes in a phone's devices. */
export const watchDevices = (phone: Phone, watcher: Device): void => {
  const WATCHERS_MAX = 1000
  if (watcher.phone !== phone && phone.watchers.size < WATCHERS_MAX) phone.watchers.add(watcher)
}
