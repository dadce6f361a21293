import { takeFault } from '../control/faults.ts'
import type { Device } from '../phones/phone.ts'
import { node } from '../wire/node.ts'
import type { BinaryNode } from '../wire/wire.ts'
import { liveConnection, type World } from '../world.ts'
import { type Delivery, enqueue, messageKey } from './offline-queue.ts'

/** Gives a message to a linked device: now if it is there, and again until it acknowledges it. */
export const deliverMessage = (
  world: World,
  device: Device,
  message: BinaryNode,
  delivery: Delivery | null = null
): void => {
  const { number } = device.phone
  const absent = takeFault(world.faults, number, 'absent_messages')
  const bare = !absent && takeFault(world.faults, number, 'bare_messages')
  const stanza =
    absent || bare ? { ...message, content: bare ? [] : [node('unavailable')] } : message
  world.stats.messages_out += 1
  const connection = liveConnection(device)
  enqueue(device.queue, messageKey(stanza.attrs.id ?? ''), stanza, connection, delivery)
  if (connection && comesTwice(world, device, stanza)) connection.send(stanza)
}

/** Whether a fault makes a stanza that goes out now go out once more. */
export const comesTwice = (world: World, device: Device, { tag, attrs }: BinaryNode): boolean =>
  tag === 'message' &&
  attrs.category !== 'peer' &&
  takeFault(world.faults, device.phone.number, 'duplicate_messages')
