import type { EventPosition } from '../../store/events/read.ts'

/** Before every event. */
export const first_position: EventPosition = { xid: '0', seq: 0 }

export const isBefore = (one: EventPosition, other: EventPosition): boolean => {
  const [a, b] = [BigInt(one.xid), BigInt(other.xid)]
  return a === b ? one.seq < other.seq : a < b
}
