import { faultOf } from '../control/faults.ts'
import { countConnectionClosed } from '../control/overlaps.ts'
import type { Device } from '../phones/phone.ts'
import type { World } from '../world.ts'
import type { Connection } from './connection.ts'
import { node } from './node.ts'

/** Sets a connection's delays and silence as the faults are now. */
export const applyFaults = (world: World, connection: Connection): void => {
  const { faults } = world
  const number = numberOf(world, connection)
  connection.setLines(
    faultOf(faults, number, 'delay_ms'),
    faultOf(faults, number, 'delay_in_ms'),
    faultOf(faults, number, 'silent')
  )
}

/** The account a connection belongs to; nothing before its login. */
export const numberOf = ({ devices_by_connection }: World, connection: Connection): string =>
  devices_by_connection.get(connection)?.phone.number ?? ''

/** Half-open connections are dead to the client, so they do not count as open. */
export const stallConnection = (device: Device, connection: Connection): void => {
  if (connection.half_open) return
  connection.stall()
  countConnectionClosed(device, connection)
}

/** Ends the stream with a code, as the server does when it restarts or is overloaded. */
export const sendStreamError = (connection: Connection, code: number): void => {
  connection.send(node('stream:error', { code: String(code) }))
  connection.end()
}
