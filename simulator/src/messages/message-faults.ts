import { faultedName, faultOf, takeFault } from '../control/faults.ts'
import type { Group } from '../groups/groups.ts'
import type { Device } from '../phones/phone.ts'
import { sendStreamError, stallConnection } from '../wire/connection-faults.ts'
import type { BinaryNode } from '../wire/wire.ts'
import type { World } from '../world.ts'

/** True when a fault made an end of the message, or of the connection, before it was taken. */
export const preventMessage = (world: World, sender: Device): boolean => {
  const { faults } = world
  const { number } = sender.phone
  const { connection } = sender
  if (!connection) return false
  if (takeFault(faults, number, 'drop_before_message')) {
    connection.drop()
  } else if (takeFault(faults, number, 'half_open_at_message')) {
    stallConnection(sender, connection)
  } else if (takeFault(faults, number, 'stream_error_at_message')) {
    sendStreamError(connection, faultOf(faults, number, 'stream_error_code'))
  } else {
    return false
  }
  return true
}

/** The code with which a message is refused because a fault says so. */
export const refusalByFault = (
  { faults }: World,
  { phone }: Device,
  group: Group | undefined
): string | undefined => {
  const name = faultedName(faults, 'refuse_sends', phone, group)
  return takeFault(faults, name, 'refuse_sends')
    ? String(faultOf(faults, name, 'refusal_code'))
    : undefined
}

/** Acknowledges a message that was taken, unless a fault says otherwise. */
export const sendAck = (world: World, sender: Device, ack: BinaryNode): void => {
  const { faults } = world
  const { number } = sender.phone
  if (takeFault(faults, number, 'withhold_acks')) return
  if (takeFault(faults, number, 'drop_before_ack')) {
    sender.connection?.drop()
    return
  }
  if (takeFault(faults, number, 'reorder_acks')) {
    sender.connection?.acks_held.push(ack)
    return
  }
  world.stats.acks += 1
  sender.connection?.send(ack)
  if (takeFault(faults, number, 'duplicate_acks')) sender.connection?.send(ack)
  for (const overtaken of sender.connection?.acks_held.splice(0) ?? []) {
    world.stats.acks += 1
    sender.connection?.send(overtaken)
  }
}
