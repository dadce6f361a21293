import { isPeerThere } from '../messages/peer-there.ts'
import type { Device } from '../phones/phone.ts'
import type { Overlap, OverlappingSocket } from '../types/types-audit.ts'
import type { Connection } from '../wire/connection.ts'
import { countClosed } from '../wire/sockets.ts'
import type { Faults } from './faults.ts'

const OVERLAPS_MAX = 20

/**
 * Called when a device logs in though it has a connection already. One whose other end is closed only waits for this
 * process to read that; it counts as closed from now on. Of two that are both there it is noted who they are.
 */
export const noteOverlap = (faults: Faults, device: Device, next: Connection): void => {
  const previous = device.connection
  if (!previous || previous.half_open || previous.counted_closed) return
  if (!isPeerThere(previous.origin)) {
    countConnectionClosed(device, previous)
    return
  }
  const overlap: Overlap = {
    at: new Date().toISOString(),
    for_ms: null,
    sockets: [describe(previous), describe(next)],
    faults: { ...faults.everyone, ...faults.by_number.get(device.phone.number) }
  }
  const began = performance.now()
  const over = (): void => {
    overlap.for_ms ??= Math.round(performance.now() - began)
  }
  previous.onClosed(over)
  next.onClosed(over)
  device.overlaps.push(overlap)
  if (device.overlaps.length > OVERLAPS_MAX) device.overlaps.shift()
}

/** Takes a connection out of the count of open ones, once. */
export const countConnectionClosed = (device: Device, connection: Connection): void => {
  if (connection.counted_closed) return
  connection.counted_closed = true
  countClosed(device)
}

const describe = ({ id, origin, opened_at }: Connection): OverlappingSocket => ({
  connection: id,
  remote_port: origin.remote_port,
  client: origin.client,
  opened_at: new Date(opened_at).toISOString()
})
