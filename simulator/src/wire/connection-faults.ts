import { faultOf } from '../control/faults.ts'
import type { World } from '../world.ts'
import type { Connection } from './connection.ts'
import { node } from './node.ts'
import { countClosed } from './sockets.ts'

/** Sets a connection's delays and silence as the faults are now. */
export const applyFaults = ({ faults }: World, connection: Connection): void => {
  const number = numberOf(connection)
  connection.setLines(
    faultOf(faults, number, 'delay_ms'),
    faultOf(faults, number, 'delay_in_ms'),
    faultOf(faults, number, 'silent')
  )
}

/** The account a connection belongs to; nothing before its login. */
export const numberOf = (connection: Connection): string => connection.device?.phone.number ?? ''

/** Half-open connections are dead to the client, so they do not count as open. */
export const stallConnection = (connection: Connection): void => {
  if (connection.half_open) return
  connection.stall()
  if (!connection.device || connection.counted_closed) return
  connection.counted_closed = true
  countClosed(connection.device)
}

/** Ends the stream with a code, as the server does when it restarts or is overloaded. */
export const sendStreamError = (connection: Connection, code: number): void => {
  connection.send(node('stream:error', { code: String(code) }))
  connection.end()
}
