import { BoundedMap } from './bounded-map.ts'

/** A message that the server took from a linked device, once per sender and id. */
export interface Accepted {
  readonly id: string
  /** The sender's number. */
  readonly from: string
  /** The receiver's number, or the group's JID. */
  readonly to: string
  /** How often the server took it. */
  times: number
}

/** In the order in which each id was taken for the first time. */
export type AcceptedLog = BoundedMap<string, Accepted>

const ACCEPTED_MAX = 200_000

export const createAcceptedLog = (): AcceptedLog => new BoundedMap(ACCEPTED_MAX)

export const acceptedKey = (from: string, id: string): string => `${from} ${id}`

export const recordAccepted = (log: AcceptedLog, from: string, to: string, id: string): void => {
  const known = log.get(acceptedKey(from, id))
  if (known) known.times += 1
  else log.set(acceptedKey(from, id), { id, from, to, times: 1 })
}
